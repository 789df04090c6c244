/** Railways in black and white, high-speed ones with a long dash; stations. Source-layers `railway` and `station`. */
import {
  halo,
  nameIn,
  regular,
  size,
  width,
  type Stops,
  type StyleContext,
  type TileLayer,
} from './context.ts';

type Kind = 'railway' | 'high_speed_rail';

function line(
  context: StyleContext,
  id: string,
  kind: Kind,
  colour: string,
  stops: Stops<number>,
  dash?: number[],
): TileLayer {
  return {
    id,
    type: 'line',
    'source-layer': 'railway',
    filter: ['all', ['==', ['get', 'kind'], kind], ['==', ['get', 'track'], 'main']],
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width(context, stops),
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  };
}

/** Sidings and yards as a thin line near by; then the lines, each with its white dashes (dash lengths in widths). */
export function railwayLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  // prettier-ignore
  return [
    {
      id: 'railway-siding', type: 'line', 'source-layer': 'railway', minzoom: 12,
      filter: ['==', ['get', 'track'], 'service'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour['m-rail'], 'line-width': width(context, [[12, 0.5], [15, 1.2]]), 'line-opacity': 0.7 },
    },
    line(context, 'railway', 'railway', colour['m-rail'], [[7, 1.4], [10, 2.4], [14, 4.5]]),
    line(context, 'railway-dash', 'railway', colour['m-rail-in'], [[7, 0.7], [10, 1.4], [14, 3]], [7, 7]),
    line(context, 'high-speed-rail', 'high_speed_rail', colour['m-hsr'], [[7, 1.9], [10, 3], [14, 5.5]]),
    line(context, 'high-speed-rail-dash', 'high_speed_rail', colour['m-hsr-in'], [[7, 0.7], [10, 1.2], [14, 2.6]], [18, 9]),
  ];
}

/** Names along the lines, from z 9.2. */
export function railwayLabelLayers(context: StyleContext): TileLayer[] {
  return [
    {
      id: 'railway-label',
      type: 'symbol',
      'source-layer': 'railway',
      minzoom: 9.2,
      filter: ['all', ['has', 'name'], ['==', ['get', 'track'], 'main']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420 * context.scale,
        'text-field': nameIn(context),
        'text-font': regular,
        'text-size': size(context, [
          [8, 10],
          [12, 11.5],
        ]),
        'text-offset': [0, 0.9],
        'text-letter-spacing': context.language === 'en' ? 0.05 : 0.2,
        'text-padding': 4,
      },
      paint: { 'text-color': context.colour['m-label-2'], ...halo(context) },
    },
  ];
}

/** Passenger stations of the place: high-speed ones from z 8.2, the others from z 10; image `station`. */
export function stationLayers(context: StyleContext): TileLayer[] {
  const name: TileLayer & { type: 'symbol' } = {
    id: 'station',
    type: 'symbol',
    'source-layer': 'station',
    minzoom: 8.2,
    filter: [
      'all',
      ['==', ['get', 'passenger'], true],
      ['!=', ['get', 'outside'], true],
      ['step', ['zoom'], ['==', ['get', 'high_speed'], true], 10, true],
    ],
    layout: {
      'icon-image': 'station',
      'icon-size': context.scale,
      'icon-padding': 1,
      'text-field': context.language === 'en' ? nameIn(context) : ['concat', ['get', 'name'], '站'],
      'text-font': regular,
      'text-size': size(context, [
        [8, 10],
        [12, 12],
      ]),
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 0.7,
      'text-optional': true,
    },
    paint: { 'text-color': context.colour['m-label-2'], ...halo(context) },
  };
  return [name];
}
