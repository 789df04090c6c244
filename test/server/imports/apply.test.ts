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

  it('changes a project field by field, and answers an undone event and plan with new ones', async () => {
    const row = async () =>
      (await everything(database(), 'project')).find(({ code }) => code === 'P-1')?.facts;
    const before = await row();
    const history = async () =>
      database().query(sql`
        select 'event' as of, e.status as said, e.reason from project_event e join project p on p.fid = e.project_fid where p.code = 'P-1'
        union all select 'plan', l.total::text, l.source from project_plan l join project p on p.fid = l.project_fid where p.code = 'P-1'`);
    const told = (await history()).length;
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(
        sql`insert into project_plan (project_fid, year, total, source) select fid, 2026, 500, 'test' from project where code = 'P-1'`,
      ),
    );
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`insert into project_year (project_fid, year, annual_class, planned_investment) select fid, 2026, 'new', 500 from project where code = 'P-1'
        on conflict do nothing`),
    );
    const planned = await row();
    const { importId, rows } = await check(database(), 'project', [
      {
        code: 'P-1',
        status: '在建',
        statusSince: '2026-07-01',
        suspensionReason: '',
        plannedInvestment: '800',
        districts: 'D3',
        leadConstruction: '',
        authority: 'U1',
        contact: 'N1',
      },
    ]);
    expect(rows[0]?.state).toBe('changed');
    expect(rows[0]?.changes?.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'status',
        'statusSince',
        'suspensionReason',
        'plannedInvestment',
        'leadConstruction',
        'authority',
        'contact',
      ]),
    );
    expect(await apply(database(), importId)).toEqual({ new: 0, changed: 1 });
    expect(await row()).toMatchObject({
      status: 'under_construction',
      statusSince: '2026-07-01',
      plannedInvestment: 800,
      districts: [{ code: 'D3', share: 1 }],
      leadConstruction: null,
      authority: 'U1',
      contact: 'N1',
      name: before?.['name'],
    });
    // The same file again: nothing is left to do.
    const again = await check(database(), 'project', [
      { code: 'P-1', status: '在建', plannedInvestment: '800', districts: 'D3', leadConstruction: '' },
    ]);
    expect(again.rows[0]?.state).toBe('unchanged');
    await undo(database(), importId);
    // The status is what it was, since the day of the event that is answered.
    expect(await row()).toEqual({ ...planned, statusSince: '2026-07-01' });
    // The event that answers says the former status and its reason once more.
    const said = await history();
    expect(said.filter((one) => JSON.stringify(one).includes('dust'))).toHaveLength(2);
    expect(said.length).toBe(told + 5);
  });

  it('refuses to write over what was changed since the dry run', async () => {
    const rows = [
      { code: 'L-7', startPrice: '300' },
      { code: 'L-8', startPrice: '300' },
    ];
    const stale = await check(database(), 'parcel', rows);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update parcel set name = '别人改的' where code = 'L-8'`),
    );
    await expect(apply(database(), stale.importId)).rejects.toThrow(/row 2 \(L-8\)/);
    const [untouched] = await database().query(sql`select start_price from parcel where code = 'L-7'`);
    expect(untouched).toEqual({ start_price: '123.45' });
    // Another row of the same noun is nobody's concern.
    const fresh = await check(database(), 'parcel', rows);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update parcel set name = '另一块' where code = 'L-9'`),
    );
    expect(await apply(database(), fresh.importId)).toEqual({ new: 0, changed: 2 });
    await expect(apply(database(), fresh.importId)).rejects.toMatchObject({
      facts: { kind: 'import-outdated' },
    });
  });

  it('refuses to write over a code that was taken, or a project whose parts were changed', async () => {
    const twice = await check(database(), 'facility', [
      { code: 'F-77', name: '站', kind: 'port', geometry: point(1) },
    ]);
    const first = await check(database(), 'facility', [
      { code: 'F-77', name: '站', kind: 'port', geometry: point(1) },
    ]);
    await apply(database(), first.importId);
    await expect(apply(database(), twice.importId)).rejects.toMatchObject({ facts: { status: 409 } });
    const project_ = await check(database(), 'project', [{ code: 'P-4', name: '改名' }]);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`insert into project_unit (project_fid, unit_fid, role, phase)
        select p.fid, u.fid, 'lead', 'operation' from project p, unit u where p.code = 'P-4' and u.code = 'U1'`),
    );
    await expect(apply(database(), project_.importId)).rejects.toThrow(/row 1 \(P-4\)/);
  });

  it('refuses to undo what was changed or is used afterwards, naming it, and undoes nothing then', async () => {
    const { importId } = await check(database(), 'zone', [
      { code: 'Z-8', name: '后来用到的区', kind: 'high_tech', district: 'D1', geometry: square(9) },
      { code: 'Z-9', name: '没人用的区', kind: 'high_tech', district: 'D1', geometry: square(10) },
    ]);
    await apply(database(), importId);
    const change = (statement: ReturnType<typeof sql>) =>
      database().transaction({ actor: 'test' }, (tx) => tx.query(statement));
    const zones = async () =>
      (await everything(database(), 'zone')).map(({ code }) => code).filter((code) => code.startsWith('Z-'));
    await change(
      sql`update parcel set zone_fid = (select fid from zone where code = 'Z-8') where code = 'L-20'`,
    );
    await expect(undo(database(), importId)).rejects.toThrow(/后来用到的区 Z-8/);
    expect(await zones()).toEqual(['Z-8', 'Z-9']);
    await change(sql`update parcel set zone_fid = null where code = 'L-20'`);
    await change(sql`update zone set name = '又改名' where code = 'Z-9'`);
    await expect(undo(database(), importId)).rejects.toMatchObject({
      facts: { status: 409, kind: 'import-changed-since', refusals: [{ key: 'zone', value: 'Z-9' }] },
    });
    expect(await zones()).toEqual(['Z-8', 'Z-9']);
  });

  it('makes codes that were never used, in the pattern of the others', async () => {
    const fresh = { name: '无编码', kind: 'port', geometry: point(3) };
    const first = await check(database(), 'facility', [fresh, { ...fresh, name: '无编码二' }]);
    expect(first.rows.map(({ code }) => code)).toEqual([null, null]);
    await apply(database(), first.importId);
    const codes = async () =>
      (await everything(database(), 'facility'))
        .filter(({ facts }) => String(facts['name']).startsWith('无编码'))
        .map(({ code }) => code);
    const made = await codes();
    expect(new Set(made).size).toBe(2);
    await undo(database(), first.importId);
    const second = await check(database(), 'facility', [fresh]);
    await apply(database(), second.importId);
    for (const code of await codes()) expect(made).not.toContain(code);
  });

  it('lets no row go from tables that only take inserts, except by an undo of the import that wrote it', async () => {
    const remove = database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(
        sql`select set_config('groundwork.undo_import', (select min(id) from import where undone_at is null and applied_at is not null), true)`,
      );
      await tx.query(
        sql`delete from project_event where project_fid = (select fid from project where code = 'P-1')`,
      );
    });
    await expect(remove).rejects.toThrow(/append-only/);
  });
});
