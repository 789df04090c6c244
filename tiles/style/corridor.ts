/**
 * Infrastructure corridors: white case, colour by kind, and the line's form by status (design.md §4). Live source-layer
 * `corridor`. What is in use is drawn at 60 % of the width, for the eye belongs to what is being built.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { corridorKind } from '../../data/vocabulary/corridor.ts';
import { colourByCode, halo, medium, nameIn, size, state, unlessHidden, whenMarked } from './context.ts';
import type { Expression, Stops, StyleContext, TileLayer } from './context.ts';
import { corridorLabel, corridorLine } from './filter.ts';

const hasKind = (kind: string): ExpressionFilterSpecification => ['==', ['get', 'kind'], kind];
const isPlanned: ExpressionFilterSpecification = ['==', ['get', 'status'], 'planned'];
const exists: ExpressionFilterSpecification = ['!=', ['get', 'status'], 'planned'];
const isPower: ExpressionFilterSpecification = hasKind('power_line');
const isNoPower: ExpressionFilterSpecification = ['!=', ['get', 'kind'], 'power_line'];

const kindColour = ({ colour }: StyleContext): Expression =>
  colourByCode('kind', corridorKind, (code) => colour[`c-${code}`], colour['m-label-2']);

/** Width in px at z 7, 10 and 14; thinner when in use, wider under the pointer or when selected. */
function widthOf({ scale }: StyleContext, stops: Stops<number>): Expression {
  const one = (value: number): Expression =>
    [
      '*',
      value * scale,
      ['case', ['==', ['get', 'status'], 'in_use'], 0.6, 1],
      ['case', ['any', state('selected'), state('hover')], 1.35, 1],
    ] as unknown as Expression;
  return [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    ...stops.flatMap(([zoom, value]) => [zoom, one(value)]),
  ] as unknown as Expression;
}

/** Mark, case, then the line: planned dashed, power lines dash–dot, the rest solid, with a core for two kinds. */
export function corridorLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  const line = (
    id: string,
    filter: ExpressionFilterSpecification[],
    lineColour: string | Expression,
    stops: Stops<number>,
    dash?: number[],
  ): TileLayer => ({
    id,
    type: 'line',
    'source-layer': 'corridor',
    filter: ['all', corridorLine, ...filter],
    layout: { 'line-cap': dash ? 'butt' : 'round', 'line-join': 'round' },
    paint: {
      'line-color': lineColour,
      'line-width': widthOf(context, stops),
      'line-opacity':
        id === 'corridor-halo' ? whenMarked(0.9, 0.5) : unlessHidden(id === 'corridor-case' ? 0.95 : 1),
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  const kind = kindColour(context);
  // prettier-ignore
  return [
    line('corridor-halo', [], colour['ink'], [[7, 7.4], [10, 10], [14, 16]]),
    line('corridor-case', [], colour['c-case'], [[7, 4.6], [10, 7], [14, 13]]),
    line('corridor-solid', [exists, isNoPower], kind, [[7, 2.2], [10, 3.4], [14, 8]]),
    line('corridor-high-speed-core', [exists, hasKind('high_speed_rail')], colour['c-case'], [[7, 0.9], [10, 1.4], [14, 3.4]], [8, 5]),
    line('corridor-expressway-core', [exists, hasKind('expressway')], colour['c-case'], [[7, 0.7], [10, 1.1], [14, 3]]),
    line('corridor-planned', [isPlanned, isNoPower], kind, [[7, 2], [10, 3], [14, 7]], [2.4, 1.3]),
    line('corridor-power', [isPower], kind, [[7, 1.3], [10, 1.9], [14, 3]], [9, 2, 1.2, 2]),
  ];
}

/** A line that is steeper than this carries its name upright, one character below the other. */
const steepDegrees = 60;

/** Names beside the lines at precomputed points; the whole city fits a small screen at z 7.9. */
export function corridorLabelLayers(context: StyleContext): TileLayer[] {
  const slope: Expression = ['abs', ['to-number', ['get', 'angle'], 0]];
  const label = (id: string, filter: ExpressionFilterSpecification, layout: object): TileLayer => ({
    id,
    type: 'symbol',
    'source-layer': 'corridor',
    minzoom: 7.7,
    // Over the whole city only what is planned or being built has its name.
    filter: ['all', corridorLabel, filter, ['step', ['zoom'], ['!=', ['get', 'status'], 'in_use'], 9, true]],
    layout: {
      'text-field': nameIn(context),
      'text-font': medium,
      'text-size': size(context, [
        [7, 11],
        [12, 13],
      ]),
      'text-letter-spacing': 0.04,
      'text-max-width': 30,
      'text-padding': 0,
      ...layout,
    },
    paint: { 'text-color': kindColour(context), ...halo(context) },
  });
  const along = {
    'text-rotate': ['to-number', ['get', 'angle'], 0],
    'text-rotation-alignment': 'map',
    'text-offset': [0, -1],
  };
  // Latin letters are not stacked: an English name follows the line, however steep it is.
  if (context.language === 'en') return [label('corridor-label', ['has', 'kind'], along)];
  return [
    label('corridor-label', ['<=', slope, steepDegrees], along),
    label('corridor-label-steep', ['>', slope, steepDegrees], {
      'text-writing-mode': ['vertical'],
      'text-offset': [1.1, 0],
      'text-line-height': 1.08,
    }),
  ];
}
