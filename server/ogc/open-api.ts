/** The OpenAPI 3.0 document of the OGC interface: 3.0 and the names of components are what its clients read. */
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { collectionIds, itemLimits, parameterFields, propertyType } from './collections.ts';
import { conformsTo } from './conformance.ts';
import { crsOf } from './crs.ts';
import { geoJson, schemaType } from './documents.ts';
import type { Reader } from './documents.ts';
import { words } from './words.ts';

const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const jsonObject = { schema: { type: 'object' } };

/** @returns a document whose paths lie under `/ogc`. */
export function openApi30Document({ origin, language, place }: Reader) {
  const text = words[language];
  return {
    openapi: '3.0.3',
    info: {
      title: text.title(language === 'zh' ? place.name : place.nameEn),
      version: '1',
      description: text.description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: `${origin}/ogc` }],
    tags: [{ name: 'server' }, { name: 'features' }, { name: 'tiles' }],
    paths: {
      '/': get('getLandingPage', 'server', text.description, 'application/json', [ref('f')]),
      '/api': get('getApi', 'server', text.openApi, 'application/vnd.oai.openapi+json;version=3.0'),
      '/conformance': get('getConformance', 'server', text.conformance, 'application/json', [ref('f')]),
      '/collections': get('getCollections', 'server', text.collections, 'application/json', [ref('f')]),
      ...Object.assign({}, ...layers.codes.map((layer) => pathsOf(layer, language))),
      '/tileMatrixSets': get('getTileMatrixSets', 'tiles', text.tilings, 'application/json'),
      '/tileMatrixSets/WebMercatorQuad': get(
        'getTileMatrixSet',
        'tiles',
        'WebMercatorQuad',
        'application/json',
      ),
    },
    components: {
      parameters: parameters(crsOf(place.extent).map(({ uri }) => uri)),
      responses: {
        Problem: {
          description: 'RFC 9457',
          content: { 'application/problem+json': jsonObject },
        },
      },
      schemas: { conformance: { type: 'array', items: { type: 'string', enum: [...conformsTo] } } },
    },
  };
}

function pathsOf(layer: Layer, language: Reader['language']) {
  const text = words[language];
  const id = collectionIds[layer];
  const title = layers.words[layer][language];
  const here = `/collections/${id}`;
  const name = (verb: string) => `${verb}.${id}`;
  const own = parameterFields(layer).map(([field, about]) => {
    const kind = propertyType(about);
    return {
      name: field,
      in: 'query',
      description: about.word[language],
      required: false,
      style: 'form',
      explode: false,
      schema: {
        type: kind === 'number' || kind === 'boolean' ? kind : 'string',
        ...(kind === 'date' ? { format: 'date' } : {}),
      },
    };
  });
  const shared = [
    'limit',
    'bbox',
    'bbox-crs',
    'datetime',
    'crs',
    'filter',
    'filter-lang',
    'filter-crs',
    'cursor',
    'f',
  ].map(ref);
  return {
    [here]: get(name('describe'), 'features', title, 'application/json', [ref('f')]),
    [`${here}/queryables`]: get(
      name('getQueryables'),
      'features',
      `${title} · ${text.queryables}`,
      schemaType,
      [ref('f')],
    ),
    [`${here}/schema`]: get(name('getSchema'), 'features', `${title} · ${text.schema}`, schemaType, [
      ref('f'),
    ]),
    [`${here}/items`]: get(name('getFeatures'), 'features', `${title} · ${text.features}`, geoJson, [
      ...shared,
      ...own,
    ]),
    [`${here}/items/{featureId}`]: get(name('getFeature'), 'features', title, geoJson, [
      ref('featureId'),
      ref('crs'),
      ref('f'),
    ]),
    [`${here}/tiles`]: get(name('getTileSets'), 'tiles', `${title} · ${text.tiles}`, 'application/json'),
    [`${here}/tiles/WebMercatorQuad`]: get(
      name('getTileSet'),
      'tiles',
      `${title} · ${text.tiles}`,
      'application/json',
    ),
  };
}

function get(operationId: string, tag: string, summary: string, type: string, given: readonly object[] = []) {
  const html = given.some((parameter) => '$ref' in parameter && String(parameter.$ref).endsWith('/f'));
  return {
    get: {
      operationId,
      summary,
      tags: [tag],
      parameters: given,
      responses: {
        200: {
          description: summary,
          content: { [type]: jsonObject, ...(html ? { 'text/html': { schema: { type: 'string' } } } : {}) },
        },
        default: { $ref: '#/components/responses/Problem' },
      },
    },
  };
}

function parameters(systems: readonly string[]) {
  const query = (name: string, schema: object, further: object = {}) => ({
    name,
    in: 'query',
    required: false,
    schema,
    style: 'form',
    explode: false,
    ...further,
  });
  const system = { type: 'string', format: 'uri', enum: systems };
  return {
    limit: query('limit', {
      type: 'integer',
      minimum: 1,
      maximum: itemLimits.most,
      default: itemLimits.standard,
    }),
    bbox: query('bbox', { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }),
    'bbox-crs': query('bbox-crs', system),
    datetime: query('datetime', { type: 'string' }),
    crs: query('crs', system),
    filter: query('filter', { type: 'string' }),
    'filter-lang': query('filter-lang', {
      type: 'string',
      enum: ['cql2-text', 'cql2-json', 'cql-text'],
      default: 'cql2-text',
    }),
    'filter-crs': query('filter-crs', system),
    cursor: query('cursor', { type: 'string' }),
    f: query('f', { type: 'string', enum: ['json', 'html'] }),
    featureId: { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } },
  };
}
