/** Names of towns, neighbours and (without a district layer) counties. Source-layers `place` and `district_label`. */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import type { VariableAnchorOffsetCollectionSpecification } from 'maplibre-gl';
import { bold, halo, linear, medium, nameIn, regular, size } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';

const isOutside: ExpressionFilterSpecification = ['==', ['get', 'outside'], true];
const isInside: ExpressionFilterSpecification = ['!=', ['get', 'outside'], true];

/** The name that the labels of a language need; a place without it gets no label rather than a foreign one. */
const hasName = (context: StyleContext): ExpressionFilterSpecification =>
  context.language === 'en' ? ['any', ['has', 'name_en'], ['has', 'name']] : ['has', 'name'];

/** Neighbouring counties and cities, the quietest labels: prefectures up to z 7.5, counties from there to z 11. */
export function neighbourLabelLayers(context: StyleContext): TileLayer[] {
  const label = (id: string, level: string, zooms: { minzoom: number; maxzoom: number }): TileLayer => ({
    id,
    type: 'symbol',
    'source-layer': 'district_label',
    ...zooms,
    filter: ['all', isOutside, ['==', ['get', 'level'], level], ['has', 'name']],
    layout: {
      'text-field': nameIn(context),
      'text-font': regular,
      'text-size': size(context, [
        [7, 10.5],
        [10, 12],
      ]),
      'text-letter-spacing': 0.12,
      'text-padding': 4,
    },
    paint: { 'text-color': context.colour['m-label-out'], ...halo(context) },
  });
  return [
    label('neighbour-prefecture-label', 'prefecture', { minzoom: 5, maxzoom: 7.5 }),
    label('neighbour-county-label', 'county', { minzoom: 7.5, maxzoom: 11 }),
  ];
}

/**
 * County names from the archive, up to z 10.6: for a map without the live district layer, whose label points stand
 * clear of the projects.
 */
export function countyLabelLayers(context: StyleContext): TileLayer[] {
  return [
    {
      id: 'county-label',
      type: 'symbol',
      'source-layer': 'district_label',
      minzoom: 7,
      maxzoom: 10.6,
      filter: ['all', isInside, ['==', ['get', 'level'], 'county']],
      layout: countyLabelLayout(context),
      paint: { 'text-color': context.colour['m-label-2'], ...halo(context) },
    },
  ];
}

/**
 * Where a county's name may stand, in the order of trying: on its point, or beside it (ems) where projects are. When all
 * of these are taken it stands on its point all the same: a county is never without its name.
 */
// prettier-ignore
const countyLabelPlaces: VariableAnchorOffsetCollectionSpecification = [
  'center', [0, 0], 'top', [0, 1.2], 'bottom', [0, -1.2], 'left', [2, 0], 'right', [-2, 0],
  'top-left', [1, 2], 'top-right', [-1, 2], 'bottom-left', [1, -2], 'bottom-right', [-1, -2],
  'top', [0, 2.4], 'bottom', [0, -2.4], 'left', [3.4, 0.6], 'right', [-3.4, -0.6],
];

/** Words at the end of an English district name that a map of the whole place can do without. */
const districtWords = [' County', ' District', ' City'];

/** The name; in English below z 9 without its last word, so that nine names have room on a telephone. */
function districtName(context: StyleContext): Expression {
  const name = nameIn(context);
  if (context.language !== 'en') return name;
  const short = districtWords.reduce<unknown>(
    (otherwise, word) => [
      'case',
      ['==', ['slice', ['var', 'name'], -word.length], word],
      ['slice', ['var', 'name'], 0, -word.length],
      otherwise,
    ],
    ['var', 'name'],
  );
  return ['let', 'name', name, ['step', ['zoom'], short, 9, ['var', 'name']]] as unknown as Expression;
}

/** The look of county names, the same from archive and live layer. */
export function countyLabelLayout(context: StyleContext) {
  return {
    'text-field': districtName(context),
    'text-font': medium,
    'text-size': size(context, [
      [7, 11],
      [8.5, 13.5],
      [11, 17],
    ]),
    // Wide where there is room; below, nine names share the width of a telephone.
    'text-letter-spacing': (context.language === 'en'
      ? 0.05
      : ['step', ['zoom'], 0.02, 7.8, 0.22]) as Expression,
    'text-padding': 1,
    'text-variable-anchor-offset': countyLabelPlaces,
    'text-allow-overlap': true,
  };
}

/** The city (rank 1) at all zooms, county seats (2) from z 9.4, towns (3) from z 10.6. */
export function placeLabelLayers(context: StyleContext): TileLayer[] {
  const { scale, colour } = context;
  const byRank = (first: number, second: number, third: number): Expression =>
    ['match', ['get', 'rank'], 1, first * scale, 2, second * scale, third * scale] as unknown as Expression;
  return [
    {
      id: 'town-label',
      type: 'symbol',
      'source-layer': 'place',
      filter: [
        'all',
        hasName(context),
        ['in', ['get', 'kind'], ['literal', ['city', 'town']]],
        [
          'step',
          ['zoom'],
          ['all', ['==', ['get', 'rank'], 1], isInside],
          9.4,
          ['<=', ['get', 'rank'], 2],
          10.6,
          true,
        ],
      ],
      layout: {
        'text-field': nameIn(context),
        'text-font': bold,
        'text-size': linear([
          [7, byRank(15, 12, 11)],
          [11, byRank(20, 15, 13)],
        ]),
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.6,
        'symbol-sort-key': ['get', 'rank'],
        'text-padding': 4,
      },
      paint: {
        'text-color': ['case', isOutside, colour['m-label-out'], colour['m-label']],
        ...halo(context),
      },
    },
  ];
}
