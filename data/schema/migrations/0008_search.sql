-- What the search looks through: one row for each thing with a name, kept by triggers in the writing transaction, so that
-- no writer can forget it. The spelling in pinyin is added by data/search (SQL knows no pinyin): until then it is NULL.

-- The form in which texts are compared: searchForm of data/filter.ts.
CREATE FUNCTION search_form(label text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    translate(normalize(label, NFKC), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '\s+', ' ', 'g'))
$$;

CREATE TABLE search_entry (
  noun text NOT NULL,
  fid integer NOT NULL,
  target_fid integer NOT NULL,                -- what is found: the package of a site, else the thing itself
  label text NOT NULL,                        -- the name as written: what `syllables` was spelled from
  name text NOT NULL,                         -- in the compared form, like the next two
  name_en text NOT NULL,
  codes text NOT NULL,                        -- its codes, each after a blank
  published boolean NOT NULL,                 -- a copy of the row's own, moved with it
  secrecy text NOT NULL,
  importance double precision NOT NULL,       -- among things of one noun: money, people, area or length
  syllables text,                             -- the name in pinyin without tones, ' '-separated; NULL = not spelled yet
  pinyin text GENERATED ALWAYS AS (replace(syllables, ' ', '')) STORED,
  PRIMARY KEY (noun, fid)
);
CREATE INDEX search_entry_pinyin ON search_entry USING gin (pinyin gin_trgm_ops);
CREATE INDEX search_entry_name_en ON search_entry USING gin (name_en gin_trgm_ops);
CREATE INDEX search_entry_unspelled ON search_entry (noun, fid) WHERE syllables IS NULL;

-- Keeps the entries of a table. TG_ARGV: noun, then SQL over the row n: target, all codes, published, secrecy, importance.
CREATE FUNCTION keep_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_entry e USING old_rows o WHERE e.noun = TG_ARGV[0] AND e.fid = o.fid;
    RETURN NULL;
  END IF;
  -- The spelling stays while the name does; a row of which nothing here has changed is not written.
  EXECUTE format('
    INSERT INTO search_entry AS e (noun, fid, target_fid, label, name, name_en, codes, published, secrecy, importance)
    SELECT %L, n.fid, %s, n.name, search_form(n.name), search_form(coalesce(n.name_en, '''')), '' '' || search_form(%s), %s, %s,
           coalesce((%s)::double precision, 0)
    FROM new_rows n
    ON CONFLICT (noun, fid) DO UPDATE SET target_fid = excluded.target_fid, label = excluded.label, name = excluded.name,
      name_en = excluded.name_en, codes = excluded.codes, published = excluded.published, secrecy = excluded.secrecy,
      importance = excluded.importance, syllables = CASE WHEN e.label = excluded.label THEN e.syllables END
    WHERE (e.target_fid, e.label, e.name_en, e.codes, e.published, e.secrecy, e.importance)
      IS DISTINCT FROM (excluded.target_fid, excluded.label, excluded.name_en, excluded.codes, excluded.published,
                        excluded.secrecy, excluded.importance)',
    TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3], TG_ARGV[4], TG_ARGV[5]);
  RETURN NULL;
END $$;

-- Puts a table into the search, with the rows that it has already.
CREATE FUNCTION keep_in_search(noun text, target text, codes text, published text, secrecy text, importance text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER search_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry(%L, %L, %L, %L, %L, %L)',
    noun, noun, target, codes, published, secrecy, importance);
  EXECUTE format('CREATE TRIGGER search_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry(%L, %L, %L, %L, %L, %L)',
    noun, noun, target, codes, published, secrecy, importance);
  EXECUTE format('CREATE TRIGGER search_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION keep_search_entry(%L)', noun, noun);
  EXECUTE format('
    INSERT INTO search_entry (noun, fid, target_fid, label, name, name_en, codes, published, secrecy, importance)
    SELECT %L, n.fid, %s, n.name, search_form(n.name), search_form(coalesce(n.name_en, '''')), '' '' || search_form(%s), %s, %s,
           coalesce((%s)::double precision, 0)
    FROM %I n', noun, target, codes, published, secrecy, importance, noun);
END $$;

SELECT keep_in_search('project', 'coalesce(n.parent_fid, n.fid)', 'concat_ws('' '', n.code, n.national_code)',
                      'n.published', 'n.secrecy', 'n.total_investment');
SELECT keep_in_search('district', 'n.fid', 'n.code', 'n.published', 'n.secrecy', 'n.population');
SELECT keep_in_search('zone', 'n.fid', 'n.code', 'n.published', 'n.secrecy', 'n.planned_area_m2');
SELECT keep_in_search('corridor', 'n.fid', 'n.code', 'n.published', 'n.secrecy', 'n.length_m');
SELECT keep_in_search('facility', 'n.fid', 'n.code', 'n.published', 'n.secrecy', '0');
SELECT keep_in_search('parcel', 'n.fid', 'n.code', 'n.published', 'n.secrecy', 'n.area_m2');
-- Names of towns and villages are public; a company is found by those who see one of its projects (server/queries/search.ts).
SELECT keep_in_search('place_name', 'n.fid', 'n.code', 'true', '''public''', 'n.population');
SELECT keep_in_search('company', 'n.fid', 'concat_ws('' '', n.code, n.credit_code)', 'true', '''public''', '0');
