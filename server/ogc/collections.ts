/** The collections of the OGC interface: one a layer, its properties from the declared fields of the noun. */
import sql from 'sql-template-tag';
import type { Field, FieldType } from '../../data/vocabulary/fields/field.ts';
import { fieldsOf, geometryTypesOf } from '../../data/vocabulary/fields/index.ts';
import { layer as layers, pluralOf } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { fieldRows, visibleFields } from '../queries/fields/fields.ts';
import type { FieldScope } from '../queries/fields/fields.ts';
import { extentColumns } from '../queries/cql2-geometry.ts';
import type { Property, PropertyType } from '../queries/cql2.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import type { Viewer } from '../viewer.ts';

/** Ids of the collections, which are the nouns of the API in the plural. */
export const collectionIds = pluralOf;

/** The layer of a collection, or `undefined`. */
export function layerOf(collection: string): Layer | undefined {
  return layers.codes.find((code) => collectionIds[code] === collection);
}

/** Name of the geometry for filters and schemas; GeoJSON gives it a place of its own. */
const geometryName = 'geometry';

const propertyTypes: Readonly<Record<FieldType['kind'], PropertyType>> = {
  code: 'text',
  text: 'text',
  texts: 'list',
  choice: 'text',
  choices: 'list',
  money: 'number',
  area: 'number',
  length: 'number',
  number: 'number',
  integer: 'number',
  date: 'date',
  boolean: 'boolean',
  row: 'text',
  shares: 'list',
};

export function propertyType({ type }: Field): PropertyType {
  return propertyTypes[type.kind];
}

/** What a viewer may filter by: the fields they may see, lists as arrays of texts or codes, and the geometry. */
export function filterProperties(layer: Layer, scope: FieldScope): Record<string, Property> {
  const { value } = fieldRows(layer, scope);
  const entries = visibleFields(layer, scope.viewer).map(([name, field]): [string, Property] => {
    const { kind } = field.type;
    const expression = value(name);
    if (kind === 'shares')
      return [name, { type: 'list', sql: sql`jsonb_path_query_array((${expression})::jsonb, '$[*].code')` }];
    if (propertyTypes[kind] === 'list') return [name, { type: 'list', sql: sql`(${expression})::jsonb` }];
    return [name, { type: propertyTypes[kind], sql: expression }];
  });
  return {
    ...Object.fromEntries(entries),
    [geometryName]: { type: 'geometry', sql: sql`p.geom`, extent: extentColumns },
  };
}

/** Fields that are parameters of their own, equal to a value: single values that everybody may see. */
export function parameterFields(layer: Layer): readonly (readonly [string, Field])[] {
  return Object.entries(fieldsOf[layer]).filter(
    ([, field]) => !field.internal && propertyType(field) !== 'list',
  );
}

/** Features on a page: without a limit, and at most. */
export const itemLimits = { standard: 100, most: 1000 } as const;

type JsonSchema = Record<string, unknown>;

function typeSchema(type: FieldType, language: ProblemLanguage, asQueryable: boolean): JsonSchema {
  switch (type.kind) {
    case 'choice':
      return { type: 'string', enum: [...type.list.codes], description: legend(type.list, language) };
    case 'choices':
      return {
        type: 'array',
        items: { type: 'string', enum: [...type.list.codes] },
        description: legend(type.list, language),
      };
    case 'texts':
      return { type: 'array', items: { type: 'string' } };
    case 'shares':
      return asQueryable
        ? { type: 'array', items: { type: 'string' } }
        : {
            type: 'array',
            items: {
              type: 'object',
              properties: { code: { type: 'string' }, share: { type: 'number' } },
              required: ['code', 'share'],
            },
          };
    case 'money':
      return { type: 'number', 'x-ogc-unit': '10⁴ CNY' };
    case 'area':
      return { type: 'number', 'x-ogc-unit': 'm²' };
    case 'length':
      return { type: 'number', 'x-ogc-unit': 'm' };
    case 'number':
    case 'integer':
      return { type: type.kind, minimum: type.least, maximum: type.most };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return { type: 'string' };
  }
}

function legend(
  list: { codes: readonly string[]; words: Readonly<Record<string, { zh: string; en: string }>> },
  language: ProblemLanguage,
): string {
  const between = language === 'zh' ? '；' : '; ';
  return list.codes.map((code) => `${code} = ${list.words[code]?.[language] ?? code}`).join(between);
}

/** JSON Schema of a collection: of its features (Part 5), or of what can be asked by (Part 3). */
export function collectionSchema(
  layer: Layer,
  about: {
    readonly viewer: Viewer;
    readonly language: ProblemLanguage;
    readonly id: string;
    readonly queryables: boolean;
  },
): JsonSchema {
  const { viewer, language, id, queryables } = about;
  const fields = visibleFields(layer, viewer);
  const properties = fields.map(([name, field], at) => [
    name,
    {
      title: field.word[language],
      ...typeSchema(field.type, language, queryables),
      'x-ogc-propertySeq': at + 1,
      ...(name === 'code' && !queryables ? { 'x-ogc-role': 'id' } : {}),
      ...(field.computed && !queryables ? { readOnly: true } : {}),
      ...(name === 'dataAsOf' ? { 'x-ogc-role': 'primary-instant' } : {}),
    },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object',
    title: layers.words[layer][language],
    properties: {
      ...Object.fromEntries(properties),
      [geometryName]: {
        title: language === 'zh' ? '几何' : 'Geometry',
        'x-ogc-role': 'primary-geometry',
        format: geometryFormat(layer),
      },
    },
    additionalProperties: false,
  };
}

function geometryFormat(layer: Layer): string {
  const types = geometryTypesOf[layer];
  const [only] = types;
  return types.length === 1 && only ? `geometry-${only.toLowerCase()}` : 'geometry-any';
}
