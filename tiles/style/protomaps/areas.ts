/** Land, cover, use, water, buildings and district lines of the Protomaps schema. */
import { linear, width, type Expression, type StyleContext, type TileLayer } from '../context.ts';

/** Uses that are drawn as built-up ground, and as green. */
const builtUp = ['residential', 'commercial', 'industrial', 'railway', 'school', 'university', 'hospital'];
const green = ['park', 'forest', 'wood', 'nature_reserve', 'national_park', 'garden', 'grass', 'golf_course'];

const kindIn = (kinds: readonly string[]): Expression =>
  ['in', ['get', 'kind'], ['literal', kinds]] as unknown as Expression;

export function areaLayers(context: StyleContext): TileLayer[] {
  const { colour } = context;
  return [
    {
      id: 'protomaps-earth',
      type: 'fill',
      'source-layer': 'earth',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour['m-land'] },
    },
    {
      id: 'protomaps-landcover',
      type: 'fill',
      'source-layer': 'landcover',
      filter: kindIn(['urban_area']),
      paint: { 'fill-color': colour['m-urban'], 'fill-opacity': 0.6 },
    },
    {
      id: 'protomaps-green',
      type: 'fill',
      'source-layer': 'landuse',
      filter: kindIn(green),
      // Colour is for judgement: woods and parks are a breath of the tourism green.
      paint: { 'fill-color': colour['m-zone-tour'], 'fill-opacity': 0.08 },
    },
    {
      id: 'protomaps-builtup',
      type: 'fill',
      'source-layer': 'landuse',
      filter: kindIn(builtUp),
      paint: {
        'fill-color': colour['m-urban'],
        'fill-opacity': linear([
          [7, 0.9],
          [12, 0.75],
          [14, 0.4],
        ]),
      },
    },
    {
      id: 'protomaps-water',
      type: 'fill',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour['m-water'] },
    },
    {
      id: 'protomaps-waterway',
      type: 'line',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour['m-water'],
        'line-width': width(context, [
          [8, 0.6],
          [12, 1.6],
          [15, 4],
        ]),
      },
    },
    {
      id: 'protomaps-building',
      type: 'fill',
      'source-layer': 'buildings',
      minzoom: 13,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour['m-bldg'], 'fill-opacity': 0.6 },
    },
    {
      id: 'protomaps-boundary',
      type: 'line',
      'source-layer': 'boundaries',
      minzoom: 7,
      filter: kindIn(['region', 'county']),
      paint: {
        'line-color': colour['m-county'],
        'line-width': 0.8 * context.scale,
        'line-dasharray': [6, 2, 1, 2],
        'line-opacity': 0.6,
      },
    },
  ];
}
