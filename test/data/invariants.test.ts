/** What holds for the land and the projects of the demo, asked of the database after loading. */
import { fileURLToPath } from 'node:url';
import area from '@turf/area';
import type { MultiPolygon } from 'geojson';
import sql, { raw } from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import { loadPlace } from '../../data/load/load.ts';
import { forBothDatabases, testPostgisUrl } from '../support/database.ts';

const shangqiu = fileURLToPath(new URL('../../data/demo/shangqiu', import.meta.url));

const changbaishan = fileURLToPath(new URL('../../data/demo/changbaishan', import.meta.url));

describe('the demo of Changbaishan', () => {
  it('loads, and its published parcels keep to their bounds', async () => {
    const database = await openDatabase({
      databaseUrl: await testPostgisUrl(),
      dataDirectory: '',
      cacheDirectory: undefined,
    });
    try {
      await loadPlace(database, changbaishan);
      const [row] = await database.query<{ listed: number; parcels: number; off: number }>(sql`
        SELECT (SELECT count(*)::integer FROM project_listing WHERE status NOT IN ('reserve', 'deferred', 'cancelled')) AS listed,
               (SELECT count(*)::integer FROM parcel) AS parcels,
               (SELECT count(*)::integer FROM parcel p WHERE p.published AND (
                  EXISTS (SELECT FROM constraint_area c WHERE c.kind IN ('ecological_redline', 'basic_farmland') AND ST_Intersects(c.geom, p.geom))
                  OR NOT EXISTS (SELECT FROM constraint_area c WHERE c.kind = 'urban_boundary' AND ST_Covers(c.geom, p.geom)))) AS off`);
      expect(row).toEqual({ listed: 60, parcels: 60, off: 0 });
    } finally {
      await database.close();
    }
  }, 60_000);
});

forBothDatabases('the demo of Shangqiu', (database) => {
  beforeAll(() => loadPlace(database(), shangqiu), 60_000);

  it('has the shape that its plan says', async () => {
    const [row] = await database().query(sql`
      SELECT count(*) FILTER (WHERE status IN ('preparatory', 'under_construction', 'suspended', 'completed', 'in_production'))::integer AS listed,
             count(*) FILTER (WHERE mapped AND status NOT IN ('reserve', 'deferred', 'cancelled'))::integer AS mapped,
             count(*) FILTER (WHERE status = 'reserve')::integer AS reserve,
             count(*) FILTER (WHERE sites > 0)::integer AS packages,
             count(*) FILTER (WHERE linear AND status NOT IN ('reserve', 'deferred', 'cancelled'))::integer AS linear
      FROM project_listing`);
    expect(row).toEqual({ listed: 197, mapped: 187, reserve: 60, packages: 6, linear: 12 });
    const [land] = await database().query(
      sql`SELECT (SELECT count(*)::integer FROM parcel) AS parcels, (SELECT count(*)::integer FROM zone) AS zones`,
    );
    expect(land).toEqual({ parcels: 420, zones: 11 });
  });

  it('offers no parcel on a red line or permanent basic farmland, and each inside the development boundary', async () => {
    expect(
      await database().query(sql`
        SELECT p.code, c.code AS on FROM parcel p
        JOIN constraint_area c ON c.geom && p.geom AND ST_Intersects(c.geom, p.geom)
        WHERE p.published AND c.kind IN ('ecological_redline', 'basic_farmland')`),
    ).toEqual([]);
    expect(
      await database().query(sql`
        SELECT p.code FROM parcel p
        WHERE p.published AND NOT EXISTS (
          SELECT FROM constraint_area c WHERE c.kind = 'urban_boundary' AND c.geom && p.geom AND ST_Covers(c.geom, p.geom))`),
    ).toEqual([]);
  }, 60_000);

  it('has no two parcels that overlap', async () => {
    expect(
      await database().query(sql`
        SELECT a.code, b.code AS other FROM parcel a
        JOIN parcel b ON a.fid < b.fid AND a.geom && b.geom AND ST_Overlaps(a.geom, b.geom)`),
    ).toEqual([]);
  });

  it('measures areas as another library does, on the ball instead of the ellipsoid', async () => {
    const rows = await database().query<{ area_m2: number; shape: MultiPolygon }>(
      sql`SELECT area_m2, ST_AsGeoJSON(geom)::json AS shape FROM parcel ORDER BY code LIMIT 20`,
    );
    for (const { area_m2, shape } of rows) expect(Math.abs(area(shape) / area_m2 - 1)).toBeLessThan(0.005);
  });

  it('has the last plan of each project in its year, and every row of progress at its own moment', async () => {
    const [plans] = await database().query(sql`
      SELECT count(*)::integer AS years, sum(y.planned_investment)::integer AS planned,
             count(*) FILTER (WHERE y.planned_investment IS DISTINCT FROM (
               SELECT p.total FROM project_plan p WHERE p.project_fid = y.project_fid AND p.year = y.year
               ORDER BY p.recorded_at DESC, p.fid DESC LIMIT 1))::integer AS off,
             count(*) FILTER (WHERE y.planned_investment IS NULL)::integer AS unknown
      FROM project_year y`);
    expect(plans).toEqual({ years: 197, planned: 7_700_000, off: 0, unknown: 3 });
    const tables = ['project_plan', 'project_report', 'project_stage', 'project_register', 'approval_item'];
    for (const table of [...tables, 'light_exception', 'issue', 'issue_transition']) {
      const [row] = await database().query<{ rows: number; off: number }>(sql`
        SELECT count(*)::integer AS rows,
               count(*) FILTER (WHERE c.recorded_at <> t.recorded_at)::integer AS off
        FROM ${raw(table)} t JOIN change c ON c.noun = ${table} AND c.fid = t.fid`);
      expect([table, row?.off]).toEqual([table, 0]);
      expect(row?.rows).toBeGreaterThan(0);
      const disorder = await database().query(sql`
        SELECT FROM (SELECT recorded_at < lag(recorded_at) OVER (ORDER BY fid) AS back FROM ${raw(table)}) t WHERE back`);
      expect([table, disorder.length]).toEqual([table, 0]);
    }
  });

  it('knew of a plan what was approved by then', async () => {
    const known = async (moment: string) => {
      const [row] = await database().query<{ planned: number; years: number }>(sql`
        SELECT sum((facts ->> 'planned_investment')::numeric)::integer AS planned, count(*)::integer AS years
        FROM facts_as_of('project_year', ${moment}::timestamptz)`);
      return row;
    };
    expect((await known('2026-06-01'))?.years).toBe(188); // before the second batch
    expect(await known('2026-06-12')).toEqual({ planned: 7_700_000, years: 197 });
    expect(await known('2026-07-31')).toEqual({ planned: 7_700_000, years: 197 });
  });

  it('is refused a second time', async () => {
    await expect(loadPlace(database(), shangqiu)).rejects.toThrow(/holds the place shangqiu already/);
  });
});
