import { expect, test } from 'vitest';
import { besidePointer, fitPadding, middleOf, sameCamera, wayIntoFree } from '../../../web/map/camera.ts';

const panels = { top: 8, right: 388, bottom: 250, left: 280 };

test('a fitted extent keeps clear of panels, margin and footer', () => {
  expect(fitPadding(panels, 1440, 820)).toEqual({ top: 24, right: 404, bottom: 290, left: 296 });
});

test('on a map that panels cover altogether 80 px stay free', () => {
  const { top, bottom, left, right } = fitPadding(panels, 500, 200);
  expect(left + right).toBeCloseTo(420);
  expect(top + bottom).toBeCloseTo(120);
});

test('a place in the middle stays, one under a panel comes out by the shortest way', () => {
  expect(wayIntoFree({ x: 700, y: 300 }, panels, 1440, 820)).toEqual({ x: 0, y: 0 });
  expect(wayIntoFree({ x: 100, y: 300 }, panels, 1440, 820)).toEqual({ x: 270, y: 0 });
  expect(wayIntoFree({ x: 1200, y: 300 }, panels, 1440, 820)).toEqual({ x: -238, y: 0 });
  expect(wayIntoFree({ x: 700, y: 600 }, panels, 1440, 820)).toEqual({ x: 0, y: -94 });
  expect(wayIntoFree({ x: 700, y: -5 }, panels, 1440, 820)).toEqual({ x: 0, y: 53 });
});

test('where hardly anything is free a place comes to its middle', () => {
  const narrow = { top: 0, right: 390, bottom: 0, left: 0 };
  expect(wayIntoFree({ x: 300, y: 400 }, narrow, 400, 800)).toEqual({ x: -295, y: 0 });
});

test('cameras are the same up to what a link can tell', () => {
  const camera = { lng: 115.65, lat: 34.41, zoom: 9.5, bearing: 0, pitch: 0 };
  expect(sameCamera(camera, { ...camera, lng: 115.650004, zoom: 9.504 })).toBe(true);
  expect(sameCamera(camera, { ...camera, lng: 115.6501 })).toBe(false);
  expect(sameCamera(camera, { ...camera, zoom: 9.52 })).toBe(false);
  expect(sameCamera(camera, undefined)).toBe(false);
  expect(sameCamera(undefined, undefined)).toBe(true);
});

test('the cross stands in the middle of what no panel covers', () => {
  expect(middleOf(panels, 1440, 820)).toEqual({ x: 666, y: 289 });
});

test('what is told beside the pointer stands to the right, else to the left, and never under a panel', () => {
  const map = { width: 1440, height: 820 };
  const box = { width: 300, height: 200 };
  expect(besidePointer({ x: 400, y: 200 }, box, panels, map)).toEqual({ x: 414, y: 186 });
  expect(besidePointer({ x: 900, y: 200 }, box, panels, map)).toEqual({ x: 586, y: 186 });
  // At the lower edge it moves up: 820 − 250 − 24 (footer) − 200.
  expect(besidePointer({ x: 400, y: 540 }, box, panels, map)).toEqual({ x: 414, y: 346 });
  expect(besidePointer({ x: 282, y: -50 }, { ...box, width: 900 }, panels, map)).toEqual({ x: 280, y: 8 });
});
