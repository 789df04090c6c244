/** What holds for the land and the projects of the demo, asked of the database after loading. */
import { fileURLToPath } from 'node:url';
import area from '@turf/area';
import type { MultiPolygon } from 'geojson';
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import { loadPlace } from '../../data/load.ts';
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

  it('is refused a second time', async () => {
    await expect(loadPlace(database(), shangqiu)).rejects.toThrow(/holds the place shangqiu already/);
  });
});
