/** `npm run tiles -- --published`: packs what the public may see for a static server. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../../data/config.ts';
import { openDatabase } from '../../data/db.ts';
import { publish } from '../published.ts';

export interface PublishedFlags {
  readonly out?: string | undefined;
  readonly 'max-zoom'?: string | undefined;
  readonly url?: string | undefined;
  readonly draft?: boolean | undefined;
}

/** @throws Error or StartError that says what is wrong with the flags or the place. */
export async function buildPublished(flags: PublishedFlags): Promise<void> {
  const config = readConfig();
  const maxZoom = Number(flags['max-zoom'] ?? 14);
  if (!Number.isInteger(maxZoom) || maxZoom < 10 || maxZoom > 16)
    throw new Error(`--max-zoom ${flags['max-zoom']}: a whole number from 10 to 16`);
  if (flags.url !== undefined && !/^https?:\/\/[^\s]+\/$/.test(flags.url))
    throw new Error(
      `--url ${flags.url}: an address that ends with a slash, as in https://cdn.example.org/maps/`,
    );
  const directory = resolve(flags.out ?? join(config.dataDirectory, 'published'));
  const basemap = join(config.dataDirectory, 'archives', 'basemap.pmtiles');
  const database = await openDatabase(config);
  try {
    const start = performance.now();
    const made = await publish({
      database,
      directory,
      basemap: existsSync(basemap) ? basemap : undefined,
      maxZoom,
      baseUrl: flags.url ?? '',
      draft: flags.draft ?? false,
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${directory}: ${made.files.join(', ')}; ${(made.bytes / 1024).toFixed(0)} KB of tiles, zoom ${made.minZoom}–${made.maxZoom}, ${made.addressedTiles} tiles, ${seconds} s`,
    );
  } finally {
    await database.close();
  }
}
