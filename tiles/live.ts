/** One tile of a live layer, as the database has it now. */
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { GeoJSONVTFeature, GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import sql from 'sql-template-tag';
import type { Database, Statement } from '../data/db.ts';
import type { StopSignal } from '../data/stop-signal.ts';
import { layer as layers, type Layer } from '../data/vocabulary/layer.ts';
import { liveLayers } from './layers.ts';
import { readTileGeometry } from './wkb.ts';

export interface TileAddress {
  readonly layer: Layer;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export interface TileQuestion extends TileAddress {
  readonly database: Database;
  /** Who asks: the operator sees every row, anybody else what is published and public. */
  readonly viewer: 'anonymous' | 'operator';
  /** Ends the query when nobody waits for the tile any more. */
  readonly signal?: StopSignal;
}

export interface LiveTile {
  /** `<epoch>.<n>` of the layer in the snapshot that the tile was drawn from. */
  readonly revision: string;
  /** The vector tile; no bytes when nothing lies in it. */
  readonly bytes: Uint8Array;
  /** Whether the bytes are gzipped: small ones are not. */
  readonly packed: boolean;
  /** Of an empty tile: the lowest zoom at which the tile above it holds nothing either, so nor do all below that one. */
  readonly vacantFrom?: number;
}

const nothing = new Uint8Array();

/** Units on a side of a tile. */
export const tileExtent = 4096;

/**
 * Draws one tile. One statement reads the rows and the layer's revision, so both are of one snapshot.
 * @throws what `Database.query` throws.
 */
export async function tile(question: TileQuestion): Promise<LiveTile> {
  const { database, layer, signal } = question;
  const statement = tileStatement(database.kind, question);
  const rows = await database.query<TileRow>(statement, signal ? { signal } : {});
  const [first] = rows;
  if (!first) throw new Error(`the layer ${layer} has no revision: migrate the database`);
  const plain = first.bytes ?? encode(layer, rows);
  const { revision } = first;
  if (plain.length === 0) {
    const vacant = first.vacant_from === null ? {} : { vacantFrom: first.vacant_from };
    return { revision, bytes: nothing, packed: false, ...vacant };
  }
  // Smaller than a packet with its headers: packing would take longer than it saves.
  if (plain.length < smallestPacked) return { revision, bytes: copyOf(plain), packed: false };
  return { revision, bytes: copyOf(await zip(plain)), packed: true };
}

/** The revision of each layer now. */
export async function layerRevisions(database: Database): Promise<Map<string, string>> {
  const rows = await database.query<{ noun: string; revision: string }>(
    sql`select noun, epoch || '.' || n as revision from revision, revision_epoch`,
  );
  return new Map(rows.map(({ noun, revision }) => [noun, revision]));
}

interface TileRow {
  revision: string;
  vacant_from: number | null;
  /** PostGIS: the encoded tile. */
  bytes?: Buffer;
  /** The embedded database: one feature a row; all NULL when there is none. */
  fid?: number | null;
  geom?: string | null;
}

const smallestPacked = 1024;
/** Measured on a tile of 2,200 projects (136 KB): level 6 takes twice the time and saves nothing. */
const gzipLevel = 4;
/** Handing a small tile to another thread costs more (80 µs) than packing it here (20 µs for 1 KB, 150 for 8 KB). */
const packedHere = 8 * 1024;
const zipped = promisify(gzip);

function zip(bytes: Uint8Array): Buffer | Promise<Buffer> {
  const options = { level: gzipLevel };
  return bytes.length <= packedHere ? gzipSync(bytes, options) : zipped(bytes, options);
}

/** In a buffer of their own size: these are pieces of larger ones, up to 16 KB, and tiles are kept by the thousand. */
function copyOf(bytes: Uint8Array): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  own.set(bytes);
  return own;
}

type Asked = TileAddress & Pick<TileQuestion, 'viewer'>;

/**
 * The statement that draws a tile: on PostGIS the revision, the encoded bytes and where a vacant one begins; on the
 * embedded database, which has no encoder, the rows themselves, each with the revision.
 */
export function tileStatement(kind: Database['kind'], { layer, z, x, y, viewer }: Asked): Statement {
  return { text: texts[kind][layer], values: [z, x, y, viewer] };
}

/**
 * The box stands in a materialised part: it is computed once, and the layer's function is put into the statement, so
 * that its plan is kept with the prepared statement.
 */
function drawnText(layer: Layer): string {
  return `select drawn.* from tile, layer_${layer}(tile.bbox, $1::integer, $4::text) drawn`;
}
const tileText =
  'with tile as materialized (select ST_TileEnvelope($1::integer, $2::integer, $3::integer) as bbox)';

function encodedText(layer: Layer): string {
  return `${tileText},
encoded as materialized (
  select ST_AsMVT(feature, '${layer}', ${tileExtent}, 'geom', 'fid') as bytes from (${drawnText(layer)}) feature)
select (select epoch from revision_epoch) || '.' || (select n from revision where noun = '${layer}') as revision, bytes,
  case when bytes = '' then ${vacantFrom(layer)} end as vacant_from
from encoded`;
}

function rowsText(layer: Layer): string {
  return `${tileText}
select (select epoch from revision_epoch) || '.' || seen.n as revision, feature.*,
  case when feature.geom is null then ${vacantFrom(layer)} end as vacant_from
from revision seen left join (${drawnText(layer)}) feature on feature.geom is not null
where seen.noun = '${layer}'`;
}

/**
 * SQL expression: the lowest zoom at which the tile above has no row within its margin that the viewer may see; NULL
 * when this one has some. The margin of a tile holds those of all tiles below it, so these have none either. It looks
 * up to 8 zooms above: a vacant tile up there stands for 65,536. As VALUES, whose number the planner knows: with
 * generate_series it takes the kept plan for dear and plans each tile anew.
 */
function vacantFrom(layer: Layer): string {
  const zoomsUp = Array.from({ length: 9 }, (_, up) => `(${up})`).join(', ');
  return `(select min($1::integer - above.up) from (values ${zoomsUp}) as above (up)
    where above.up <= $1::integer and not exists (select from ${liveLayers[layer].table} held
      where held.geom_3857 && tile_margin(ST_TileEnvelope($1::integer - above.up, $2::integer >> above.up, $3::integer >> above.up))
        and row_visible(held.published, held.secrecy, $4::text)))`;
}

/**
 * Made once: $1 = zoom, $2 = column, $3 = row, $4 = viewer. The functions' names come from the vocabulary alone.
 */
const texts = { postgis: textOfEach(encodedText), embedded: textOfEach(rowsText) };

function textOfEach(textOf: (layer: Layer) => string): Record<Layer, string> {
  return Object.fromEntries(layers.codes.map((layer) => [layer, textOf(layer)])) as Record<Layer, string>;
}

function encode(layer: Layer, rows: readonly TileRow[]): Uint8Array {
  const features = rows.flatMap(({ revision: _, vacant_from: __, fid, geom, ...tags }) => {
    if (!geom) return [];
    const feature = { ...readTileGeometry(geom), tags, ...(fid == null ? {} : { id: fid }) };
    return [feature as unknown as GeoJSONVTFeature];
  });
  if (features.length === 0) return new Uint8Array();
  return fromGeojsonVt({ [layer]: { features } as GeoJSONVTTile }, { version: 2, extent: tileExtent });
}
