import { expect, test } from 'vitest';
import { vacancy } from '../../server/tiles/vacancy.ts';

test('a vacant area covers what lies below it, at its own revision alone', () => {
  const areas = vacancy();
  areas.note({ layer: 'zone', z: 12, x: 3360, y: 1640 }, 10, 'e.1');
  const covers = (z: number, x: number, y: number, revision = 'e.1') =>
    areas.covers({ layer: 'zone', z, x, y }, revision);
  expect(covers(10, 840, 410)).toBe(true);
  expect(covers(16, 840 * 64 + 63, 410 * 64)).toBe(true);
  expect(covers(10, 841, 410)).toBe(false);
  expect(covers(9, 420, 205)).toBe(false);
  expect(covers(10, 840, 410, 'e.2')).toBe(false);
  areas.note({ layer: 'zone', z: 5, x: 1, y: 1 }, 5, 'e.2');
  expect(covers(10, 840, 410)).toBe(false);
  expect(covers(10, 840, 410, 'e.2')).toBe(false);
});
