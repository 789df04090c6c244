/** How large the signs of projects are, by zoom and by how many share the map. */
import { size } from './context.ts';
import type { Expression, Stops } from './context.ts';
import type { LayerId } from './order.ts';

/** So many projects have room over the whole place, with signs that can be told apart. */
const roomy = 400;

/**
 * Zooms that a map must come nearer until so many projects have as much room as a few hundred have: each quarters their
 * density. In halves, so that a filter changes the sizes seldom; at most 2.5 (12,800).
 */
export function crowdingOf(projects: number): number {
  const zooms = Math.log(Math.max(projects, roomy) / roomy) / Math.log(4);
  return Math.min(2.5, Math.ceil(zooms * 2) / 2);
}

/** Sizes by zoom of the signs that shrink in a crowd: none is ever left out, so they must be small (design.md, 4). */
const signStops = {
  'project-dot': [
    [5, 0.42],
    [7, 0.78],
    [9.5, 1],
  ],
  'project-disc': [
    [7.5, 0.68],
    [8.6, 0.8],
    [10, 1],
  ],
  'project-badge-yellow': [
    [5, 0.45],
    [7, 0.8],
    [9.5, 1],
  ],
  'project-badge-red': [
    [5, 0.45],
    [7, 0.8],
    [9.5, 1],
  ],
} as const satisfies Partial<Record<LayerId, Stops<number>>>;
type SignLayer = keyof typeof signStops;

/** The signs of projects as a crowd lets them be. */
export interface Signs {
  /** `icon-size` by layer. */
  readonly sizes: Readonly<Record<SignLayer, Expression>>;
  /** The zoom at which discs begin: one hides what lies beside its dot, so in a crowd it waits until most have room. */
  readonly discsFrom: number;
}

/** Sizes of the signs, at later zooms where there are many projects; `crowding` is 0 for a few hundred. */
export function signsOf({ scale, crowding }: { readonly scale: number; readonly crowding: number }): Signs {
  const sizes = Object.entries(signStops).map(([id, stops]) => {
    const later = stops.map(([zoom, value]) => [zoom + crowding, value] as const);
    return [id, size({ scale }, later)];
  });
  return { sizes: Object.fromEntries(sizes) as Signs['sizes'], discsFrom: 6.6 + 1.4 * crowding };
}
