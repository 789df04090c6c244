/**
 * The ground: what lies outside, the city's land, built-up areas and the veil with the band that lets the city stand
 * out (design.md §4). Source-layers `land`, `city`, `landcover`, `builtup`, `mask`, `boundary` of the basemap archive.
 */
import type { BackgroundLayerSpecification } from 'maplibre-gl';
import { linear, width, type StyleContext, type TileLayer } from './context.ts';

/** Red, green, blue (0–255) and alpha of a token written as rgba(…) or #RRGGBB. */
function channels(colour: string): [number, number, number, number] {
  const parts = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/.exec(colour.replaceAll(' ', ''));
  const pairs = /^#([\dA-F]{2})([\dA-F]{2})([\dA-F]{2})$/i.exec(colour);
  if (parts) return parts.slice(1).map(Number) as [number, number, number, number];
  if (pairs)
    return [...pairs.slice(1).map((pair) => parseInt(pair, 16)), 1] as [number, number, number, number];
  throw new Error(`The colour ${colour} is not written as rgba(r,g,b,a) or #RRGGBB.`);
}

/** A colour without its alpha. */
function opaque(colour: string): string {
  return `rgb(${channels(colour).slice(0, 3).join(',')})`;
}

/** What a translucent colour looks like on a ground. */
function over(colour: string, ground: string): string {
  const alpha = channels(colour)[3];
  const below = channels(ground);
  const mixed = channels(colour).map((value, index) => value * alpha + (below[index] ?? 0) * (1 - alpha));
  return `rgb(${mixed.slice(0, 3).map(Math.round).join(',')})`;
}

/**
 * The colour where there are no tiles. It is that of the veil itself: a veil over it stays the same colour, so the edge
 * of the tiles is not seen. Another ground brings a colour of its own.
 */
export function backgroundLayers({ colour }: StyleContext, other?: string): BackgroundLayerSpecification[] {
  const paint = { 'background-color': other ?? opaque(colour['m-mask']) };
  return [{ id: 'background', type: 'background', paint }];
}

/**
 * Land outside and inside, wetlands, built-up areas. Woods are in the archive but not drawn: colour is for judgement,
 * and they are known for a rectangle only, whose edge would run across the place.
 */
export function groundLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  return [
    { id: 'land', type: 'fill', 'source-layer': 'land', paint: { 'fill-color': colour['m-out'] } },
    { id: 'city', type: 'fill', 'source-layer': 'city', paint: { 'fill-color': colour['m-land'] } },
    bandLayer(context),
    {
      id: 'wetland',
      type: 'fill',
      'source-layer': 'landcover',
      filter: ['==', ['get', 'kind'], 'wetland'],
      paint: { 'fill-color': colour['m-water'], 'fill-opacity': 0.35 },
    },
    {
      id: 'builtup',
      type: 'fill',
      'source-layer': 'builtup',
      paint: {
        'fill-color': colour['m-urban'],
        'fill-opacity': linear([
          [7, 0.9],
          [12, 0.75],
          [14, 0.4],
        ]),
      },
    },
  ];
}

/**
 * The band inside the city's boundary, on the bare land. Mixed beforehand instead of translucent: where the boundary
 * folds the line lies on itself, and a translucent one shows that in dark spots.
 */
function bandLayer(context: StyleContext): TileLayer {
  const { colour } = context;
  return {
    id: 'city-band',
    type: 'line',
    'source-layer': 'boundary',
    filter: ['==', ['get', 'level'], 'city'],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': over(colour['m-band'], colour['m-land']),
      'line-width': width(context, [
        [7, 6],
        [10, 10],
      ]),
      // The outline runs clockwise, so the city lies to its right: half the width shifts the band inside.
      'line-offset': width(context, [
        [7, 3],
        [10, 5],
      ]),
    },
  };
}

/** The veil over everything outside of the city. */
export function veilLayers({ colour }: StyleContext): TileLayer[] {
  return [{ id: 'mask', type: 'fill', 'source-layer': 'mask', paint: { 'fill-color': colour['m-mask'] } }];
}
