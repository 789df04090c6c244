import type { Measurement } from './measurement.ts';
import { load } from './load.ts';
import { startServer } from './server.ts';
import { tilePath, uniqueTiles } from './tiles.ts';

/** Resident memory of a fresh server on PostGIS after 5,000 different tiles. */
export async function measureMemory(url: string, dataDirectory: string): Promise<Measurement[]> {
  const server = await startServer({ environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory } });
  try {
    const before = server.memory();
    const paths = uniqueTiles({ zooms: [12, 13, 14, 15, 16], perZoom: 1000, seed: 77 }).map((tile) =>
      tilePath(tile),
    );
    await load({ port: server.port, paths, connections: 12 });
    return [
      {
        name: 'memory of the server on PostGIS after 5,000 tiles',
        value: server.memory(),
        unit: 'MiB',
        limit: { at: 'most', value: 250 },
        note: `${before.toFixed(0)} MiB at its start`,
      },
    ];
  } finally {
    await server.stop();
  }
}
