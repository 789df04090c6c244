import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { archiveStore } from '../../server/archives/archive-store.ts';
import { ownerBasemaps } from '../../server/archives/owner-basemaps.ts';
import { fileStore } from '../../server/files.ts';
import { clientReader } from '../../server/http/client.ts';
import type { Services } from '../../server/services.ts';
import type { TileService } from '../../server/tiles/tile-service.ts';
import { anonymous } from '../../server/viewer.ts';
import { writeArchive } from '../../tiles/pmtiles.ts';
import { temporaryDirectory } from '../support/database.ts';

const key = '0123456789abcdef0123456789abcdef';
let directory: string;
const made: ReturnType<typeof ownerBasemaps>[] = [];
afterEach(() => Promise.all(made.splice(0).map(({ archives }) => archives.close())));

/** The folder's basemaps, closed after the test. */
function basemapsWith(tianditu?: { key: string; approval: string }) {
  const basemaps = ownerBasemaps(directory, tianditu);
  made.push(basemaps);
  return basemaps;
}

/** An archive with layers of these names around Shangqiu. */
const archive = (file: string, layers: readonly string[]) =>
  writeArchive(join(directory, file), {
    tiles: [{ z: 0, x: 0, y: 0, data: Buffer.from('a tile') }],
    metadata: {
      name: 'Protomaps Basemap',
      description: 'a test',
      attribution: '© OpenStreetMap',
      vector_layers: layers.map((id) => ({ id, description: '', minzoom: 0, maxzoom: 0, fields: {} })),
    },
    bounds: [115, 34, 116, 35],
    center: { longitude: 115.65, latitude: 34.4, zoom: 0 },
  });

function appWith(tianditu?: { key: string; approval: string }) {
  const services = {
    viewerOf: () => anonymous,
    clientOf: clientReader({ kind: 'none' }, undefined),
    revisions: { onMove: () => undefined },
    report: () => undefined,
  };
  return createApp(services as unknown as Services, {
    tiles: {} as TileService,
    archives: archiveStore('no such directory'),
    files: fileStore('no such directory'),
    basemaps: basemapsWith(tianditu),
  });
}

beforeEach(async () => {
  directory = join(await temporaryDirectory('basemaps-'), 'basemaps');
  await mkdir(directory);
});

test('archives with the Protomaps schema are offered and served in ranges', async () => {
  await archive('henan.pmtiles', ['earth', 'water', 'roads', 'places']);
  const app = appWith();
  expect(await (await app.request('/api/basemaps')).json()).toEqual({
    archives: [{ id: 'henan', name: 'Protomaps Basemap', attribution: '© OpenStreetMap' }],
    tianditu: null,
  });
  const about = (await (await app.request('/archives/basemaps/henan.json')).json()) as { url: string };
  expect(about.url).toMatch(/^\/archives\/basemaps\/henan\.pmtiles\?v=[0-9a-f]{24}$/);
  const part = await app.request(about.url, { headers: { Range: 'bytes=0-6' } });
  expect([part.status, await part.text()]).toEqual([206, 'PMTiles']);
});

test('what cannot be drawn is left out with the reason', async () => {
  await archive('other.pmtiles', ['land', 'roads']);
  await archive('own.pmtiles', ['earth', 'water', 'roads']);
  await archive('Große Karte.pmtiles', ['earth', 'water', 'roads']);
  await writeFile(join(directory, 'broken.pmtiles'), 'no archive');
  await writeFile(join(directory, 'notes.txt'), 'text');
  const { usable, refused } = await basemapsWith().list();
  expect(usable).toEqual([]);
  expect(Object.fromEntries(refused.map(({ file, reason }) => [file, reason]))).toMatchObject({
    'other.pmtiles': 'it has not the Protomaps schema: earth, water missing',
    'own.pmtiles': expect.stringContaining('rename it') as string,
    'Große Karte.pmtiles': expect.stringContaining('rename it') as string,
    'broken.pmtiles': expect.stringMatching(/\S/) as string,
  });
  expect(refused).toHaveLength(4);
});

test('nothing outside of the folder is served', async () => {
  await archive('henan.pmtiles', ['earth', 'water', 'roads']);
  await writeArchiveOutside();
  const app = appWith();
  for (const path of [
    '..%2fsecret.pmtiles',
    '..%5csecret.pmtiles',
    '%2e%2e%2fsecret.pmtiles',
    'henan%00.pmtiles',
    '..%c0%afsecret.pmtiles',
    '%ef%bc%8fsecret.pmtiles',
    'linked.pmtiles',
    'linked.json',
  ]) {
    const { status } = await app.request(`/archives/basemaps/${path}`);
    expect([path, status]).toEqual([path, 404]);
  }
});

async function writeArchiveOutside(): Promise<void> {
  await archive('../secret.pmtiles', ['earth', 'water', 'roads']);
  await symlink(join(directory, '..', 'secret.pmtiles'), join(directory, 'linked.pmtiles'));
}

test('天地图 is offered, and let through the policy, only with a key', async () => {
  const policyOf = async (app: ReturnType<typeof appWith>) =>
    (await app.request('/api/basemaps')).headers.get('Content-Security-Policy') ?? '';
  expect(await policyOf(appWith())).not.toContain('tianditu');
  const tianditu = { key, approval: 'GS（2024）0650号' };
  const app = appWith(tianditu);
  expect(await (await app.request('/api/basemaps')).json()).toEqual({ archives: [], tianditu });
  const policy = await policyOf(app);
  expect(policy).toMatch(/connect-src 'self'( https:\/\/t[0-7]\.tianditu\.gov\.cn){8};/);
  expect(policy).toContain("script-src 'self';");
});
