/**
 * From a commit by another process to the new tile. After each commit many ask: with the address of a new TileJSON,
 * where nothing older may come at all, and with the address from before, where the new tile must come within a second.
 */
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { quantile, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';

const commits = 200;
/** Questions after each commit with the new address: 10,000 in all. */
const questions = 50;

export async function measureCommits(database: Database, server: BenchServer): Promise<Measurement[]> {
  const [place] = await database.query<{ fid: number; x: number; y: number }>(sql`
    select fid, floor((ST_X(geom) + 180) / 360 * 16384)::integer as x,
      floor((1 - asinh(tan(radians(ST_Y(geom)))) / pi()) / 2 * 16384)::integer as y
    from facility where published and secrecy = 'public' order by fid limit 1`);
  if (!place) throw new Error('the synthetic rows have no public facility');
  const { fid, x, y } = place;

  /** Number of the commit that the tile shows. */
  async function shown(address: string): Promise<number> {
    const response = await fetch(address);
    const bytes = Buffer.from(await response.arrayBuffer()); // fetch has unpacked it
    const tile = new VectorTile(new PbfReader(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)).layers.facility;
    for (let index = 0; index < (tile?.length ?? 0); index += 1) {
      const feature = tile?.feature(index);
      if (feature?.id === fid) return Number(String(feature.properties.name).replace('commit ', '')) || 0;
    }
    throw new Error(`the facility ${fid} is not in ${address}`);
  }
  const newAddress = async () => {
    const { tiles } = (await (await fetch(`${server.address}/tiles/facility.json`)).json()) as {
      tiles: [string];
    };
    return tiles[0].replace('{z}', '14').replace('{x}', String(x)).replace('{y}', String(y));
  };

  async function commit(number: number): Promise<number> {
    await database.transaction({ actor: 'bench' }, (tx) =>
      tx.query(sql`update facility set name = ${`commit ${number}`} where fid = ${fid}`),
    );
    return performance.now();
  }

  let stale = 0;
  const fresh: number[] = [];
  const caughtUp: number[] = [];
  for (let number = 1; number <= 2 * commits; number += 2) {
    let committed = await commit(number);
    const address = await newAddress();
    if ((await shown(address)) < number) stale += 1;
    fresh.push(performance.now() - committed);
    const answers = await Promise.all(Array.from({ length: questions - 1 }, () => shown(address)));
    stale += answers.filter((found) => found < number).length;

    // Nobody tells the server of this one: it is noticed by its own poll.
    committed = await commit(number + 1);
    while ((await shown(address)) <= number) {
      if (performance.now() - committed > 5000) throw new Error('an old address gave an old tile for 5 s');
      await sleep(5);
    }
    caughtUp.push(performance.now() - committed);
  }
  return [
    {
      name: 'commit → new tile, address of the new TileJSON, p99',
      value: quantile(fresh, 0.99),
      unit: 'ms',
      limit: { at: 'most', value: 1000 },
      spread: [Math.min(...fresh), Math.max(...fresh)],
    },
    {
      name: 'commit of another process → new tile at the old address, p99',
      value: quantile(caughtUp, 0.99),
      unit: 'ms',
      limit: { at: 'most', value: 1000 },
      spread: [Math.min(...caughtUp), Math.max(...caughtUp)],
    },
    {
      name: `stale tiles of ${commits * questions}`,
      value: stale,
      unit: '',
      limit: { at: 'most', value: 0 },
    },
  ];
}
