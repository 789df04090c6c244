/**
 * Constraint areas: hatched in the kind's colour with an outline; what a site must lie inside (the urban development
 * boundary) is a dashed line without hatch. Live source-layer `constraint`; images `constraint-<kind>`.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { colourByCode, linear, unlessHidden, whenMarked } from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { everyConstraint } from './filter.ts';

const mustBeInside: ExpressionFilterSpecification = ['==', ['get', 'effect'], 'must_be_inside'];
const limits: ExpressionFilterSpecification = ['!=', ['get', 'effect'], 'must_be_inside'];

/** Farmland lies everywhere: on a map of the whole place it is a tint, from z 10 on what a site runs into. */
const fadingIn = (opacity: number): Expression =>
  linear([
    [8, unlessHidden(0.45 * opacity)],
    [10, unlessHidden(opacity)],
  ]);

export function constraintLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  const kindColour = colourByCode('kind', constraintKind, (code) => colour[`k-${code}`], colour['m-label-2']);
  const outline = (id: string, filter: ExpressionFilterSpecification, dash?: number[]): TileLayer => ({
    id,
    type: 'line',
    'source-layer': 'constraint',
    filter: ['all', everyConstraint, filter],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': kindColour,
      'line-width': linear([
        [8, whenMarked(3 * scale, 2.2 * scale, 0.5 * scale)],
        [10, whenMarked(3 * scale, 2.2 * scale, 1.2 * scale)],
      ]),
      'line-opacity': fadingIn(0.9),
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
        'fill-opacity': fadingIn(1),
      },
    },
    {
      id: 'constraint-touched',
      type: 'fill',
      'source-layer': 'constraint',
      filter: ['all', everyConstraint, limits],
      paint: { 'fill-color': kindColour, 'fill-opacity': whenMarked(0.16, 0.1) },
    },
    outline('constraint-outline', limits),
    outline('constraint-boundary', mustBeInside, [4, 2]),
  ];
}
