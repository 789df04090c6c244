/**
 * Constraint areas: hatched in the kind's colour with an outline; what a site must lie inside (the urban development
 * boundary) is a dashed line without hatch. Live source-layer `constraint`; images `constraint-<kind>`.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { colourByCode, state, unlessHidden } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { everyConstraint } from './filter.ts';

const mustBeInside: ExpressionFilterSpecification = ['==', ['get', 'effect'], 'must_be_inside'];
const limits: ExpressionFilterSpecification = ['!=', ['get', 'effect'], 'must_be_inside'];

export function constraintLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  const outline = (id: string, filter: ExpressionFilterSpecification, dash?: number[]): TileLayer => ({
    id,
    type: 'line',
    'source-layer': 'constraint',
    filter: ['all', everyConstraint, filter],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colourByCode('kind', constraintKind, (code) => colour[`k-${code}`], colour['m-label-2']),
      'line-width': [
        'case',
        ['any', state('selected'), state('hover')],
        2.2 * scale,
        1.2 * scale,
      ] as Expression,
      'line-opacity': unlessHidden(0.9),
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  return [
    {
      id: 'constraint-hatch',
      type: 'fill',
      'source-layer': 'constraint',
      filter: ['all', everyConstraint, limits],
      paint: {
        'fill-pattern': ['concat', 'constraint-', ['get', 'kind']],
        'fill-opacity': unlessHidden(1),
      },
    },
    outline('constraint-outline', limits),
    outline('constraint-boundary', mustBeInside, [4, 2]),
  ];
}
