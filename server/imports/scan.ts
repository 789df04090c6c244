/** A first look at the rows of a layer: what the columns hold, and a sample of where they lie. */
import type { Given } from '../../data/import/value.ts';
import type { ImportReading, SampleRow } from '../queries/imports.ts';
import type { SourceRow } from './import-facts.ts';
import { thinned } from './shapes.ts';

/** Rows that are looked at; enough to know the columns of a file, and quickly done. */
const mostRows = 20_000;
const mostSamples = 2_000;
/** Positions of a geometry in the sample. */
const mostPositions = 120;
const samplesOfColumn = 5;
const longestSample = 120;
const cellsOfColumn = 50;
/** Columns of a row in the sample: a table of 10,000 columns has its position in one of the first. */
const mostColumns = 200;

export interface Scan {
  readonly scanned: number;
  readonly located: number;
  /** Whether the end of the layer was reached. */
  readonly whole: boolean;
  readonly columns: ImportReading['columns'];
  /** Some filled cells of each column. */
  readonly cells: Readonly<Record<string, readonly Given[]>>;
  readonly sample: readonly SampleRow[];
}

/** Looks at the first rows. The sample is spread over all of them. */
export async function scanRows(
  batches: AsyncIterable<readonly SourceRow[]>,
  columns: readonly { readonly name: string; readonly type: ImportReading['columns'][number]['type'] }[],
  onProgress: (rows: number) => void,
): Promise<Scan> {
  const seen = columns.map(({ name, type }) => ({
    name,
    type,
    filled: 0,
    samples: new Set<string>(),
    cells: [] as Given[],
  }));
  let sample: SampleRow[] = [];
  let every = 1;
  let [scanned, located] = [0, 0];
  let whole = true;
  for await (const batch of batches) {
    for (const { row, values, geometry } of batch) {
      for (const column of seen) {
        const value = values[column.name];
        if (value === null || value === undefined || value === '') continue;
        column.filled++;
        if (column.cells.length < cellsOfColumn) column.cells.push(value);
        if (column.samples.size < samplesOfColumn) column.samples.add(String(value).slice(0, longestSample));
      }
      if (geometry) located++;
      if (scanned % every === 0) {
        sample.push({
          row,
          given: shortValues(values),
          geometry: geometry && thinned(geometry, mostPositions),
        });
        if (sample.length > mostSamples) {
          sample = sample.filter((_, at) => at % 2 === 0);
          every *= 2;
        }
      }
      scanned++;
    }
    onProgress(scanned);
    if (scanned >= mostRows) {
      whole = false;
      break;
    }
  }
  return {
    scanned,
    located,
    whole,
    columns: seen.map(({ name, type, filled, samples }) => ({ name, type, filled, samples: [...samples] })),
    cells: Object.fromEntries(seen.map(({ name, cells }) => [name, cells])),
    sample,
  };
}

/** Cells of the sample: positions are wanted of them, so that long texts but WKT are left out. */
function shortValues(values: SourceRow['values']): SourceRow['values'] {
  return Object.fromEntries(
    Object.entries(values)
      .slice(0, mostColumns)
      .filter(
        ([, value]) => typeof value !== 'string' || value.length <= 200 || /^[A-Z]+ ?Z?M? ?\(/.test(value),
      )
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 20_000) : value]),
  );
}
