/** Boundary lines of counties, prefectures, provinces, the country and the city. Source-layer `boundary`. */
import { width, type Stops, type StyleContext, type TileLayer } from './context.ts';

function line(
  context: StyleContext,
  id: string,
  level: string,
  paint: { colour: string; stops: Stops<number>; dash?: number[]; opacity?: number },
): TileLayer {
  return {
    id,
    type: 'line',
    'source-layer': 'boundary',
    filter: ['==', ['get', 'level'], level],
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: {
      'line-color': paint.colour,
      'line-width': width(context, paint.stops),
      ...(paint.dash ? { 'line-dasharray': paint.dash } : {}),
      ...(paint.opacity === undefined ? {} : { 'line-opacity': paint.opacity }),
    },
  };
}

/** Below the veil: all but the city's own outline. Dashes in line widths (long–dot for counties). */
export function boundaryLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  // prettier-ignore
  return [
    line(context, 'county-boundary', 'county', { colour: colour['m-county'], stops: [[7, 0.8], [10, 1.3]], dash: [6, 2, 1, 2] }),
    line(context, 'prefecture-boundary', 'prefecture', { colour: colour['m-prov'], stops: [[5, 0.6], [7, 0.9], [10, 1.4]], dash: [7, 2, 1, 2] }),
    line(context, 'province-boundary', 'province', { colour: colour['m-prov'], stops: [[5, 0.9], [7, 1.4], [10, 2]], dash: [8, 2, 1.2, 2, 1.2, 2] }),
    line(context, 'country-boundary', 'country', { colour: colour['m-prov'], stops: [[5, 1.4], [7, 2.2], [10, 3.2]], opacity: 0.6 }),
  ];
}

/** Above the veil. */
export function cityBoundaryLayers(context: StyleContext): TileLayer[] {
  // prettier-ignore
  return [
    line(context, 'city-boundary', 'city', { colour: context.colour['m-city'], stops: [[7, 1.1], [10, 1.7]], dash: [7, 2, 1, 2, 1, 2] }),
  ];
}
