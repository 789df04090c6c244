/** One question to the search, answered: what holds its words, and what is only similar when little does. */
import type { Database } from '../../data/db.ts';
import { searchForm } from '../../data/filter.ts';
import { searchNoun } from '../../data/vocabulary/search.ts';
import { found, searchRank, similar } from '../queries/search.ts';
import type { SearchRow } from '../queries/search.ts';
import type { SearchAnswer } from '../routes/search.ts';
import type { Viewer } from '../viewer.ts';

/** Letters below which everything is similar. */
const shortestSimilar = 4;

export async function search(
  database: Database,
  {
    text,
    ...rest
  }: {
    readonly text: string;
    readonly viewer: Viewer;
    readonly limit: number;
    readonly signal?: AbortSignal;
  },
): Promise<SearchAnswer> {
  const [{ searchWords }, { matchedParts }] = await Promise.all([
    import('./search-words.ts'),
    import('./matched.ts'),
  ]);
  const words = searchWords(text);
  if (words.words.length === 0) return { groups: [] };
  const question = { ...rest, words };
  let rows = await found(database, question);
  if (rows.length === 0 && words.spelling.length >= shortestSimilar) rows = await similar(database, question);
  const groups = searchNoun.codes.flatMap((noun) => {
    const shown = rows.filter((row) => row.noun === noun);
    const [best] = shown;
    return best ? [{ noun, best: standing(best, text), total: best.total, shown }] : [];
  });
  groups.sort((a, b) => a.best - b.best);
  return {
    groups: groups.map(({ noun, total, shown }) => ({
      noun,
      total,
      items: shown.map((row) => item(row, (name) => matchedParts(name, words.words))),
    })),
  };
}

/** Where a group stands: by its best find, and before others of that rank when nearly its whole name was typed. */
function standing({ rank, name, nameEn }: SearchRow, text: string): number {
  const shortest = Math.min(name.length, nameEn?.length ?? Infinity);
  return rank + (rank <= searchRank.start && 2 * searchForm(text).length > shortest ? 0 : 0.5);
}

type Item = SearchAnswer['groups'][number]['items'][number];

function item(row: SearchRow, parts: (name: string) => Item['matched']): Item {
  const { code, name, nameEn, kind, district, extent, rank, site, siteEn } = row;
  return {
    code,
    name,
    nameEn,
    kind,
    district,
    extent,
    site: site === null ? null : { name: site, nameEn: siteEn },
    similar: rank === searchRank.similar,
    matched: parts(name),
    matchedEn: parts(nameEn ?? ''),
  };
}
