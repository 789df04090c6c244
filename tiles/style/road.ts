/** Expressways, national and provincial highways, runways. Source-layers `road`, `road_label`, `airport`. */
import { bold, linear, width, type Stops, type StyleContext, type TileLayer } from './context.ts';

/** A line of one road class (OpenMapTiles: motorway = expressway, trunk = national, primary = provincial highway). */
function line(
  context: StyleContext,
  id: string,
  roadClass: string,
  colour: string,
  stops: Stops<number>,
  more: { minzoom?: number; opacity?: ReturnType<typeof linear> } = {},
): TileLayer {
  return {
    id,
    type: 'line',
    'source-layer': 'road',
    filter: ['==', ['get', 'class'], roadClass],
    ...(more.minzoom === undefined ? {} : { minzoom: more.minzoom }),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width(context, stops),
      ...(more.opacity ? { 'line-opacity': more.opacity } : {}),
    },
  };
}

/** Cases below fills, small roads below big ones: widths in px at z7 (z8 for provincial highways), z10 and z14. */
export function roadLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  // prettier-ignore
  return [
    {
      id: 'airport', type: 'line', 'source-layer': 'airport', minzoom: 9,
      layout: { 'line-cap': 'butt', 'line-join': 'round' },
      paint: { 'line-color': colour['line-2'], 'line-width': width(context, [[9, 1], [12, 3], [14, 8]]) },
    },
    line(context, 'primary-case', 'primary', colour['m-prim-case'], [[8, 0.9], [10, 2], [14, 9]], { opacity: linear([[7.6, 0.5], [8.6, 1]]) }),
    line(context, 'primary', 'primary', colour['m-prim'], [[8, 0.1], [10, 1.1], [14, 7]], { minzoom: 9 }),
    line(context, 'trunk-case', 'trunk', colour['m-trunk-case'], [[7, 1.1], [10, 2.8], [14, 11]]),
    line(context, 'trunk', 'trunk', colour['m-trunk'], [[7, 0.4], [10, 1.8], [14, 9]]),
    line(context, 'motorway-case', 'motorway', colour['m-mw-case'], [[7, 1.5], [10, 3.8], [14, 13]]),
    line(context, 'motorway', 'motorway', colour['m-mw'], [[7, 0.7], [10, 2.4], [14, 10]]),
  ];
}

/** Shields with the numbers of expressways (G30, S32); image `shield`, which the text stretches. */
export function shieldLayers(context: StyleContext): TileLayer[] {
  return [
    {
      id: 'road-shield',
      type: 'symbol',
      'source-layer': 'road_label',
      filter: ['has', 'ref'],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 260 * context.scale,
        'icon-image': 'shield',
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [1.5, 4, 1, 4],
        'icon-rotation-alignment': 'viewport',
        'text-rotation-alignment': 'viewport',
        'text-field': ['get', 'ref'],
        'text-font': bold,
        'text-size': 10.5 * context.scale,
        'icon-padding': 14,
        'text-padding': 14,
      },
      paint: { 'text-color': context.colour['m-shield'] },
    },
  ];
}
