/** What the dry run of an import finds: states, reasons, differences field by field. */
import sql from 'sql-template-tag';
import { beforeAll, expect, it } from 'vitest';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity } from '../fixture.ts';
import { check, square } from './import-fixture.ts';
import type { TestRow } from './import-fixture.ts';

const parcel = (n: number, more: object = {}) => ({
  code: `N-${n}`,
  name: `新地块${n}`,
  district: '区1',
  landUse: '工业',
  geometry: square(n),
  ...more,
});

forBothDatabases('the dry run of an import', (database) => {
  beforeAll(() => seedCity(database()));

  it('tells new, changed, unchanged and refused rows apart', async () => {
    const known = { district: 'D1', landUse: 'industrial', startPrice: '123.45', geometry: undefined };
    const { rows, summary } = await check(database(), 'parcel', [
      parcel(1),
      { code: 'L-1', name: '地块L-1', ...known },
      { code: 'L-2', name: '改名', ...known, startPrice: '200' },
      parcel(3, { district: '没有的区' }),
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['new', 'unchanged', 'changed', 'refused']);
    expect(rows[2]?.changes).toEqual([
      { field: 'name', before: '地块L-2', after: '改名' },
      { field: 'startPrice', before: 123.45, after: 200 },
    ]);
    expect(rows[3]?.reasons?.[0]).toMatchObject({ field: 'district', value: '没有的区' });
    expect(summary).toMatchObject({ new: 1, changed: 1, unchanged: 1, refused: 1, repaired: 0 });
  });

  it('leaves alone what is not mapped, clears what is empty, and never takes a geometry away', async () => {
    const { rows } = await check(database(), 'parcel', [{ code: 'L-3', startPrice: '', geometry: null }]);
    expect(rows[0]).toMatchObject({
      state: 'changed',
      facts: { startPrice: null },
      changes: [{ field: 'startPrice', before: 123.45, after: null }],
      wkt: null,
    });
    const { rows: required } = await check(database(), 'parcel', [{ code: 'L-3', name: '' }]);
    expect(required[0]).toMatchObject({
      state: 'refused',
      reasons: [{ field: 'name', zh: '名称不能为空。' }],
    });
  });

  it('takes a geometry within a centimetre for the same', async () => {
    const known = await database().query<{ geometry: { coordinates: number[][][][] } }>(
      sql`select ST_AsGeoJSON(geom, 15)::json as geometry from parcel where code = 'L-4'`,
    );
    const moved = (by: number) => ({
      type: 'Polygon' as const,
      coordinates: (known[0]?.geometry.coordinates[0] ?? []).map((ring) =>
        ring.map(([x = 0, y = 0]) => [x + by, y]),
      ),
    });
    const turned = {
      ...moved(0),
      coordinates: moved(0).coordinates.map((ring) => [...ring.slice(2), ...ring.slice(1, 3)]),
    };
    const state = async (geometry: TestRow['geometry'] & object) =>
      (await check(database(), 'parcel', [{ code: 'L-4', published: '否', geometry }])).rows[0]?.changes?.map(
        ({ field }) => field,
      );
    expect(await state(moved(5e-8))).toEqual(['published']);
    expect(await state(turned)).toEqual(['published']);
    expect(await state(moved(5e-7))).toEqual(['published', 'geometry']);
  });

  it('matches by another key, and refuses what fits several rows or is there twice', async () => {
    const { rows } = await check(
      database(),
      'zone',
      [
        { name: '开发区1', powerCapacityMva: '200' },
        { name: '新区', kind: 'high_tech', district: 'D1', geometry: square(1) },
        { name: '重复', kind: 'high_tech', district: 'D1', geometry: square(2) },
        { name: '别的', kind: 'high_tech', district: 'D1', geometry: square(3) },
        { name: '重复', kind: 'high_tech', district: 'D1', geometry: square(4) },
      ],
      {
        key: 'name',
        columns: { name: { column: 'name' }, powerCapacityMva: { column: 'powerCapacityMva' } },
        defaults: { kind: 'high_tech', district: 'D1' },
      },
    );
    expect(rows.map(({ state, code }) => [state, code])).toEqual([
      ['changed', 'Z1'],
      ['new', null],
      ['refused', null],
      ['new', null],
      ['refused', null],
    ]);
    expect([rows[2]?.reasons?.[0]?.zh, rows[4]?.reasons?.[0]?.zh]).toEqual([
      '与第 5 行重复；请只保留一行。',
      '与第 3 行重复；请只保留一行。',
    ]);
    const { rows: several } = await check(database(), 'project', [{ name: '冷藏车产业园0' }], {
      key: 'name',
    });
    expect(several[0]?.reasons?.[0]).toMatchObject({
      field: 'name',
      zh: expect.stringMatching(/^对应 \d+ 条已有记录/) as string,
    });
    await expect(check(database(), 'parcel', [parcel(1)], { key: 'district' })).rejects.toThrow(
      /cannot be matched/,
    );
  });

  it('refuses what the rules of land forbid, each row by itself', async () => {
    const { rows } = await check(database(), 'parcel', [
      parcel(1, { landCode: '1001' }),
      parcel(2, { published: '是', geometry: square(2) }),
      parcel(3, { name: '' }),
      parcel(4, { landUse: '不存在的用途' }),
      parcel(5, { floorAreaRatio: '1.239' }),
    ]);
    expect(rows.map(({ reasons }) => reasons?.map(({ field }) => field) ?? null)).toEqual([
      ['landCodeSystem'],
      ['published'],
      ['name'],
      ['landUse'],
      null,
    ]);
    expect(rows[1]?.reasons?.[0]?.en).toMatch(/not within the urban development boundary/);
    expect(rows[4]?.facts?.['floorAreaRatio']).toBe(1.24);
  });

  it('names the red line on which a parcel would be published', async () => {
    const on = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [115.31, 34.31],
          [115.32, 34.31],
          [115.32, 34.32],
          [115.31, 34.31],
        ],
      ],
    };
    const { rows } = await check(database(), 'parcel', [
      parcel(1, { published: true, geometry: on }),
      parcel(2, { published: false, geometry: on }),
    ]);
    expect(rows[0]?.reasons?.map(({ zh }) => zh)).toEqual(
      expect.arrayContaining(['不能发布：压占生态保护红线“红线”（E1）；请先不发布，或核对图形。']),
    );
    expect(rows[1]?.state).toBe('new');
  });

  it('keeps to the rules of projects: suspension, lists, plans, packages, codes', async () => {
    const project = (code: string, more: object = {}) => ({
      code,
      name: `项目${code}`,
      category: 'industry',
      ...more,
    });
    const columns = [
      'status',
      'statusSince',
      'suspensionReason',
      'annualClass',
      'plannedInvestment',
      'parent',
      'nationalCode',
      'locationQuality',
    ];
    const whole = (row: object) => ({ ...Object.fromEntries(columns.map((name) => [name, ''])), ...row });
    const { rows, summary } = await check(
      database(),
      'project',
      [
        whole(project('Q-1', { status: '停工', suspensionReason: '资金' })),
        whole(project('Q-2', { status: '停工' })),
        whole(project('Q-3', { plannedInvestment: '100' })),
        whole(project('Q-4', { parent: 'Q-5' })),
        whole(project('Q-5')),
        whole(project('Q-6', { parent: 'Q-4' })),
        whole(project('Q-7', { parent: 'P-1-1' })),
        whole(project('Q-8', { parent: '没有的项目' })),
        whole(project('Q-9', { parent: 'Q-9' })),
        whole(project('Q-10', { nationalCode: '2601-1' })),
        whole(project('Q-11', { nationalCode: '2601-1' })),
        whole(project('Q-12', { parent: 'Q-2' })),
      ].map((row) => ({ status: '储备', ...row, status_: undefined })),
      {
        columns: Object.fromEntries(
          ['code', 'name', 'category', ...columns].map((name) => [name, { column: name }]),
        ),
      },
    );
    expect(rows.map(({ code, state, reasons }) => [code, state, reasons?.[0]?.field ?? null])).toEqual([
      ['Q-1', 'new', null],
      ['Q-2', 'refused', 'suspensionReason'],
      ['Q-3', 'refused', 'annualClass'],
      ['Q-4', 'new', null],
      ['Q-5', 'new', null],
      ['Q-6', 'refused', 'parent'],
      ['Q-7', 'refused', 'parent'],
      ['Q-8', 'refused', 'parent'],
      ['Q-9', 'refused', 'parent'],
      ['Q-10', 'refused', 'nationalCode'],
      ['Q-11', 'refused', 'nationalCode'],
      ['Q-12', 'refused', 'parent'],
    ]);
    expect(rows[0]?.facts).toMatchObject({ locationQuality: 'none', statusSince: '2026-07-31' });
    expect(summary).toMatchObject({ new: 3, refused: 9 });
  });

  it('does not let a status begin before the one that is recorded, nor a plan be emptied', async () => {
    const { rows } = await check(database(), 'project', [
      { code: 'P-1', status: '在建', statusSince: '2026-05-01' },
    ]);
    expect(rows[0]?.reasons?.[0]).toMatchObject({ field: 'statusSince', value: '2026-05-01' });
    const [planned] = await database().query<{ code: string }>(sql`
      select p.code from project p join project_year y on y.project_fid = p.fid and y.year = 2026 order by p.fid limit 1`);
    const { rows: emptied } = await check(database(), 'project', [
      { code: planned?.code, plannedInvestment: '' },
    ]);
    expect(emptied[0]?.reasons?.[0]).toMatchObject({ field: 'plannedInvestment' });
  });

  it('keeps text that a database cannot hold without it, and refuses what is too long', async () => {
    const { rows, importId } = await check(
      database(),
      'facility',
      [
        { name: '站\0台\ud800一', kind: 'port', geometry: square(1), '列\0': 'x\\u0000y' },
        { name: '站'.repeat(201), kind: 'port', geometry: square(1), '列\0': null },
      ],
      { columns: { name: { column: 'name' }, kind: { column: 'kind' } } },
    );
    expect(rows.map(({ state }) => state)).toEqual(['new', 'refused']);
    expect(rows[0]?.facts?.['name']).toBe('站台\ufffd一');
    expect(rows[1]?.reasons?.[0]?.zh).toBe('有 201 个字，最多 200 个；请缩短。');
    const [kept] = await database().query(
      sql`select given ->> '列' as cell from import_row where import_id = ${importId} and row = 1`,
    );
    expect(kept).toEqual({ cell: 'x\\u0000y' });
  });
});
