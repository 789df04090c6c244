/** Where the rows of the demo lie: inside what they name, at both places. */
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import { loadPlace } from '../../data/load/load.ts';
import { testPostgisUrl } from '../support/database.ts';

const folderOf = (place: string) => fileURLToPath(new URL(`../../data/demo/${place}`, import.meta.url));

describe.each(['shangqiu', 'changbaishan'])('the rows of %s', (place) => {
  it('lie inside the districts that they name', async () => {
    const database = await openDatabase({
      databaseUrl: await testPostgisUrl(),
      dataDirectory: '',
      cacheDirectory: undefined,
    });
    try {
      await loadPlace(database, folderOf(place));
      // Sites of a package lie in the districts of the package. 1e-6 degrees (0.1 m) is the rounding of the files.
      const projects = await database.query<{ code: string }>(sql`
        SELECT p.code FROM project p
        WHERE p.geom IS NOT NULL AND NOT EXISTS (
          SELECT FROM (
            SELECT ST_Buffer(ST_Union(d.geom), 1e-6) AS geom FROM project_district pd
            JOIN district d ON d.fid = pd.district_fid
            WHERE pd.project_fid IN (p.fid, p.parent_fid)
          ) named WHERE ST_Covers(named.geom, p.geom))
        ORDER BY p.code`);
      expect(projects.map(({ code }) => code)).toEqual([]);
      const zones = await database.query<{ code: string }>(sql`
        SELECT z.code FROM zone z JOIN district d ON d.fid = z.district_fid
        WHERE NOT ST_Covers(ST_Buffer(d.geom, 1e-6), z.geom)
        ORDER BY z.code`);
      expect(zones.map(({ code }) => code)).toEqual([]);
      const [counted] = await database.query<{ projects: number; zones: number }>(sql`
        SELECT (SELECT count(*)::integer FROM project WHERE geom IS NOT NULL) AS projects,
               (SELECT count(*)::integer FROM zone) AS zones`);
      expect(counted?.projects).toBeGreaterThan(40);
      expect(counted?.zones).toBeGreaterThan(0);
    } finally {
      await database.close();
    }
  }, 120_000);
});
