/** Facilities that a site is measured to, from z 10; the ring of a selected one shows its place at any zoom. Live source-layer `facility`; images `facility-<kind>`. */
import { halo, nameIn, regular, state, unlessHidden, whenMarked } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { everyFacility } from './filter.ts';

export function facilityLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  return [
    {
      id: 'facility-ring',
      type: 'circle',
      'source-layer': 'facility',
      filter: everyFacility,
      paint: {
        'circle-radius': 14 * scale,
        'circle-color': colour['surface'],
        'circle-opacity': whenMarked(0.75, 0.6),
        'circle-stroke-color': colour['ink'],
        'circle-stroke-width': whenMarked(2 * scale, 1.5 * scale),
        'circle-stroke-opacity': whenMarked(1, 1),
      },
    },
    {
      id: 'facility',
      type: 'symbol',
      'source-layer': 'facility',
      minzoom: 10,
      filter: everyFacility,
      layout: {
        'icon-image': ['concat', 'facility-', ['get', 'kind']],
        'icon-size': 0.9 * scale,
        'icon-padding': 6,
        'text-field': nameIn(context),
        'text-font': regular,
        'text-size': 11 * scale,
        'text-offset': [0, 1.1],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: {
        'text-color': ['case', state('selected'), colour['text'], colour['m-label-2']] as Expression,
        ...halo(context),
        'icon-opacity': unlessHidden(1),
        'text-opacity': unlessHidden(1),
      },
    },
  ];
}
