import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measurement } from './measurement.ts';
import { projectRoot } from '../support/server.ts';

/** JavaScript of the built client, gzipped, without the map's worker. */
export function measureClientSize(): Measurement[] {
  const assets = join(projectRoot, 'dist', 'web', 'assets');
  const sizes = readdirSync(assets)
    .filter((file) => file.endsWith('.js') && !file.includes('worker'))
    .map((file) => gzipSync(readFileSync(join(assets, file)), { level: 9 }).length);
  return [
    {
      name: 'JavaScript of the client without the map’s worker',
      value: sizes.reduce((sum, size) => sum + size, 0) / 1024,
      unit: 'KB gz',
      limit: { at: 'most', value: 450 },
      note: `${sizes.length} files`,
    },
  ];
}
