/** Set operations and strips on the plane, by Clipper2, whose whole numbers leave no slivers. */
import { Clipper, ClipType, EndType, FillRule, JoinType, PolyTree64 } from 'clipper2-ts';
import type { Path64, PolyPath64 } from 'clipper2-ts';
import { towards, type Area, type Point, type Ring } from './plane.ts';
import { ringArea } from './ring.ts';

/** Clipper counts in whole numbers: here centimetres. */
const perMetre = 100;
const toPath = (ring: readonly Point[]): Path64 =>
  ring.map(([x, y]) => ({ x: Math.round(x * perMetre), y: Math.round(y * perMetre) }));
const toRing = (path: Path64): Ring => path.map(({ x, y }): Point => [x / perMetre, y / perMetre]);
/** Outer rings counter-clockwise, holes clockwise, as the non-zero rule wants them. */
const toPaths = (area: Area): Path64[] =>
  area.flatMap((polygon) => polygon.map((ring, index) => turned(toPath(ring), index === 0)));

function turned(path: Path64, counterClockwise: boolean): Path64 {
  return Clipper.area(path) > 0 === counterClockwise ? path : [...path].reverse();
}

function operate(type: ClipType, subject: readonly Path64[], clip: readonly Path64[]): Area {
  const tree = new PolyTree64();
  Clipper.booleanOpWithPolyTree(type, [...subject], [...clip], tree, FillRule.NonZero);
  const polygons: Ring[][] = [];
  const collect = (node: PolyPath64) => {
    for (let index = 0; index < node.count; index += 1) {
      const outer = node.child(index);
      const holes = Array.from({ length: outer.count }, (_, hole) => outer.child(hole));
      polygons.push([outer, ...holes].map(({ poly }) => toRing(poly ?? [])));
      holes.forEach(collect);
    }
  };
  collect(tree);
  return polygons;
}

export function union(...areas: readonly Area[]): Area {
  return operate(ClipType.Union, areas.flatMap(toPaths), []);
}

export function difference(area: Area, ...others: readonly Area[]): Area {
  return operate(ClipType.Difference, toPaths(area), others.flatMap(toPaths));
}

export function intersection(a: Area, b: Area): Area {
  return operate(ClipType.Intersection, toPaths(a), toPaths(b));
}

/** Strip of a half-width (m) along a line, with round ends and bends. */
export function strip(line: readonly Point[], halfWidth: number): Area {
  const path = Clipper.inflatePaths(
    [toPath(line)],
    halfWidth * perMetre,
    JoinType.Round,
    EndType.Round,
    2,
    halfWidth * perMetre * 0.05,
  );
  return operate(ClipType.Union, path, []);
}

/** The area with its edge moved outwards by some metres (inwards when negative). */
export function grown(area: Area, metres: number): Area {
  const paths = Clipper.inflatePaths(toPaths(area), metres * perMetre, JoinType.Miter, EndType.Polygon, 2);
  return operate(ClipType.Union, paths, []);
}

/** Without necks and spikes narrower than twice `metres`, which rounded coordinates would turn into crossings. */
export function opened(area: Area, metres: number): Area {
  return grown(grown(area, -metres), metres);
}

export const ofRing = (ring: Ring): Area => [[ring]];

/** m², holes taken off. */
export function areaOf(area: Area): number {
  return area.reduce(
    (sum, [outer, ...holes]) =>
      sum + (outer ? ringArea(outer) : 0) - holes.reduce((taken, hole) => taken + ringArea(hole), 0),
    0,
  );
}

/** Without holes, and without parts smaller than `least` m². */
export function tidied(area: Area, least: number): Area {
  return area.flatMap(([outer]) => (outer && ringArea(outer) >= least ? [[outer]] : []));
}

/** Regular polygon around a centre. */
export function disc(centre: Point, radius: number, corners = 24): Ring {
  return Array.from({ length: corners }, (_, index) =>
    towards(centre, (2 * Math.PI * index) / corners + Math.PI / corners, radius),
  );
}
