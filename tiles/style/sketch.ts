/**
 * What a visitor lays over the map: measured lines and areas, the own position, and where a selected parcel lies.
 * GeoJSON source `sketch`; the property `part` tells what a feature is. Its data is set by the web (web/map/keep-sketch.svelte.ts).
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import { bold } from './context.ts';
import type { Expression, Layer, StyleContext } from './context.ts';

/** What a feature of the source is. */
export type SketchPart = 'line' | 'area' | 'corner' | 'figure' | 'accuracy' | 'position' | 'selected';

const part = (name: SketchPart): ExpressionFilterSpecification => ['==', ['get', 'part'], name];
/** Still following the pointer. */
const isLoose: Expression = ['boolean', ['get', 'loose'], false];

/** A selected parcel that is drawn itself from z 12 (tiles/style/parcel.ts), where its mark goes. */
const unlessDrawn: Expression = ['step', ['zoom'], 1, 12, ['case', ['get', 'drawn'], 0, 1]];

/** A layer of the sketch: it has no source-layer, for its source has no tiles. */
type SketchLayer = Extract<Layer, { type: 'fill' | 'line' | 'circle' | 'symbol' }>;

export function sketchLayers({ colour, scale }: StyleContext): SketchLayer[] {
  const line = (id: string, lineColour: string, width: number, filter: Expression): SketchLayer => ({
    id,
    type: 'line',
    filter: ['all', part('line'), filter] as ExpressionFilterSpecification,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': lineColour, 'line-width': width * scale },
  });
  const loose = line('sketch-line-loose', colour['ink'], 2, isLoose);
  return [
    {
      id: 'sketch-accuracy',
      type: 'fill',
      filter: part('accuracy'),
      paint: { 'fill-color': colour['focus'], 'fill-opacity': 0.14, 'fill-outline-color': colour['focus'] },
    },
    {
      id: 'sketch-area',
      type: 'fill',
      filter: part('area'),
      paint: { 'fill-color': colour['ink'], 'fill-opacity': 0.1 },
    },
    line('sketch-line-case', colour['surface'], 5, ['literal', true]),
    line('sketch-line', colour['ink'], 2.4, ['!', isLoose]),
    { ...loose, paint: { ...loose.paint, 'line-dasharray': [1.6, 1.6] } } as SketchLayer,
    {
      id: 'sketch-corner',
      type: 'circle',
      filter: part('corner'),
      paint: {
        'circle-radius': 4 * scale,
        'circle-color': colour['surface'],
        'circle-stroke-color': colour['ink'],
        'circle-stroke-width': 2 * scale,
      },
    },
    {
      id: 'sketch-position',
      type: 'circle',
      filter: part('position'),
      paint: {
        'circle-radius': 6.5 * scale,
        'circle-color': colour['focus'],
        'circle-stroke-color': colour['surface'],
        'circle-stroke-width': 2.5 * scale,
      },
    },
    {
      id: 'sketch-selected-ring',
      type: 'circle',
      filter: part('selected'),
      paint: {
        'circle-radius': 11 * scale,
        'circle-opacity': 0,
        'circle-stroke-color': colour['ink'],
        'circle-stroke-width': 2.5 * scale,
        'circle-stroke-opacity': unlessDrawn,
      },
    },
    {
      id: 'sketch-selected',
      type: 'circle',
      filter: part('selected'),
      paint: {
        'circle-radius': 5 * scale,
        'circle-color': colour['ink'],
        'circle-opacity': unlessDrawn,
        'circle-stroke-color': colour['surface'],
        'circle-stroke-width': 2 * scale,
        'circle-stroke-opacity': unlessDrawn,
      },
    },
    {
      id: 'sketch-figure',
      type: 'symbol',
      filter: part('figure'),
      layout: {
        'text-field': ['get', 'text'],
        'text-font': bold,
        'text-size': 12 * scale,
        'text-offset': [0, -0.9],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': colour['text'],
        'text-halo-color': colour['surface'],
        'text-halo-width': 2 * scale,
      },
    },
  ];
}
