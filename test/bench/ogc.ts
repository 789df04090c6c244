import { ofRounds, quantile, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

const rounds = 60;
/** ms for a page of 1,000 features. */
const mostMs = 100;

const asked: readonly (readonly [name: string, path: string])[] = [
  ['parcels of 50,000', 'parcels/items?limit=1000'],
  ['projects of 5,000', 'projects/items?limit=1000'],
  [
    'parcels in CGCS2000 zone 39, by CQL2',
    `parcels/items?limit=1000&crs=http://www.opengis.net/def/crs/EPSG/0/4527&filter=${encodeURIComponent(
      "supply = 'available' AND S_INTERSECTS(geometry, BBOX(115, 34, 116.4, 34.8))",
    )}`,
  ],
];

/** Pages of 1,000 features of the OGC interface, the first page and those behind it. */
export async function measureOgc(server: BenchServer): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const [name, path] of asked) {
    const first = `${server.address}/ogc/collections/${path}`;
    const times: number[] = [];
    let next: string | undefined;
    for (let round = -10; round < rounds; round += 1) {
      const began = performance.now();
      const response = await fetch(next ?? first);
      const text = await response.text();
      if (round >= 0) times.push(performance.now() - began);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
      const page = JSON.parse(text) as { numberReturned: number; links: { rel: string; href: string }[] };
      if (!next && page.numberReturned !== 1000)
        throw new Error(`${path} has ${page.numberReturned} features`);
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    const about = {
      name: `OGC items page of 1,000: ${name}`,
      unit: 'ms',
      limit: { at: 'most', value: mostMs },
      note: `p95 ${quantile(times, 0.95).toFixed(0)} ms`,
    } as const;
    results.push(ofRounds(times, about));
  }
  return results;
}
