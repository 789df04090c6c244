/**
 * Parcels: land use in pastel, outline in ink; below z 12, where there are too many, circles that stand for several.
 * Live source-layer `parcel`. feature-state `eliminated`: grey outline without fill (site finder).
 */
import { landUse } from '../../data/vocabulary/parcel.ts';
import { bold, colourByCode, halo, linear, medium, state, unlessHidden } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { parcelAggregate, parcelArea } from './filter.ts';

export function parcelLayers({ colour, scale }: StyleContext): TileLayer[] {
  return [
    {
      id: 'parcel',
      type: 'fill',
      'source-layer': 'parcel',
      filter: parcelArea,
      paint: {
        'fill-color': colourByCode('land_use', landUse, (code) => colour[`lu-${code}`], colour['m-block']),
        'fill-opacity': ['case', ['any', state('hidden'), state('eliminated')], 0, 0.85] as Expression,
      },
    },
    {
      id: 'parcel-outline',
      type: 'line',
      'source-layer': 'parcel',
      filter: parcelArea,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', state('eliminated'), colour['m-parcel-out'], colour['m-parcel']] as Expression,
        'line-width': [
          'case',
          state('selected'),
          3 * scale,
          state('hover'),
          2 * scale,
          state('eliminated'),
          0.8 * scale,
          1.2 * scale,
        ] as Expression,
        'line-opacity': unlessHidden(1),
      },
    },
    {
      id: 'parcel-aggregate',
      type: 'circle',
      'source-layer': 'parcel',
      filter: parcelAggregate,
      paint: {
        // Area of the circle in step with the count.
        'circle-radius': ['*', scale, ['+', 5, ['*', 1.2, ['sqrt', ['to-number', ['get', 'count'], 1]]]]],
        'circle-color': colour['surface'],
        'circle-opacity': 0.85,
        'circle-stroke-color': colour['m-parcel'],
        'circle-stroke-width': 1.2 * scale,
      },
    },
  ];
}

/** Last part of the code and the area from z 12.6; the count in each circle. */
export function parcelLabelLayers(context: StyleContext): TileLayer[] {
  const { colour, scale, language } = context;
  return [
    {
      id: 'parcel-aggregate-count',
      type: 'symbol',
      'source-layer': 'parcel',
      filter: parcelAggregate,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': bold,
        'text-size': 10.5 * scale,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour['text'] },
    },
    {
      id: 'parcel-label',
      type: 'symbol',
      'source-layer': 'parcel',
      minzoom: 12.6,
      filter: parcelArea,
      layout: {
        'text-field': [
          'concat',
          ['slice', ['get', 'code'], -3],
          '\n',
          ['to-string', ['round', ['to-number', ['get', 'area_mu'], 0]]],
          language === 'en' ? ' mu' : '亩',
        ],
        'text-font': medium,
        'text-size': linear([
          [11.5, 9.5 * scale],
          [13, 10.5 * scale],
          [14, 12.5 * scale],
        ]),
        'text-max-width': 9,
        'text-padding': 4,
      },
      paint: {
        'text-color': colour['text'],
        ...halo(context),
        'text-opacity': ['case', ['any', state('hidden'), state('eliminated')], 0, 1] as Expression,
      },
    },
  ];
}
