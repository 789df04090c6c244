/** Names of towns, waters, roads and points of interest of the Protomaps schema; county names are the live layer's. */
import {
  halo,
  medium,
  regular,
  size,
  type Expression,
  type StyleContext,
  type TileLayer,
} from '../context.ts';

/** The name in the map's language; the local one where there is none. */
function named({ language }: StyleContext): Expression {
  const keys =
    language === 'en'
      ? ['name:en', 'name']
      : language === 'zh-Hant'
        ? ['name:zh-Hant', 'name:zh', 'name']
        : ['name:zh-Hans', 'name:zh', 'name'];
  return ['coalesce', ...keys.map((key) => ['get', key]), ''] as unknown as Expression;
}

export function nameLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  const text = (font: string[], sizes: Parameters<typeof size>[1]) => ({
    'text-field': named(context),
    'text-font': font,
    'text-size': size(context, sizes),
  });
  return [
    {
      id: 'protomaps-water-name',
      type: 'symbol',
      'source-layer': 'water',
      minzoom: 10,
      filter: ['has', 'name'],
      layout: {
        ...text(regular, [
          [10, 11],
          [14, 13],
        ]),
        'symbol-placement': 'line',
        'symbol-spacing': 400,
      },
      paint: { 'text-color': colour['m-water-tx'], ...halo(context) },
    },
    {
      id: 'protomaps-road-name',
      type: 'symbol',
      'source-layer': 'roads',
      minzoom: 12.5,
      filter: ['all', ['has', 'name'], ['!=', ['get', 'kind'], 'rail']],
      layout: {
        ...text(regular, [
          [12, 11],
          [16, 13],
        ]),
        'symbol-placement': 'line',
      },
      paint: { 'text-color': colour['m-label-2'], ...halo(context) },
    },
    {
      id: 'protomaps-poi-name',
      type: 'symbol',
      'source-layer': 'pois',
      minzoom: 15,
      filter: ['has', 'name'],
      layout: text(regular, [[15, 11]]),
      paint: { 'text-color': colour['m-label-2'], ...halo(context) },
    },
    {
      id: 'protomaps-place-name',
      type: 'symbol',
      'source-layer': 'places',
      filter: [
        'all',
        ['==', ['get', 'kind'], 'locality'],
        // Cities from afar, towns nearer, villages close by.
        [
          'step',
          ['zoom'],
          ['==', ['get', 'kind_detail'], 'city'],
          9.4,
          ['in', ['get', 'kind_detail'], ['literal', ['city', 'town']]],
          12,
          true,
        ],
      ] as unknown as Expression,
      layout: {
        ...text(medium, [
          [7, 13],
          [10, 14],
          [14, 16],
        ]),
        'symbol-sort-key': ['-', 20, ['coalesce', ['get', 'population_rank'], 0]] as unknown as Expression,
      },
      paint: { 'text-color': colour['m-label'], ...halo(context) },
    },
  ];
}
