/**
 * What the public may see, packed for a static server: one PMTiles archive of all live layers, the basemap beside it,
 * TileJSON and styles. The tiles are the live ones, drawn for a visitor who is not signed in.
 */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import type { Database } from '../data/db.ts';
import { StartError } from '../data/errors.ts';
import { layer as layers } from '../data/vocabulary/layer.ts';
import type { Layer } from '../data/vocabulary/layer.ts';
import { themes } from '../data/vocabulary/tokens.ts';
import { liveLayers } from './layers.ts';
import { layerRevisions, tile as liveTile } from './live.ts';
import { writeArchive } from './pmtiles.ts';
import type { ArchiveSummary, Tile } from './pmtiles.ts';
import { styleOf } from './style/style.ts';

export interface PublishOptions {
  readonly database: Database;
  /** The folder that is written: made when it is missing. */
  readonly directory: string;
  /** The basemap's archive, copied when it is given. */
  readonly basemap: string | undefined;
  /** Deepest zoom, 10 to 16; maps enlarge what lies deeper. */
  readonly maxZoom: number;
  /** Address at which the folder will lie, with a slash at its end; empty = relative to the page. */
  readonly baseUrl: string;
  /** Publish without a 审图号, marked as a draft. */
  readonly draft: boolean;
}

interface Place {
  readonly code: string;
  readonly name: string;
  readonly number: string | null;
  readonly attribution: string;
  readonly extent: [number, number, number, number];
}

/** Rows that move while they are packed make it begin again, this often. */
const attempts = 3;

/**
 * Packs and writes. Tiles and styles are of one state of the data.
 * @throws StartError without data, and without a 审图号 unless it is a draft.
 */
export async function publish(
  options: PublishOptions,
): Promise<ArchiveSummary & { readonly files: readonly string[] }> {
  const { database, directory, basemap, draft } = options;
  const [place] = await database.query<Place>(sql`
    select code, name, map_approval_number as number, attribution, extent from place`);
  if (!place)
    throw new StartError('nothing is loaded into the database yet: start the server once, or npm run load');
  const approved = place.number !== null && place.number.trim() !== '';
  if (!approved && !draft)
    throw new StartError(
      `审图号为空，不能公开发布：请先送审并填写 place.map_approval_number，或以 --draft 生成标明“草稿”的文件。 The place ${place.code} has no map approval number (审图号), so nothing may be published: enter it as place.map_approval_number, or give --draft for files that are marked as a draft.`,
    );
  const tiles = await tilesOf(options);
  const mark = approved ? `审图号：${place.number}` : '草稿，未送审，不得公开 · Draft, not for the public';
  const attribution = `${place.attribution} · ${mark}`;
  const about = {
    name: approved ? place.code : `${place.code}-draft`,
    description: approved ? place.name : `${place.name}（${mark}）`,
    attribution,
    vector_layers: layers.codes.map((id) => ({
      id,
      description: layers.words[id].zh,
      minzoom: liveLayers[id].minzoom,
      maxzoom: options.maxZoom,
      fields: liveLayers[id].fields,
    })),
  };
  await mkdir(directory, { recursive: true });
  const [west, south, east, north] = place.extent;
  const center = { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom: 9 };
  const archive = `${place.code}.pmtiles`;
  const summary = await writeArchive(join(directory, archive), {
    tiles,
    metadata: { ...about, type: 'overlay', groundwork: { place: place.code, draft: !approved } },
    bounds: place.extent,
    center,
  });
  const files = [archive];
  if (basemap) {
    await copyFile(basemap, join(directory, 'basemap.pmtiles'));
    files.push('basemap.pmtiles');
  } else await rm(join(directory, 'basemap.pmtiles'), { force: true });
  const write = async (name: string, content: object) => {
    await writeFile(join(directory, name), `${JSON.stringify(content)}\n`);
    files.push(name);
  };
  const address = `pmtiles://${options.baseUrl}${archive}`;
  await write(`${place.code}.json`, {
    tilejson: '3.0.0',
    ...about,
    scheme: 'xyz',
    tiles: [`${address}/{z}/{x}/{y}`],
    minzoom: summary.minZoom,
    maxzoom: summary.maxZoom,
    bounds: place.extent,
    center: [center.longitude, center.latitude, center.zoom],
  });
  const source = (url: string) => ({ type: 'vector' as const, url, attribution });
  const sources = {
    ...(basemap ? { basemap: source(`pmtiles://${options.baseUrl}basemap.pmtiles`) } : {}),
    ...(Object.fromEntries(layers.codes.map((id) => [id, source(address)])) as Record<
      Layer,
      ReturnType<typeof source>
    >),
  };
  for (const theme of themes)
    for (const language of ['zh-Hans', 'en'] as const) {
      const style = styleOf({ theme, language, sources, visible: layers.codes });
      const ending = `${theme === 'light' ? '' : `.${theme}`}${language === 'en' ? '.en' : ''}`;
      await write(`style${ending}.json`, {
        ...style,
        name: about.description,
        center: [center.longitude, center.latitude],
        zoom: center.zoom,
        metadata: { 'groundwork:mark': mark },
      });
    }
  return { ...summary, files };
}

/** Every tile that holds something, drawn again when a layer moves meanwhile. */
async function tilesOf(options: PublishOptions): Promise<Tile[]> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await layerRevisions(options.database);
    const tiles: Tile[] = [];
    await descend(options, { z: 0, x: 0, y: 0 }, layers.codes, tiles);
    const after = await layerRevisions(options.database);
    if (layers.codes.every((id) => before.get(id) === after.get(id))) return tiles;
    if (attempt === attempts)
      throw new StartError(
        'the data was written to while it was packed, three times over: try again when it rests',
      );
  }
}

/** A tile, then the four below it with the layers that have something there. */
async function descend(
  options: PublishOptions,
  at: { readonly z: number; readonly x: number; readonly y: number },
  among: readonly Layer[],
  tiles: Tile[],
): Promise<void> {
  const drawn = await Promise.all(
    among.map(async (id) => {
      const { bytes, packed, vacantFrom } = await liveTile({
        ...at,
        layer: id,
        database: options.database,
        viewer: 'anonymous',
      });
      return {
        id,
        data: packed ? gunzipSync(bytes) : bytes,
        vacant: bytes.length === 0 && vacantFrom !== undefined,
      };
    }),
  );
  // Layers stand one after the other in a vector tile: put together, tiles of one layer are a tile of all.
  const shown = drawn.filter(({ id, data }) => data.length > 0 && at.z >= liveLayers[id].minzoom);
  if (shown.length > 0) tiles.push({ ...at, data: Buffer.concat(shown.map(({ data }) => data)) });
  const below = drawn.filter(({ vacant }) => !vacant).map(({ id }) => id);
  if (at.z >= options.maxZoom || below.length === 0) return;
  for (const [x, y] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const)
    await descend(options, { z: at.z + 1, x: 2 * at.x + x, y: 2 * at.y + y }, below, tiles);
}
