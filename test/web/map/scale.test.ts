import { expect, test } from 'vitest';
import { metresPerPixel, printDistance, scaleBar } from '../../../web/map/scale.ts';

test('a pixel at zoom 0 on the equator is a 512th of the way round the Earth', () => {
  expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.517, 3);
});

test('a pixel shrinks by half per zoom and by the cosine of the latitude', () => {
  expect(metresPerPixel(10, 60)).toBeCloseTo(78_271.517 / 1024 / 2, 4);
});

test('the bar is the longest round distance that fits', () => {
  const bar = scaleBar(8.4, 34.4, 96);
  expect(bar.metres).toBe(10_000);
  expect(bar.width).toBeCloseTo(52.3, 1);
  expect(scaleBar(8.4, 34.4, 106).metres).toBe(20_000);
});

test('the bar is never wider than asked, at any zoom', () => {
  for (let zoom = 4; zoom < 20; zoom += 0.1) {
    const { width } = scaleBar(zoom, 34, 96);
    expect(width).toBeLessThanOrEqual(96);
    expect(width).toBeGreaterThan(96 / 2.6);
  }
});

test('distances are printed in metres below a kilometre', () => {
  expect(printDistance(500)).toBe('500 m');
  expect(printDistance(1000)).toBe('1 km');
  expect(printDistance(20_000)).toBe('20 km');
});
