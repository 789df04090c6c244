/** An import over the small city, from rows that a test writes down. */
import type { Geometry } from 'geojson';
import sql from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { applyImport } from '../../../server/imports/apply-import.ts';
import { checkImport } from '../../../server/imports/check-import.ts';
import type {
  ImportPlace,
  ImportSettings,
  RowChange,
  RowReading,
  RowReason,
  RowRepair,
  SourceRow,
} from '../../../server/imports/import-facts.ts';

export const testPlace: ImportPlace = {
  code: 'test',
  name: '试验市',
  timeZone: 'Asia/Shanghai',
  extent: [115, 34, 116, 35],
  today: '2026-07-31',
  years: [2026],
};

export interface ImportRow {
  row: number;
  state: string;
  code: string | null;
  facts: Record<string, unknown> | null;
  changes: RowChange[] | null;
  reasons: RowReason[] | null;
  readings: RowReading[] | null;
  repair: RowRepair | null;
  notes: { zh: string; en: string }[] | null;
  wkt: string | null;
}

export type TestRow = Record<string, unknown> & { geometry?: Geometry | null };

/** A column for each member of the rows but `geometry`, each named like the field that it is for. */
export function settingsFor(rows: readonly TestRow[], over: Partial<ImportSettings> = {}): ImportSettings {
  const names = new Set(rows.flatMap((row) => Object.keys(row)).filter((name) => name !== 'geometry'));
  return {
    layer: 'test',
    crs: 'EPSG:4326',
    swapped: false,
    position: { kind: 'geometry' },
    key: 'code',
    columns: Object.fromEntries([...names].map((name) => [name, { column: name }])),
    defaults: {},
    districtByPosition: false,
    ...over,
  };
}

let made = 0;

/** Checks rows in small batches, so that files of several batches are tried. */
export async function check(
  database: Database,
  noun: Layer,
  rows: readonly TestRow[],
  over: Partial<ImportSettings> = {},
) {
  made += 1;
  const importId = String(made).padStart(12, 'a');
  await database.query(sql`
    insert into import (id, noun, file_name, file_hash, file_bytes, state, created_by)
    values (${importId}, ${noun}, 'test.geojson', ${'0'.repeat(64)}, 1, 'checking', 'test')`);
  const sources = rows.map(({ geometry = null, ...values }, at): SourceRow => {
    return { row: at + 1, values: values as SourceRow['values'], geometry };
  });
  async function* batches() {
    const size = sources.length > 100 ? 700 : 3;
    for (let from = 0; from < sources.length; from += size) yield sources.slice(from, from + size);
  }
  const summary = await checkImport(database, {
    importId,
    noun,
    actor: 'operator',
    fileName: 'test.geojson',
    rows: batches(),
    settings: settingsFor(rows, over),
    place: testPlace,
  });
  await database.query(sql`update import set state = 'checked' where id = ${importId}`);
  return { importId, summary, rows: await rowsOf(database, importId) };
}

export function rowsOf(database: Database, importId: string): Promise<ImportRow[]> {
  return database.query<ImportRow>(sql`
    select row, state, code, facts, changes, reasons, readings, repair, notes, ST_AsText(geom, 6) as wkt
    from import_row where import_id = ${importId} order by row`);
}

export function apply(database: Database, importId: string) {
  return applyImport(database, { importId, actor: 'operator', place: testPlace });
}

/** A square of some hundred metres within district D1, by its number. */
export function square(n: number, side = 0.002): Geometry {
  const [west, south] = [115.21 + n * 0.003, 34.12];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  };
}
