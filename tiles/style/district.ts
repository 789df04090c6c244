/** The place's districts: a surface to point at, and their names. Live source-layer `district`. */
import { halo, linear, whenMarked, type StyleContext, type TileLayer } from './context.ts';
import { districtArea, districtLabel } from './filter.ts';
import { countyLabelLayout } from './place.ts';

export function districtLayers({ colour, scale }: StyleContext): TileLayer[] {
  return [
    {
      id: 'district-area',
      type: 'fill',
      'source-layer': 'district',
      filter: districtArea,
      paint: {
        'fill-color': colour['ink'],
        'fill-opacity': whenMarked(0.06, 0.03),
        'fill-antialias': false,
      },
    },
    {
      id: 'district-outline',
      type: 'line',
      'source-layer': 'district',
      filter: districtArea,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour['ink'],
        'line-width': whenMarked(2 * scale, 1.2 * scale),
        'line-opacity': whenMarked(0.9, 0.35),
      },
    },
  ];
}

/** Names up to z 10.6; beyond, the county fills the screen. */
export function districtLabelLayers(context: StyleContext): TileLayer[] {
  return [
    {
      id: 'district-label',
      type: 'symbol',
      'source-layer': 'district',
      maxzoom: 10.6,
      filter: districtLabel,
      layout: countyLabelLayout(context),
      paint: {
        'text-color': context.colour['m-label-2'],
        ...halo(context),
        'text-opacity': linear([
          [6, 0],
          [6.6, 1],
        ]),
      },
    },
  ];
}
