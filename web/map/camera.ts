/** Where the map looks: arithmetic between extents, cameras and the part of the map that no panel covers. */
import type { Camera } from '../url.ts';

/** Pixels at each side that panels cover. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** West, south, east, north in degrees. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** Room between a fitted extent and the edge of the free part, px; at the bottom the footer stands. */
const margin = 16;
const footer = 24;

/** Padding for a fitted extent: the panels and some air, but never so much that nothing of a small map is left. */
export function fitPadding(padding: Padding, width: number, height: number): Padding {
  const horizontal = shrink(padding.left + margin, padding.right + margin, width);
  const vertical = shrink(padding.top + margin, padding.bottom + margin + footer, height);
  return { left: horizontal[0], right: horizontal[1], top: vertical[0], bottom: vertical[1] };
}

/** The middle of the part that no panel covers, px from the upper left of the map. */
export function middleOf(padding: Padding, width: number, height: number): { x: number; y: number } {
  return {
    x: (padding.left + width - padding.right) / 2,
    y: (padding.top + height - padding.bottom) / 2,
  };
}

/** Between a pointed-at place and what is told beside it, px. */
const aside = 14;

/**
 * Where a box stands beside a place of the map: to the right, else to the left, in the free part as far as there is room.
 * All in px of the map; the upper left corner of the box.
 */
export function besidePointer(
  place: { readonly x: number; readonly y: number },
  box: { readonly width: number; readonly height: number },
  padding: Padding,
  map: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const right = map.width - padding.right - box.width;
  const isRoomRight = place.x + aside <= right;
  const x = isRoomRight ? place.x + aside : place.x - aside - box.width;
  const bottom = map.height - padding.bottom - footer - box.height;
  return {
    x: Math.max(padding.left, Math.min(x, right)),
    y: Math.max(padding.top, Math.min(place.y - aside, bottom)),
  };
}

function shrink(before: number, after: number, size: number): [number, number] {
  const room = Math.max(0, size - 80);
  const factor = before + after > room ? room / (before + after) : 1;
  return [before * factor, after * factor];
}

/** How near to its border a thing in the free part may lie, px: room for its ring, and sideways for its name. */
const edge = { x: 90, y: 40 };

/**
 * The shortest way (px) by which a point of the map's area comes into the part that no panel covers; 0, 0 when it lies
 * there. A free part smaller than twice the edge takes the point in its middle.
 */
export function wayIntoFree(
  { x, y }: { readonly x: number; readonly y: number },
  padding: Padding,
  width: number,
  height: number,
): { readonly x: number; readonly y: number } {
  return {
    x: way(x, padding.left, width - padding.right, edge.x),
    y: way(y, padding.top, height - padding.bottom - footer, edge.y),
  };
}

function way(at: number, from: number, to: number, edge: number): number {
  const inset = Math.min(edge, Math.max(0, (to - from) / 2));
  return Math.min(Math.max(at, from + inset), Math.max(from, to) - inset) - at;
}

/** Equal to what a link can tell: a link rounds to 5 decimals of a degree and 2 of a zoom level. */
export function sameCamera(a: Camera | undefined, b: Camera | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    Math.abs(a.lng - b.lng) < 1e-5 &&
    Math.abs(a.lat - b.lat) < 1e-5 &&
    Math.abs(a.zoom - b.zoom) < 0.01 &&
    Math.abs(a.bearing - b.bearing) < 0.1 &&
    Math.abs(a.pitch - b.pitch) < 0.1
  );
}
