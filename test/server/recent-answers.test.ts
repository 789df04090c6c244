import { expect, test } from 'vitest';
import { recentAnswers } from '../../server/tiles/recent-answers.ts';

const answer = (bytes: number) => ({
  layer: 'zone' as const,
  tile: { revision: 'e.1', bytes: new Uint8Array(bytes), packed: false },
  headers: [],
});

test('gives an answer back by its address', () => {
  const recent = recentAnswers();
  const one = answer(10);
  recent.put('/a', one);
  expect(recent.get('/a')).toBe(one);
  expect(recent.get('/b')).toBeUndefined();
});

test('begins anew when it holds too many answers or too many bytes', () => {
  const few = recentAnswers(2, 1000);
  for (const url of ['/a', '/b', '/c']) few.put(url, answer(10));
  expect(['/a', '/b', '/c'].map((url) => few.get(url) !== undefined)).toEqual([false, false, true]);
  const light = recentAnswers(10, 100);
  light.put('/a', answer(60));
  light.put('/a', answer(60)); // instead of the first, not beside it
  light.put('/b', answer(60));
  expect([light.get('/a'), light.get('/b')?.tile.bytes.length]).toEqual([undefined, 60]);
});
