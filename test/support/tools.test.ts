import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeMade, temporaryDirectory } from './database.ts';
import { findPostgres, findTools, missingPackages, type Tools } from './tools.ts';

afterAll(removeMade);

it('names the Debian package of each tool that is missing', () => {
  const none: Tools = {
    postgresDirectory: undefined,
    chromium: undefined,
    chineseFont: false,
    ogr2ogr: undefined,
  };
  expect(missingPackages(none, {})).toEqual([
    'postgresql-15-postgis-3',
    'chromium',
    'fonts-noto-cjk',
    'gdal-bin',
  ]);
  expect(missingPackages(none, { TEST_DATABASE_URL: 'postgres://there' })).toEqual([
    'chromium',
    'fonts-noto-cjk',
    'gdal-bin',
  ]);
  expect(
    missingPackages({ postgresDirectory: '/p', chromium: '/c', chineseFont: true, ogr2ogr: '/g' }, {}),
  ).toEqual([]);
});

it('finds a browser by the search path, and none without it', async () => {
  const directory = await temporaryDirectory();
  expect(findTools({ PATH: directory }).chromium).toBe(undefined);
  await writeFile(join(directory, 'chromium'), '#!/bin/sh\n');
  expect(findTools({ PATH: directory }).chromium).toBe(join(directory, 'chromium'));
});

it('takes a PostgreSQL only with PostGIS beside it', async () => {
  const directory = await temporaryDirectory();
  const share = join(directory, 'share');
  await mkdir(join(share, 'extension'), { recursive: true });
  for (const program of ['postgres', 'initdb']) await writeFile(join(directory, program), '');
  await writeFile(join(directory, 'pg_config'), `#!/bin/sh\necho ${share}\n`);
  await chmod(join(directory, 'pg_config'), 0o755);
  const find = () => findPostgres({ PATH: directory }, '/nowhere');
  expect(find()).toBe(undefined);
  await writeFile(join(share, 'extension', 'postgis.control'), '');
  expect(find()).toBe(directory);
});
