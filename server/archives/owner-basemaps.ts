/** Basemaps that the owner adds: archives with the Protomaps schema in a folder of the data directory, and 天地图 by key. */
import { readdir } from 'node:fs/promises';
import type { Config } from '../../data/config.ts';
import { tileType } from '../../tiles/pmtiles/format.ts';
import { ArchiveError, archiveName, archiveStore } from './archive-store.ts';
import type { ArchiveStore } from './archive-store.ts';

/** An archive that can be drawn. */
export interface OwnerBasemap {
  /** Name of the file without its ending: stands in links. */
  readonly id: string;
  readonly name: string;
  readonly attribution: string | null;
}

export interface OwnerBasemaps {
  readonly archives: ArchiveStore;
  /** 天地图: key for browsers and 审图号; absent = not offered. */
  readonly tianditu: Tianditu | undefined;
  /** What lies in the folder now; files that cannot be drawn are named with the reason. */
  list(): Promise<{
    readonly usable: readonly OwnerBasemap[];
    readonly refused: readonly { readonly file: string; readonly reason: string }[];
  }>;
}

/** Names that mean another basemap in a link. */
export const reservedIds: readonly string[] = ['own', 'none', 'tianditu'];

/** Layers without which an archive is not of the Protomaps schema (v4: https://docs.protomaps.com/basemaps/layers). */
const neededLayers = ['earth', 'water', 'roads'] as const;

export type Tianditu = NonNullable<Config['tianditu']>;

export function ownerBasemaps(directory: string, tianditu?: Tianditu): OwnerBasemaps {
  const archives = archiveStore(directory);

  async function look(file: string): Promise<OwnerBasemap | string> {
    const id = file.slice(0, -'.pmtiles'.length);
    if (!archiveName.test(id) || reservedIds.includes(id)) {
      return `rename it to small letters, digits, - and _ (not ${reservedIds.join(', ')})`;
    }
    const lent = await archives.lend(id).catch((error: unknown) => {
      if (error instanceof ArchiveError) return error;
      throw error;
    });
    if (lent instanceof ArchiveError) return lent.message;
    if (!lent) return 'it is no file of this folder';
    try {
      const { header, metadata } = lent.archive;
      if (header.tileType !== tileType.mvt) return 'it holds no vector tiles';
      const layers = new Set(metadata.vector_layers?.map((layer) => layer.id));
      const missing = neededLayers.filter((layer) => !layers.has(layer));
      if (missing.length > 0) return `it has not the Protomaps schema: ${missing.join(', ')} missing`;
      const { name } = metadata;
      return {
        id,
        name: typeof name === 'string' && name !== '' ? name : id,
        attribution: metadata.attribution ?? null,
      };
    } finally {
      lent.release();
    }
  }

  return {
    archives,
    tianditu,
    async list() {
      const names = await readdir(directory).catch((error: unknown) => {
        if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw error;
      });
      const usable: OwnerBasemap[] = [];
      const refused: { file: string; reason: string }[] = [];
      for (const file of names.filter((name) => name.endsWith('.pmtiles')).sort()) {
        const found = await look(file);
        if (typeof found === 'string') refused.push({ file, reason: found });
        else usable.push(found);
      }
      return { usable, refused };
    },
  };
}
