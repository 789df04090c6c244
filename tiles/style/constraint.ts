/**
 * Constraint areas: hatched in the kind's colour with an outline; what a site must lie inside (the urban development
 * boundary) is a dashed line without hatch. Live source-layer `constraint`; images `constraint-<kind>`.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { colourByCode, unlessHidden, whenMarked } from './context.ts';
import type { StyleContext, TileLayer } from './context.ts';
import { everyConstraint } from './filter.ts';

const mustBeInside: ExpressionFilterSpecification = ['==', ['get', 'effect'], 'must_be_inside'];
const limits: ExpressionFilterSpecification = ['!=', ['get', 'effect'], 'must_be_inside'];

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
      'line-width': whenMarked(3 * scale, 2.2 * scale, 1.2 * scale),
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
