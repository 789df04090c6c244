/**
 * The ground: what lies outside, the city's land, built-up areas and the veil with the band that lets the city stand
 * out (design.md §4). Source-layers `land`, `city`, `landcover`, `builtup`, `mask`, `boundary` of the basemap archive.
 */
import type { BackgroundLayerSpecification } from 'maplibre-gl';
import { linear, width, type StyleContext, type TileLayer } from './context.ts';

/** A colour without its alpha. */
function opaque(colour: string): string {
  const parts = /^rgba\((\d+),(\d+),(\d+),[\d.]+\)$/.exec(colour.replaceAll(' ', ''));
  if (!parts) throw new Error(`The colour ${colour} is not written as rgba(r,g,b,a).`);
  return `rgb(${parts.slice(1, 4).join(',')})`;
}

/**
 * The colour where there are no tiles. It is that of the veil itself: a veil over it stays the same colour, so the edge
 * of the tiles is not seen.
 */
export function backgroundLayers({ colour }: StyleContext): BackgroundLayerSpecification[] {
  return [{ id: 'background', type: 'background', paint: { 'background-color': opaque(colour['m-mask']) } }];
}

/**
 * Land outside and inside, wetlands, built-up areas. Woods are in the archive but not drawn: colour is for judgement,
 * and they are known for a rectangle only, whose edge would run across the place.
 */
export function groundLayers({ colour }: StyleContext): TileLayer[] {
  return [
    { id: 'land', type: 'fill', 'source-layer': 'land', paint: { 'fill-color': colour['m-out'] } },
    { id: 'city', type: 'fill', 'source-layer': 'city', paint: { 'fill-color': colour['m-land'] } },
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

/** The veil over everything outside of the city, and the band inside its boundary. */
export function veilLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  return [
    { id: 'mask', type: 'fill', 'source-layer': 'mask', paint: { 'fill-color': colour['m-mask'] } },
    {
      id: 'city-band',
      type: 'line',
      'source-layer': 'boundary',
      filter: ['==', ['get', 'level'], 'city'],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour['m-band'],
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
    },
  ];
}
