import { expect, test } from 'vitest';
import { isOlder, tileCache } from '../../server/tiles/tile-cache.ts';

const address = { layer: 'zone', z: 1, x: 1, y: 0 } as const;
const tile = (revision: string, size = 10) => ({ revision, bytes: new Uint8Array(size), packed: false });

test('a tile is handed out for its own revision and viewer alone', () => {
  const cache = tileCache();
  cache.put(address, 'anonymous', tile('e.2'));
  expect(cache.get(address, 'anonymous', 'e.2')?.revision).toBe('e.2');
  expect(cache.get(address, 'anonymous', 'e.1')).toBeUndefined();
  expect(cache.get(address, 'operator', 'e.2')).toBeUndefined();
  expect(cache.get({ ...address, y: 1 }, 'anonymous', 'e.2')).toBeUndefined();
});

test('an older tile does not take the place of a newer one', () => {
  const cache = tileCache();
  cache.put(address, 'anonymous', tile('e.10'));
  cache.put(address, 'anonymous', tile('e.9'));
  expect(cache.get(address, 'anonymous', 'e.10')).toBeDefined();
  cache.put(address, 'anonymous', tile('other.1')); // a restored database begins a new epoch
  expect(cache.get(address, 'anonymous', 'other.1')).toBeDefined();
  expect(isOlder('e.9', 'e.10')).toBe(true);
  expect(isOlder('e.9', 'other.10')).toBe(false);
});

test('moved layers are dropped, and the bytes are bounded', () => {
  const cache = tileCache(3000);
  cache.put(address, 'anonymous', tile('e.1'));
  cache.keepOnly('parcel', 'e.2');
  expect(cache.get(address, 'anonymous', 'e.1')).toBeDefined();
  cache.keepOnly('zone', 'e.2');
  expect(cache.get(address, 'anonymous', 'e.1')).toBeUndefined();
  for (let x = 0; x < 3; x += 1) cache.put({ ...address, x }, 'anonymous', tile('e.2', 1000));
  expect([0, 1, 2].map((x) => cache.get({ ...address, x }, 'anonymous', 'e.2') !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
});
