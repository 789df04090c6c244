/** What bears a name, a code or a sound that was asked for, grouped by noun, the best first. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { searchNoun } from '../../data/vocabulary/search.ts';
import type { SearchNoun } from '../../data/vocabulary/search.ts';
import { syllablePattern } from '../search/syllable-pattern.ts';
import type { SearchWord, SearchWords } from '../search/search-words.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { searchItem } from './search-item.ts';

/** The order within a noun. */
const best = sql`rank, likeness desc, importance desc, length, fid`;

/** How a thing was found; the smaller, the higher it stands. */
export const searchRank = {
  exact: 0,
  start: 1,
  reading: 2,
  contained: 3,
  inner: 4,
  sound: 5,
  similar: 6,
} as const;

export interface SearchRow {
  readonly noun: SearchNoun;
  readonly rank: number;
  /** How many of the noun were found. */
  readonly total: number;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: string | null;
  readonly district: string | null;
  readonly extent: [number, number, number, number] | null;
  /** Name of the site of a package that was found instead of its own. */
  readonly site: string | null;
  readonly siteEn: string | null;
}

export interface SearchQuestion {
  readonly words: SearchWords;
  readonly viewer: Viewer;
  /** Most things of each noun. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** Things that hold all the words. */
export function found(database: Database, question: SearchQuestion): Promise<SearchRow[]> {
  const { text, words } = question.words;
  const ranks = words.map(rankOf);
  // Every word must be found; all of them together may stand higher.
  const each = join(
    ranks.map((_, at) => sql`r${raw(String(at))} is not null`),
    ' and ',
  );
  const worst = sql`greatest(${raw(ranks.map((_, at) => `r${at}`).join(', '))})`;
  const rank =
    words.length > 1
      ? sql`least(${worst}, case when name = ${text}::text or name_en = ${text}::text then ${searchRank.exact}::integer
          when starts_with(name, ${text}::text) or starts_with(name_en, ${text}::text) then ${searchRank.start}::integer end)`
      : worst;
  const columns = join(ranks.map((one, at) => sql`${one} as r${raw(String(at))}`));
  // OFFSET 0: the ranks are worked out once, and not again for each use.
  return answer(
    database,
    question,
    (noun) => sql`
      select e.*, ${rank} as rank, 0::real as likeness
      from (select e.*, ${columns} from search_entry e where e.noun = ${noun} offset 0) e
      where ${each} and ${isSeen(question.viewer)}`,
  );
}

/** Things whose name is only similar, the most similar first. */
export function similar(database: Database, question: SearchQuestion): Promise<SearchRow[]> {
  const { text, spelling } = question.words;
  const english = /^[ -~]+$/.test(text) ? text : null;
  return answer(
    database,
    question,
    // What is much less alike than the best would only be in its way.
    (noun) => sql`
      select * from alike where noun = ${noun} and likeness >= 0.85 * (select max(likeness) from alike)`,
    sql`
      alike as materialized (
        select e.*, ${searchRank.similar}::integer as rank, s.likeness
        from search_similar(${spelling}::text, ${english}::text) s
        join search_entry e on e.noun = s.noun and e.fid = s.fid
        where ${isSeen(question.viewer)}
      ),`,
  );
}

/** SQL expression: the rank of entry `e` for one word; NULL when it has nothing of it. */
function rankOf({ text, reading, sound, code }: SearchWord): Sql {
  const { exact, start, contained, inner } = searchRank;
  // One or two letters begin something, or say nothing.
  const anywhere = text.length > 2 || !/^[a-z]+$/.test(text);
  const cases = [
    sql`when e.name = ${text}::text or e.name_en = ${text}::text or e.codes = ${` ${text}`}::text then ${exact}::integer`,
    sql`when starts_with(e.name, ${text}::text) or starts_with(e.name_en, ${text}::text) then ${start}::integer`,
  ];
  // A code begins with letters that all codes begin with: it is looked for once there is more than them.
  if (code) cases.push(sql`when strpos(e.codes, ${` ${text}`}::text) > 0 then ${start}::integer`);
  if (reading !== undefined)
    cases.push(spelledCase(reading, searchRank.reading), readCase('', reading, searchRank.reading));
  if (anywhere) {
    cases.push(
      sql`when strpos(e.name, ${text}::text) > 0 or strpos(e.name_en, ${` ${text}`}::text) > 0 then ${contained}::integer`,
    );
    if (code) cases.push(sql`when strpos(e.codes, ${text}::text) > 0 then ${contained}::integer`);
  }
  if (reading !== undefined && reading.length > 1) cases.push(readCase('% ', reading, inner));
  if (anywhere) cases.push(sql`when strpos(e.name_en, ${text}::text) > 0 then ${inner}::integer`);
  if (sound !== undefined)
    cases.push(
      spelledCase(sound, searchRank.sound),
      readCase('', sound, searchRank.sound),
      readCase('% ', sound, searchRank.sound),
    );
  return sql`case ${join(cases, ' ')} end`;
}

/** SQL: the rank when the letters are the beginning of all of the pinyin: what `readCase` would find, in a tenth of its time. */
function spelledCase(letters: string, rank: number): Sql {
  return sql`when starts_with(e.pinyin, ${letters}::text) then ${rank}::integer`;
}

/**
 * SQL: the rank when syllables of entry `e` read the letters from its beginning or further on. LIKE looks first, whether
 * the letters are there in their order: it takes a fraction of the time of the pattern that decides.
 */
function readCase(before: '' | '% ', letters: string, rank: number): Sql {
  const pattern = (before === '' ? '^' : ' ') + syllablePattern(letters);
  return sql`when e.syllables like ${`${before}${[...letters].join('%')}%`}::text
    and e.syllables ~ ${pattern}::text then ${rank}::integer`;
}

/** SQL condition: the viewer may see entry `e`: a site with its package, a company by a project of his. */
function isSeen(viewer: Viewer): Sql {
  return sql`${visibleTo(viewer, 'e')}
    and (e.fid = e.target_fid or exists (
      select from project parent where parent.fid = e.target_fid and ${visibleTo(viewer, 'parent')}))
    and (e.noun <> 'company' or e.fid in (
      select p.company_fid from project p where p.company_fid is not null and ${visibleTo(viewer, 'p')}))`;
}

/**
 * The best hits of each noun, with what is shown of them.
 * @param hits the entries of a noun, with rank and likeness
 * @param common what the hits are taken from: CTEs, each with a comma behind it
 */
async function answer(
  database: Database,
  { viewer, limit, signal }: SearchQuestion,
  hits: (noun: Sql) => Sql,
  common = empty,
): Promise<SearchRow[]> {
  const others = searchNoun.codes.filter((noun) => noun !== 'project');
  // One letter finds nearly everything. Noun by noun, nothing of it is kept or sorted but the few that are shown.
  return database.query<SearchRow>(
    sql`
    with ${common}
    best as materialized (
      select n.noun, hit.* from unnest(${others}::text[]) n (noun) cross join lateral (
        select e.fid, null::integer as site_fid, e.rank, e.likeness, e.importance, length(e.name) as length,
               (count(*) over ())::integer as total
        from (${hits(sql`n.noun`)}) e order by ${best} limit ${limit}::integer) hit
      union all
      -- A package is found once, by the best of its own name and those of its sites.
      (select 'project', one.*, (count(*) over ())::integer from (
         select distinct on (e.target_fid) e.target_fid as fid, nullif(e.fid, e.target_fid) as site_fid, e.rank, e.likeness,
                e.importance, length(e.name) as length
         from (${hits(sql`'project'`)}) e
         order by e.target_fid, e.rank, e.likeness desc, e.fid = e.target_fid desc, e.fid) one
       order by ${best} limit ${limit}::integer)
    ),
    placed as materialized (select *, row_number() over (partition by noun order by ${best}) as place from best)
    select h.noun, h.rank, h.total, item.*, site.name as site, site.name_en as "siteEn"
    from placed h
    cross join lateral (${searchItem(viewer)}) item
    left join project site on h.noun = 'project' and site.fid = h.site_fid
    order by array_position(${searchNoun.codes}::text[], h.noun), h.place`,
    { signal, timeoutMs: 5_000 },
  );
}
