/** The conformance classes that are declared; each has a test in test/server/ogc. */

const features = (part: number, name: string) =>
  `http://www.opengis.net/spec/ogcapi-features-${part}/1.0/conf/${name}`;
const cql2 = (name: string) => `http://www.opengis.net/spec/cql2/1.0/conf/${name}`;
const tiles = (name: string) => `http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`;

export const conformsTo: readonly string[] = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  ...['core', 'oas30', 'html', 'geojson'].map((name) => features(1, name)),
  features(2, 'crs'),
  ...['queryables', 'queryables-query-parameters', 'filter', 'features-filter'].map((name) =>
    features(3, name),
  ),
  ...['schemas', 'core-roles-features'].map((name) => features(5, name)),
  ...[
    'cql2-text',
    'cql2-json',
    'basic-cql2',
    'advanced-comparison-operators',
    'case-insensitive-comparison',
    'accent-insensitive-comparison',
    'basic-spatial-functions',
    'basic-spatial-functions-plus',
    'spatial-functions',
    'temporal-functions',
    'array-functions',
    'property-property',
    // The name of basic-spatial-functions in the draft that QGIS 3.3x looks for.
    'basic-spatial-operators',
  ].map(cql2),
  ...['core', 'tileset', 'tilesets-list', 'geodata-tilesets', 'mvt'].map(tiles),
];
