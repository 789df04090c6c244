import { afterEach, describe, expect, test, vi } from 'vitest';
import { extentAround, isWithin, locate, positionSketch, roundedAccuracy } from '../../../web/map/locate.ts';

const here = { lng: 115.65, lat: 34.4, accuracy: 1111.95 };

afterEach(() => vi.unstubAllGlobals());

const clearWatch = vi.fn();
/** A browser that answers like this. */
function browser(watchPosition: unknown, secure = true): void {
  clearWatch.mockClear();
  vi.stubGlobal('isSecureContext', secure);
  vi.stubGlobal('navigator', watchPosition ? { geolocation: { watchPosition, clearWatch } } : {});
}
const never = new AbortController().signal;

describe('asking', () => {
  test('gives the place and how exact it is', async () => {
    browser((found: (answer: object) => void) => {
      queueMicrotask(() => found({ coords: { longitude: 115.65, latitude: 34.4, accuracy: 25 } }));
      return 7;
    });
    expect(await locate(never)).toEqual({
      kind: 'found',
      position: { lng: 115.65, lat: 34.4, accuracy: 25 },
    });
    expect(clearWatch).toHaveBeenCalledWith(7);
  });

  test('is taken back: the device stops looking, and nothing is found', async () => {
    browser(() => 8);
    const aborter = new AbortController();
    const asked = locate(aborter.signal);
    aborter.abort();
    await expect(asked).rejects.toThrow('taken back');
    expect(clearWatch).toHaveBeenCalledWith(8);
  });

  test.each([
    [1, 'denied'],
    [2, 'unavailable'],
    [3, 'timeout'],
    [99, 'unavailable'],
  ] as const)('tells refusal %d as %s', async (code, why) => {
    browser((_: unknown, refused: (error: object) => void) => queueMicrotask(() => refused({ code })));
    expect(await locate(never)).toEqual({ kind: 'refused', why });
  });

  test('tells a page without HTTPS and a browser without positions apart', async () => {
    browser(() => undefined, false);
    expect(await locate(never)).toEqual({ kind: 'refused', why: 'insecure' });
    browser(undefined);
    expect(await locate(never)).toEqual({ kind: 'refused', why: 'unsupported' });
  });
});

test('the circle of the accuracy is round on the ground', () => {
  const [west, south, east, north] = extentAround(here);
  expect(north - here.lat).toBeCloseTo(0.01, 6);
  expect(here.lat - south).toBeCloseTo(0.01, 6);
  expect((east - west) / 2).toBeCloseTo(0.01 / Math.cos((34.4 * Math.PI) / 180), 6);
  const [circle, dot] = positionSketch(here);
  expect([circle?.properties?.part, dot?.properties?.part]).toEqual(['accuracy', 'position']);
  const [ring] = circle?.geometry.type === 'Polygon' ? circle.geometry.coordinates : [];
  expect(ring?.[0]).toEqual(ring?.at(-1));
});

test('a place is within the map or not', () => {
  expect(isWithin(here, [114, 33, 116, 35])).toBe(true);
  expect(isWithin(here, [114, 33, 115, 35])).toBe(false);
});

test('an accuracy is said in two digits', () => {
  expect([0.4, 7, 23, 148, 1234, 56_789].map(roundedAccuracy)).toEqual([1, 7, 23, 150, 1200, 57_000]);
});
