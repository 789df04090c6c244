/** Rivers and lakes. Source-layers `waterway` and `water` of the basemap archive. */
import { width, type StyleContext, type TileLayer } from './context.ts';

export function waterLayers(context: StyleContext): TileLayer[] {
  const water = context.colour['m-water'];
  return [
    {
      id: 'waterway',
      type: 'line',
      'source-layer': 'waterway',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': water,
        'line-width': width(context, [
          [7, 0.8],
          [10, 1.8],
          [14, 5],
        ]),
      },
    },
    { id: 'water', type: 'fill', 'source-layer': 'water', paint: { 'fill-color': water } },
  ];
}
