/** Reads an archive tile by tile with the npm `pmtiles` reader and tells what it holds and what is wrong with it. */
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, tileIdToZxy, type Source } from 'pmtiles';
import type { Archive } from './pmtiles/open.ts';
import { compression, decodeDirectory, tileType, type Entry } from './pmtiles/format.ts';

/** What a tile may have at most, compressed: 150 KB is a second on a slow line. */
export const tileLimit = 150 * 1024;

interface LayerReport {
  readonly id: string;
  readonly tiles: number;
  readonly features: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly fields: readonly string[];
}

export interface ArchiveReport {
  readonly layers: readonly LayerReport[];
  /** Zoom → number of tiles and bytes of the biggest one, compressed. */
  readonly zooms: readonly { zoom: number; tiles: number; biggest: number }[];
  readonly faults: readonly string[];
}

/** The archive as the source of the npm reader. */
function sourceOf(archive: Archive): Source {
  return {
    getKey: () => archive.hash,
    getBytes: async (offset, length) => {
      const bytes = await archive.read(offset, length);
      return { data: Uint8Array.from(bytes).buffer };
    },
  };
}

/** Every entry that points to tiles, leaf by leaf; the directories were checked when the archive was opened. */
async function* tileEntries(archive: Archive, offset: number, length: number): AsyncGenerator<Entry> {
  const packed = await archive.read(offset, length);
  const bytes = archive.header.internalCompression === compression.gzip ? gunzipSync(packed) : packed;
  for (const entry of decodeDirectory(bytes)) {
    if (entry.runLength > 0) yield entry;
    else yield* tileEntries(archive, archive.header.leaves.offset + entry.offset, entry.length);
  }
}

/**
 * Checks every tile: it decodes, its layers and fields are those that the metadata names, at zooms that it names, it is
 * not above `tileLimit`, and it lies within the bounds. The header's counts and zooms must be those of the tiles.
 */
export async function checkArchive(archive: Archive): Promise<ArchiveReport> {
  const { header, metadata } = archive;
  const faults: string[] = [];
  const promised = new Map((metadata.vector_layers ?? []).map((layer) => [layer.id, layer]));
  const layers = new Map<
    string,
    { tiles: number; features: number; minZoom: number; maxZoom: number; fields: Set<string> }
  >();
  const zooms = new Map<number, { tiles: number; biggest: number }>();
  const reader = new PMTiles(sourceOf(archive));
  if (header.tileType !== tileType.mvt)
    faults.push(`its tiles are of type ${header.tileType}, not vector tiles`);
  if (!metadata.attribution) faults.push('its metadata has no attribution: say whose data it is');

  let addressed = 0;
  for await (const entry of tileEntries(archive, header.root.offset, header.root.length)) {
    addressed += entry.runLength;
    const [z, x, y] = tileIdToZxy(entry.tileId);
    const zoom = zooms.get(z) ?? { tiles: 0, biggest: 0 };
    zooms.set(z, {
      tiles: zoom.tiles + entry.runLength,
      biggest: Math.max(zoom.biggest, entry.length),
    });
    if (entry.length > tileLimit)
      faults.push(`tile ${z}/${x}/${y} has ${entry.length} bytes, ${tileLimit} are allowed`);
    if (!touches(header.bounds, z, x, y)) faults.push(`tile ${z}/${x}/${y} lies outside of the bounds`);
    let tile: VectorTile;
    try {
      const answer = await reader.getZxy(z, x, y);
      if (!answer) throw new Error('the reader does not find it');
      tile = new VectorTile(new PbfReader(new Uint8Array(answer.data)));
      for (const [id, layer] of Object.entries(tile.layers)) {
        const seen = layers.get(id) ?? {
          tiles: 0,
          features: 0,
          minZoom: z,
          maxZoom: z,
          fields: new Set<string>(),
        };
        seen.tiles += entry.runLength;
        seen.features += layer.length;
        seen.minZoom = Math.min(seen.minZoom, z);
        seen.maxZoom = Math.max(seen.maxZoom, z);
        for (let index = 0; index < layer.length; index++) {
          const feature = layer.feature(index);
          feature.loadGeometry();
          for (const field of Object.keys(feature.properties)) seen.fields.add(field);
        }
        layers.set(id, seen);
      }
    } catch (error) {
      faults.push(`tile ${z}/${x}/${y} does not decode: ${(error as Error).message}`);
    }
  }

  for (const [id, seen] of layers) {
    const layer = promised.get(id);
    if (!layer) {
      faults.push(`layer ${id} is in the tiles, but not in the metadata`);
      continue;
    }
    for (const field of seen.fields)
      if (!(field in layer.fields)) faults.push(`field ${field} of layer ${id} is not in the metadata`);
    if (seen.minZoom < (layer.minzoom ?? 0) || seen.maxZoom > (layer.maxzoom ?? header.maxZoom))
      faults.push(
        `layer ${id} has zooms ${seen.minZoom} to ${seen.maxZoom}, other ones than the metadata says`,
      );
  }
  for (const id of promised.keys())
    if (!layers.has(id)) faults.push(`layer ${id} is in the metadata, but in no tile`);
  const found = [...zooms.keys()].sort((a, b) => a - b);
  if (found[0] !== header.minZoom || found.at(-1) !== header.maxZoom)
    faults.push(
      `its header says zooms ${header.minZoom} to ${header.maxZoom}, its tiles ${found.join(', ')}`,
    );
  if (header.addressedTiles !== 0 && header.addressedTiles !== addressed)
    faults.push(`its header says ${header.addressedTiles} tiles, there are ${addressed}`);

  return {
    layers: [...layers]
      .map(([id, { fields, ...seen }]) => ({ id, ...seen, fields: [...fields].sort() }))
      .sort((a, b) => a.id.localeCompare(b.id)),
    zooms: found.map((zoom) => ({ zoom, ...(zooms.get(zoom) ?? { tiles: 0, biggest: 0 }) })),
    faults,
  };
}

/** Whether a tile and bounds in degrees share a point; a hundredth of a tile is forgiven. */
function touches(
  bounds: readonly [number, number, number, number],
  z: number,
  x: number,
  y: number,
): boolean {
  const side = 2 ** z;
  const longitude = (column: number) => (column / side) * 360 - 180;
  const latitude = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
  const [west, south, east, north] = bounds;
  return (
    longitude(x - 0.01) <= east &&
    longitude(x + 1.01) >= west &&
    latitude(y - 0.01) >= south &&
    latitude(y + 1.01) <= north
  );
}
