/** Rows that the cells of a file may name, read once for an import. */
import type { Database } from '../../data/db.ts';
import { districtOptions, RowIndex } from '../../data/import/row-index.ts';
import type { Field, RowNoun } from '../../data/vocabulary/fields/field.ts';
import { namedRows } from '../queries/imports/lookups.ts';

/** Gives the rows of a noun that one of the fields points at. */
export type Lookups = (noun: RowNoun) => RowIndex;

/** Reads the rows of every noun that the fields point at. */
export async function readLookups(
  database: Database,
  fields: readonly Field[],
  placeName: string,
): Promise<Lookups> {
  const nouns = new Set<RowNoun>(
    fields.flatMap(({ type }) =>
      type.kind === 'row' ? [type.noun] : type.kind === 'shares' ? ['district' as const] : [],
    ),
  );
  const indexes = new Map<RowNoun, RowIndex>();
  for (const noun of nouns) {
    const options = noun === 'district' || noun === 'reporting_area' ? districtOptions(placeName) : {};
    indexes.set(noun, new RowIndex(await namedRows(database, noun), options));
  }
  return (noun) => {
    const index = indexes.get(noun);
    if (!index) throw new Error(`rows of ${noun} were not read`);
    return index;
  };
}
