import { FetchSource, PMTiles, type RangeResponse, type Source } from 'pmtiles';
import type { Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

/** Counts the reads of a source. */
class Counted implements Source {
  reads = 0;
  constructor(readonly source: Source) {}
  getKey(): string {
    return this.source.getKey();
  }
  getBytes(...asked: Parameters<Source['getBytes']>): Promise<RangeResponse> {
    this.reads += 1;
    return this.source.getBytes(...asked);
  }
}

/** Reads that the npm reader needs for the first tile of the basemap, for tiles of every zoom. */
export async function measureArchiveReads(server: BenchServer): Promise<Measurement[]> {
  const address = `${server.address}/archives/basemap.pmtiles`;
  const { minZoom, maxZoom, minLon, maxLon, minLat, maxLat } = await new PMTiles(
    new FetchSource(address),
  ).getHeader();
  const reads: number[] = [];
  for (let z = minZoom; z <= maxZoom; z += 1)
    for (const [along, up] of [
      [0.5, 0.5],
      [0.25, 0.6],
      [0.8, 0.3],
    ] as const) {
      const lng = minLon + along * (maxLon - minLon);
      const lat = ((minLat + up * (maxLat - minLat)) * Math.PI) / 180;
      const source = new Counted(new FetchSource(address));
      const tile = await new PMTiles(source).getZxy(
        z,
        Math.floor(((lng + 180) / 360) * 2 ** z),
        Math.floor(((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * 2 ** z),
      );
      if (tile) reads.push(source.reads);
    }
  if (reads.length === 0) throw new Error('no tile of the basemap was found');
  return [
    {
      name: 'reads for a cold archive tile, most',
      value: Math.max(...reads),
      unit: '',
      limit: { at: 'most', value: 2 },
      note: `${reads.length} tiles`,
    },
  ];
}
