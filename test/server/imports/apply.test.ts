/** Applying and undoing imports of every noun: what is written, what is taken back, and when neither is done. */
import sql, { raw } from 'sql-template-tag';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../data/db.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { fieldRows } from '../../../server/queries/fields/fields.ts';
import { operator } from '../../../server/viewer.ts';
import { forBothDatabases } from '../../support/database.ts';
import { asOperator, seedCity, testApp } from '../fixture.ts';
import { apply, check, square } from './import-fixture.ts';
import type { TestRow } from './import-fixture.ts';

/** All rows of a noun with their fields and geometries. */
async function everything(database: Database, noun: Layer) {
  const { from, properties } = fieldRows(noun, { viewer: operator, year: 2026 });
  return database.query<{ code: string; facts: Record<string, unknown>; wkt: string | null }>(sql`
    select p.code, ${properties} as facts, ST_AsText(p.geom, 9) as wkt from ${from} order by p.fid`);
}

const undo = (database: Database, importId: string) => undoImport(database, { importId, actor: 'operator' });

const line = (n: number) => ({
  type: 'LineString' as const,
  coordinates: [
    [115.21 + n * 0.01, 34.1],
    [115.22 + n * 0.01, 34.15],
  ],
});
const point = (n: number) => ({ type: 'Point' as const, coordinates: [115.21 + n * 0.01, 34.13] });

/** For each noun a new row, and a changed one with another name and place. */
const cases: Readonly<Record<Exclude<Layer, 'project'>, readonly [TestRow, TestRow]>> = {
  parcel: [
    {
      name: '新地块',
      district: 'D1',
      zone: '',
      landUse: 'industrial',
      floorAreaRatio: '1.5',
      geometry: square(1),
    },
    { code: 'L-1', name: '改名地块', zone: '开发区1', geometry: square(2) },
  ],
  zone: [
    {
      name: '新开发区',
      kind: 'high_tech',
      district: 'D2',
      leadingIndustries: '铝加工、医药',
      geometry: square(3),
    },
    { code: 'Z1', name: '改名开发区', leadingIndustries: '物流', geometry: square(4) },
  ],
  corridor: [
    { name: '新线', kind: 'railway', geometry: line(1) },
    { code: 'K1', name: '改名线', geometry: line(2) },
  ],
  facility: [
    { name: '新站', kind: 'rail_station', geometry: point(1) },
    { code: 'F1', name: '改名站', geometry: point(2) },
  ],
  constraint: [
    { name: '新红线', kind: 'ecological_redline', geometry: square(5) },
    { code: 'E1', name: '改名红线', geometry: square(6) },
  ],
  district: [
    { code: 'D9', name: '新区', level: 'county', codeEdition: '2023', geometry: square(7) },
    { code: 'D4', name: '改名区', geometry: square(8) },
  ],
};

forBothDatabases('imports that are applied and undone', (database) => {
  beforeAll(() => seedCity(database()));

  it.each(Object.entries(cases))('writes rows of %s and takes them back', async (noun, [fresh, changed]) => {
    const of = noun as Layer;
    const before = await everything(database(), of);
    // One column for both would empty the cells of the other row.
    const made = await check(database(), of, [fresh]);
    expect(made.rows[0]).toMatchObject({ state: 'new', reasons: null });
    const altered = await check(database(), of, [changed]);
    expect(altered.rows[0]?.changes?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'geometry']),
    );
    expect(await apply(database(), made.importId)).toEqual({ new: 1, changed: 0 });
    expect(await apply(database(), altered.importId)).toEqual({ new: 0, changed: 1 });
    const after = await everything(database(), of);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)?.facts).toMatchObject({
      name: fresh['name'],
      source: 'test.geojson',
      dataAsOf: '2026-07-31',
    });
    expect(after.find(({ code }) => code === changed['code'])?.facts['name']).toBe(changed['name']);
    await undo(database(), altered.importId);
    await undo(database(), made.importId);
    expect(await everything(database(), of)).toEqual(before);
  });

  const project = {
    code: 'P-900',
    name: '新能源电池产业园',
    nationalCode: '2601-411402-04-01-123456',
    status: '停工',
    statusSince: '2026-05-01',
    suspensionReason: '用地',
    category: 'industry',
    tier: 'city',
    districts: '区1 60%、区2 40%',
    reportingArea: 'A1',
    zone: '开发区1',
    company: '新企业有限公司',
    totalInvestment: '3.2亿',
    planLabels: '8511',
    financing: '企业自筹、专项债',
    year: '2026',
    annualClass: '续建',
    batch: '2',
    plannedInvestment: '12000',
    responsibleUnit: '某市人民政府',
    leadConstruction: '某开发区管委会',
    authority: 'U1',
    leadingOfficial: '示例人员一',
    contact: '新联系人',
    geometry: square(1),
  };
  const site = { code: 'P-901', name: '一号点', parent: 'P-900', category: 'industry', geometry: point(1) };

  it('writes a project with all that hangs on it, which book and search know at once, and takes it all back', async () => {
    const { app, revisions, close } = await testApp(database());
    const ask = async (path: string) =>
      (await app.request(path, asOperator)).json() as Promise<Record<string, unknown>>;
    const listed = async () => (await ask('/api/projects?q=电池产业园'))['total'];
    const tables = [
      'project',
      'project_district',
      'project_unit',
      'project_person',
      'project_year',
      'project_event',
      'project_plan',
    ];
    const count = async () => {
      const rows = await Promise.all(
        [...tables, 'company', 'unit', 'person'].map((table) =>
          database().query<{ n: number }>(sql`select count(*)::integer as n from ${raw(table)}`),
        ),
      );
      return rows.map(([row]) => row?.n);
    };
    const before = await count();
    const { importId, summary, rows } = await check(database(), 'project', [
      {
        ...site,
        ...Object.fromEntries(
          Object.keys(project)
            .filter((key) => !(key in site))
            .map((key) => [key, '']),
        ),
      },
      { ...project, parent: '' },
    ]);
    expect(rows.map(({ reasons }) => reasons)).toEqual([null, null]);
    expect(summary.created).toEqual({
      company: ['新企业有限公司'],
      unit: ['某开发区管委会', '某市人民政府'],
      person: ['新联系人'],
    });
    await apply(database(), importId);
    const [stored] = (await everything(database(), 'project')).filter(({ code }) => code === 'P-900');
    expect(stored?.facts).toMatchObject({
      status: 'suspended',
      statusSince: '2026-05-01',
      suspensionReason: 'land',
      districts: [
        { code: 'D1', share: 0.6 },
        { code: 'D2', share: 0.4 },
      ],
      totalInvestment: 32000,
      financing: ['own', 'special_bond'],
      year: 2026,
      batch: 2,
      plannedInvestment: 12000,
      locationQuality: 'drawn',
    });
    const kinds = await database().query(sql`select name, kind from unit where name like '某%' order by fid`);
    expect(kinds).toEqual([
      { name: '某开发区管委会', kind: 'zone_committee' },
      { name: '某市人民政府', kind: 'government' },
    ]);
    const [package_] = await database().query(
      sql`select s.code from project s join project p on p.fid = s.parent_fid where p.code = 'P-900'`,
    );
    expect(package_).toEqual({ code: 'P-901' });

    await revisions.refresh();
    expect(await listed()).toBe(1);
    expect(JSON.stringify(await ask('/api/search?q=dianchi'))).toContain('P-900');
    const progress = await ask('/api/projects/P-900/progress');
    expect(JSON.stringify(progress)).toContain('12000');

    await undo(database(), importId);
    expect(await count()).toEqual(before);
    await revisions.refresh();
    expect(await listed()).toBe(0);
    expect(JSON.stringify(await ask('/api/search?q=dianchi'))).not.toContain('P-900');
    await close();
  });
});
