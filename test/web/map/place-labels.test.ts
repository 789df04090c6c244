/** Labels that keep clear of marks, by arithmetic. */
import { describe, expect, it } from 'vitest';
import { leaderOf, placeLabels } from '../../../web/map/place-labels.ts';
import type { Label, Mark, Point } from '../../../web/map/place-labels.ts';

const room = [0, 0, 1000, 800] as const;
const label = (x: number, y: number): Label => ({ at: [x, y], width: 100, height: 40 });
const red = (x: number, y: number): Mark => ({ at: [x, y], radius: 12, weight: 12, sacred: true });
const covers = ({ width, height }: Label, [x, y]: Point, mark: Mark) =>
  Math.abs(mark.at[0] - x) < width / 2 + mark.radius && Math.abs(mark.at[1] - y) < height / 2 + mark.radius;

describe('labels among marks', () => {
  it('stand on their points where nothing is hidden', () => {
    const labels = [label(200, 200), label(600, 500)];
    expect(placeLabels({ labels, marks: [red(400, 400)], room, step: 12 })).toEqual([
      [200, 200],
      [600, 500],
    ]);
  });

  it('move away from a crowd of marks, no further than needed, and stay in the room', () => {
    const own = label(60, 60);
    const marks = [red(40, 60), red(60, 60), red(80, 70), red(110, 50)];
    const [place] = placeLabels({ labels: [own], marks, room, step: 12 }) as [Point];
    expect(marks.filter((mark) => covers(own, place, mark))).toEqual([]);
    expect(place[0]).toBeGreaterThanOrEqual(50);
    expect(place[1]).toBeGreaterThanOrEqual(20);
    expect(Math.hypot(place[0] - 60, place[1] - 60)).toBeLessThan(120);
  });

  it('do not lie on each other, though their points do', () => {
    const labels = [label(500, 400), label(500, 400), label(510, 410)];
    const places = placeLabels({ labels, marks: [], room, step: 12 });
    for (const [at, a] of places.entries()) {
      for (const b of places.slice(at + 1)) {
        expect(Math.abs(a[0] - b[0]) >= 100 || Math.abs(a[1] - b[1]) >= 40).toBe(true);
      }
    }
  });
});

describe('a leader', () => {
  it('leads from the point to the edge of the label, and is left out where they are together', () => {
    const bounds = { least: 10, marks: [] };
    expect(leaderOf(label(100, 100), [100, 200], bounds)).toEqual([
      [100, 100],
      [100, 180],
    ]);
    expect(leaderOf(label(100, 100), [100, 125], bounds)).toBeUndefined();
  });

  it('begins beyond a light, which nothing lies over', () => {
    const [from] = leaderOf(label(100, 100), [100, 200], { least: 10, marks: [red(100, 105)] }) ?? [];
    expect(from?.[1]).toBeGreaterThan(117);
    expect(from?.[1]).toBeLessThan(121);
  });
});
