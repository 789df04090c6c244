-- Things with a name like a spelling, with how like it is (0–1): by trigrams, so that a slip of the finger or another
-- character of the same sound hides nothing. Written Chinese is compared by its pinyin (`spelling`, a–z and 0–9 without
-- blanks), since trigrams of Han characters depend on the locale of the database; `english` may be NULL.
CREATE OR REPLACE FUNCTION search_similar(spelling text, english text) RETURNS TABLE (noun text, fid integer, likeness real)
LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.5 AS $$
  SELECT e.noun, e.fid, greatest(word_similarity(spelling, e.pinyin), word_similarity(english, e.name_en))
  FROM search_entry e
  WHERE spelling <% e.pinyin OR english <% e.name_en
$$;
