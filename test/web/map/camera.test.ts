import { expect, test } from 'vitest';
import { fitPadding, isFree, sameCamera } from '../../../web/map/camera.ts';

const panels = { top: 8, right: 388, bottom: 250, left: 280 };

test('a fitted extent keeps clear of panels, margin and footer', () => {
  expect(fitPadding(panels, 1440, 820)).toEqual({ top: 24, right: 404, bottom: 290, left: 296 });
});

test('on a map that panels cover altogether 80 px stay free', () => {
  const { top, bottom, left, right } = fitPadding(panels, 500, 200);
  expect(left + right).toBeCloseTo(420);
  expect(top + bottom).toBeCloseTo(120);
});

test('a place under a panel is not free, one in the middle is', () => {
  expect(isFree({ x: 700, y: 300 }, panels, 1440, 820)).toBe(true);
  expect(isFree({ x: 100, y: 300 }, panels, 1440, 820)).toBe(false);
  expect(isFree({ x: 1200, y: 300 }, panels, 1440, 820)).toBe(false);
  expect(isFree({ x: 700, y: 600 }, panels, 1440, 820)).toBe(false);
  expect(isFree({ x: 700, y: -5 }, panels, 1440, 820)).toBe(false);
});

test('cameras are the same up to what a link can tell', () => {
  const camera = { lng: 115.65, lat: 34.41, zoom: 9.5, bearing: 0, pitch: 0 };
  expect(sameCamera(camera, { ...camera, lng: 115.650004, zoom: 9.504 })).toBe(true);
  expect(sameCamera(camera, { ...camera, lng: 115.6501 })).toBe(false);
  expect(sameCamera(camera, { ...camera, zoom: 9.52 })).toBe(false);
  expect(sameCamera(camera, undefined)).toBe(false);
  expect(sameCamera(undefined, undefined)).toBe(true);
});
