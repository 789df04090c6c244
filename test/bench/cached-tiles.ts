/** Tiles that the server keeps, against a bare Node server that sends the same bytes. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../../data/db.ts';
import { layerRevisions, tile } from '../../tiles/live.ts';
import { load } from './load.ts';
import { ofRounds, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';
import { tilePath, uniqueTiles } from './tiles.ts';

/** Half a second each: of fewer, the median hangs on what else the machine does. */
const rounds = 21;
const requests = 20_000;
const connections = 16;

export async function measureCachedTiles(database: Database, server: BenchServer): Promise<Measurement[]> {
  const revisions = await layerRevisions(database);
  const bodies: Record<string, string> = {};
  for (const address of uniqueTiles({ zooms: [12, 13, 14], perZoom: 300, seed: 5 })) {
    const { bytes } = await tile({ ...address, database, viewer: 'anonymous' });
    if (bytes.length > 0)
      bodies[tilePath(address, revisions.get(address.layer))] = Buffer.from(bytes).toString('base64');
  }
  const paths = Object.keys(bodies);
  const asked = Array.from({ length: requests }, (_, index) => paths[index % paths.length] as string);
  const bare = await startBare(bodies);
  try {
    // Until both have compiled what they do often: that takes some 100,000 answers.
    for (let warming = 0; warming < 5; warming += 1)
      for (const port of [bare.port, server.port]) await load({ port, paths: asked, connections });
    const native: number[] = [];
    const served: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      native.push((await load({ port: bare.port, paths: asked, connections })).perSecond);
      const result = await load({ port: server.port, paths: asked, connections });
      if (result.statuses.get(200) !== requests)
        throw new Error(`tiles answered ${JSON.stringify([...result.statuses])}`);
      served.push(result.perSecond);
    }
    const share = served.map((value, round) => (100 * value) / (native[round] as number));
    return [
      ofRounds(share, {
        name: 'cached tiles of a bare Node server',
        unit: '%',
        limit: { at: 'least', value: 70 },
      }),
      ofRounds(native, { name: 'bare Node server, same bytes', unit: 'tiles/s' }),
      ofRounds(served, { name: 'cached tiles', unit: 'tiles/s', note: `${paths.length} tiles` }),
    ];
  } finally {
    await bare.stop();
  }
}

async function startBare(bodies: Record<string, string>): Promise<{ port: number; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-bench-'));
  const file = join(directory, 'bodies.json');
  await writeFile(file, JSON.stringify(bodies));
  const program = fileURLToPath(new URL('bare-server.js', import.meta.url));
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(String(line))));
    child.once('exit', (code) => reject(new Error(`the bare server ended (${code})`)));
  });
  return {
    port,
    async stop() {
      child.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
