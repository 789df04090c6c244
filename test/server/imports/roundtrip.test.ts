/** What is written out of the demo can be taken in again: nothing changes, and of edited cells exactly those. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../data/db.ts';
import type { Database } from '../../../data/db.ts';
import { proposeColumns } from '../../../data/import/columns.ts';
import { loadPlace } from '../../../data/load/load.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import { pluralOf } from '../../../data/vocabulary/layer.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { openSource, readSource } from '../../../server/formats/read/open-source.ts';
import { checkImport } from '../../../server/imports/check-import.ts';
import type { ImportSettings, SourceRow } from '../../../server/imports/import-facts.ts';
import { removeMade, temporaryDirectory, testPostgisUrl } from '../../support/database.ts';
import { asOperator, testApp } from '../fixture.ts';
import { rowsOf } from './import-fixture.ts';

const shangqiu = fileURLToPath(new URL('../../../data/demo/shangqiu', import.meta.url));
let database: Database;
let app: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  database = await openDatabase({
    databaseUrl: await testPostgisUrl(),
    dataDirectory: '',
    cacheDirectory: undefined,
  });
  await loadPlace(database, shangqiu);
  app = await testApp(database);
}, 120_000);
afterAll(async () => {
  await app.close();
  await database.close();
  await removeMade();
});

let made = 0;

/** Takes in a file as a person would who agrees with everything that is proposed. */
async function takeIn(
  noun: Layer,
  name: string,
  bytes: Uint8Array,
  edit: (row: SourceRow) => SourceRow = (row) => row,
) {
  const path = join(await temporaryDirectory(), name);
  await writeFile(path, bytes);
  const upload = { path, name, bytes: bytes.length };
  const { layers } = await openSource(upload);
  const [layer] = layers;
  const batches: SourceRow[][] = [];
  for await (const batch of readSource(upload, { layer: layer?.name ?? '' })) batches.push([...batch]);
  const names = (layer?.columns ?? []).map((column) => column.name);
  const samples = Object.fromEntries(
    names.map((column) => [
      column,
      batches
        .flat()
        .flatMap(({ values }) => (values[column] == null ? [] : [values[column]]))
        .slice(0, 50),
    ]),
  );
  const { columns, placement } = proposeColumns(fieldsOf[noun], names, samples);
  const settings: ImportSettings = {
    layer: layer?.name ?? '',
    crs: 'EPSG:4326',
    swapped: false,
    position: layer?.geometry ? { kind: 'geometry' } : placement,
    key: 'code',
    columns,
    defaults: {},
    districtByPosition: false,
    year: 2026,
  };
  made += 1;
  const importId = String(made).padStart(12, 'r');
  await database.query(sql`insert into import (id, noun, file_name, file_hash, file_bytes, state, created_by)
    values (${importId}, ${noun}, ${name}, ${'0'.repeat(64)}, 1, 'checking', 'test')`);
  const { code, name: placeName, timeZone, extent, today, years } = await app.services.place();
  async function* edited() {
    for (const batch of batches) yield batch.map(edit);
    await Promise.resolve();
  }
  const summary = await checkImport(database, {
    importId,
    noun,
    actor: 'operator',
    fileName: name,
    rows: edited(),
    settings,
    place: { code, name: placeName, timeZone, extent, today, years },
  });
  return { summary, rows: await rowsOf(database, importId), columns };
}

async function written(path: string): Promise<Uint8Array> {
  const answer = await app.app.request(path, asOperator);
  expect([path, answer.status]).toEqual([path, 200]);
  return new Uint8Array(await answer.arrayBuffer());
}

const endings = ['csv', 'geojson'] as const;

it.each(
  Object.entries(pluralOf).flatMap(([noun, plural]) =>
    endings.map((ending) => [noun as Layer, `${plural}.${ending}`] as const),
  ),
)(
  'changes nothing when %s come back from %s',
  async (noun, file) => {
    for (const headings of ['zh', 'code']) {
      const { summary, rows } = await takeIn(noun, file, await written(`/api/${file}?headings=${headings}`));
      const odd = rows.filter(({ state }) => state !== 'unchanged').slice(0, 3);
      expect(odd.map(({ code, state, changes, reasons }) => ({ code, state, changes, reasons }))).toEqual([]);
      expect(summary.unchanged).toBeGreaterThan(noun === 'project' ? 200 : 1);
    }
  },
  60_000,
);

it('changes exactly the cells that were edited, and nothing of the others', async () => {
  const bytes = await written('/api/projects.csv?headings=zh');
  const edits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'SQ-P-010': { '总投资（万元）': '12.5亿', 完成标准: '主体封顶' },
    'SQ-P-020': { 名称: '改了名字的项目' },
    'SQ-P-030': { 联系人: '' },
  };
  const { summary, rows } = await takeIn('project', 'projects.csv', bytes, (row) => {
    const edit = edits[String(row.values['编码'])];
    return edit ? { ...row, values: { ...row.values, ...edit } } : row;
  });
  const changed = rows.filter(({ state }) => state !== 'unchanged');
  expect(
    changed.map(({ code, state, changes }) => [
      code,
      state,
      changes?.map(({ field, after }) => [field, after]),
    ]),
  ).toEqual([
    [
      'SQ-P-010',
      'changed',
      [
        ['totalInvestment', 125_000],
        ['completionStandard', '主体封顶'],
      ],
    ],
    ['SQ-P-020', 'changed', [['name', '改了名字的项目']]],
    ['SQ-P-030', 'changed', [['contact', null]]],
  ]);
  expect(summary).toMatchObject({ new: 0, changed: 3, refused: 0 });
}, 60_000);
