import type { Hono } from 'hono';
import { z } from 'zod';
import type { Sql } from 'sql-template-tag';
import type { Field } from '../../data/vocabulary/fields/field.ts';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { printCursor, readCursor } from '../http/cursor.ts';
import { choice, codeParam, cursor, isDay, limit, text } from '../http/parameters.ts';
import { badParameters, notFound } from '../http/problem.ts';
import { answer, languageOf } from '../ogc/answer.ts';
import {
  bboxParameter,
  boxCondition,
  datetimeCondition,
  datetimeParameter,
  formatParameter,
} from '../ogc/asked.ts';
import {
  collectionIds,
  filterProperties,
  itemLimits,
  parameterFields,
  propertyType,
} from '../ogc/collections.ts';
import { crsOf, findCrs } from '../ogc/crs.ts';
import { readCql2Json } from '../ogc/cql2/json.ts';
import { readCql2Text } from '../ogc/cql2/text.ts';
import type { Node } from '../ogc/cql2/tree.ts';
import { geoJson } from '../ogc/documents.ts';
import type { Link } from '../ogc/documents.ts';
import { itemPage, itemsPage as pageOfItems } from '../ogc/pages/items.ts';
import { filterSql } from '../queries/cql2.ts';
import { itemsPage, oneItem } from '../queries/ogc.ts';
import type { PageStart } from '../queries/ogc.ts';
import { fileRoute } from '../route.ts';
import type { Env, Question } from '../route.ts';
import type { Services } from '../services.ts';
import type { FieldScope } from '../queries/fields/fields.ts';

const crsParameter = text({
  description: 'URI of the system of the geometries in the answer, from the collection',
  shown: { type: 'string', format: 'uri' },
});
/** `cql-text` is how the draft named it; GDAL before 3.7 asks so. */
const filterLanguages = ['cql2-text', 'cql2-json', 'cql-text'] as const;

const itemsQuery = {
  limit: limit(itemLimits.standard, itemLimits.most, 'Largest number of features in the answer', 'clamped'),
  bbox: bboxParameter,
  'bbox-crs': text({ description: 'URI of the system of bbox', shown: { type: 'string', format: 'uri' } }),
  datetime: datetimeParameter,
  crs: crsParameter,
  filter: text({ description: 'A CQL2 expression over the queryables' }),
  'filter-lang': choice(filterLanguages, 'The encoding of filter', 'cql2-text'),
  'filter-crs': text({
    description: 'URI of the system of the coordinates in filter',
    shown: { type: 'string', format: 'uri' },
  }),
  cursor,
  ...formatParameter,
};
type ItemsQuery = { [Key in keyof typeof itemsQuery]: z.output<(typeof itemsQuery)[Key]> };

function queryOf(layer: Layer) {
  const own = parameterFields(layer).map(([name, field]) => {
    const kind = propertyType(field);
    const type =
      kind === 'number'
        ? field.type.kind === 'integer'
          ? 'integer'
          : 'number'
        : kind === 'boolean'
          ? 'boolean'
          : 'string';
    return [
      name,
      text({
        description: `Only features whose ${field.word.en} (${field.word.zh}) is this`,
        shown: { type },
        commaSeparated: true,
      }),
    ];
  });
  return z.strictObject({
    ...itemsQuery,
    ...(Object.fromEntries(own) as Record<string, typeof crsParameter>),
  });
}

/** `/ogc/collections/{id}/items` and `/items/{code}` of every collection; each has its own properties as parameters. */
export function addItemRoutes(app: Hono<Env>, services: Services): void {
  for (const layer of layers.codes) {
    const path = `/collections/${collectionIds[layer]}/items` as const;
    const noun = { zh: layers.words[layer].zh, en: layer };
    app.get(
      path,
      fileRoute(
        { summary: `Features: ${noun.en}`, tag: 'ogc', contentType: geoJson, query: queryOf(layer) },
        (question) => answerItems(services, layer, question as unknown as Question<ItemsQuery, unknown>),
      ),
    );
    app.get(
      `${path}/:code`,
      fileRoute(
        {
          summary: `One feature: ${noun.en}`,
          tag: 'ogc',
          noun,
          contentType: geoJson,
          param: codeParam,
          query: z.strictObject({ crs: crsParameter, ...formatParameter }),
        },
        async (question) => {
          const { param, query, viewer, client, signal } = question;
          const place = await services.place();
          const crs = findCrs(crsOf(place.extent), 'crs', query.crs);
          const scope = { viewer, year: place.year };
          const feature = await oneItem(services.database, { layer, scope, crs, code: param.code, signal });
          if (!feature) throw notFound(noun, param.code);
          const collection = `${client.origin}/ogc/collections/${collectionIds[layer]}`;
          const self = `${collection}/items/${encodeURIComponent(param.code)}`;
          const links: Link[] = [
            { href: self, rel: 'self', type: geoJson },
            { href: `${self}?f=html`, rel: 'alternate', type: 'text/html' },
            { href: collection, rel: 'collection', type: 'application/json' },
          ];
          return answer(question, {
            json: `${feature.slice(0, -1)},"links":${JSON.stringify(links)}}`,
            type: geoJson,
            page: () => itemPage(layer, feature, languageOf(question)),
            headers: { 'Content-Crs': `<${crs.uri}>` },
          });
        },
      ),
    );
  }
}

async function answerItems(
  services: Services,
  layer: Layer,
  question: Question<ItemsQuery, unknown>,
): Promise<Response> {
  const { query, viewer, client, request, signal } = question;
  const place = await services.place();
  const scope = { viewer, year: place.year };
  const offered = crsOf(place.extent);
  const crs = findCrs(offered, 'crs', query.crs);
  const where = conditionsOf(layer, scope, query, offered);
  const asked = new URL(request.url).searchParams;
  const bound = `ogc ${layer} ${[...asked]
    .filter(([key]) => !['cursor', 'f', 'limit'].includes(key))
    .map(String)
    .join('&')}`;
  const start = query.cursor === undefined ? undefined : readStart(services.secret, bound, query.cursor);
  const page = await itemsPage(services.database, {
    layer,
    scope,
    where,
    crs,
    limit: query.limit ?? itemLimits.standard,
    start,
    signal,
  });
  const here = `${client.origin}/ogc/collections/${collectionIds[layer]}`;
  const address = (changes: Readonly<Record<string, string | undefined>>) => {
    const parameters = new URLSearchParams(asked);
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) parameters.delete(key);
      else parameters.set(key, value);
    }
    const text = parameters.toString();
    return `${here}/items${text ? `?${text}` : ''}`;
  };
  const at = (direction: PageStart['direction'], fid: number | undefined) =>
    fid === undefined
      ? undefined
      : address({ cursor: printCursor(services.secret, bound, [fid, direction, '']) });
  const [previous, next] = [at('before', page.before), at('after', page.after)];
  const links: Link[] = [
    { href: address({}), rel: 'self', type: geoJson },
    { href: address({ f: 'html' }), rel: 'alternate', type: 'text/html' },
    { href: here, rel: 'collection', type: 'application/json' },
    ...(next ? [{ href: next, rel: 'next', type: geoJson }] : []),
    ...(previous ? [{ href: previous, rel: 'prev', type: geoJson }] : []),
  ];
  const about = {
    links,
    numberMatched: page.matched,
    numberReturned: page.features.length,
    timeStamp: services.clock().toISOString(),
  };
  return answer(question, {
    json: `{"type":"FeatureCollection",${JSON.stringify(about).slice(1, -1)},"features":[${page.features.join(',')}]}`,
    type: geoJson,
    page: () => pageOfItems(layer, { ...page, previous, next }, languageOf(question)),
    headers: { 'Content-Crs': `<${crs.uri}>` },
  });
}

function conditionsOf(
  layer: Layer,
  scope: FieldScope,
  query: ItemsQuery,
  offered: ReturnType<typeof crsOf>,
): Sql[] {
  const conditions: Sql[] = [];
  const boxCrs = findCrs(offered, 'bbox-crs', query['bbox-crs']);
  const filterCrs = findCrs(offered, 'filter-crs', query['filter-crs']);
  if (query.bbox !== undefined) conditions.push(boxCondition(query.bbox, boxCrs));
  if (query.datetime !== undefined) conditions.push(datetimeCondition(query.datetime));
  const context = { properties: filterProperties(layer, scope), crs: filterCrs };
  for (const [name, field] of parameterFields(layer)) {
    const value = (query as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'string') conditions.push(filterSql(equal(name, field, value), context));
  }
  if (query.filter !== undefined) {
    const read = query['filter-lang'] === 'cql2-json' ? readCql2Json : readCql2Text;
    conditions.push(filterSql(read(query.filter), context));
  }
  return conditions;
}

function equal(name: string, field: Field, given: string): Node {
  const kind = propertyType(field);
  const property: Node = { kind: 'property', name, at: name };
  const value: Node =
    kind === 'date'
      ? { kind: 'instant', value: given, at: name }
      : { kind: 'literal', value: literalOf(kind, given), at: name };
  const isRight =
    kind === 'number'
      ? /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(given) && Number.isFinite(Number(given))
      : kind === 'date'
        ? isDay(given)
        : kind === 'boolean'
          ? /^(true|false)$/.test(given)
          : true;
  if (isRight) return { kind: 'operation', op: '=', args: [property, value], at: name };
  const allowed = {
    number: { zh: '一个数', en: 'a number' },
    date: { zh: '形如 2026-07-31 的日期', en: 'a day like 2026-07-31' },
    boolean: { zh: 'true 或 false', en: 'true or false' },
  };
  throw badParameters([{ key: name, value: given, allowed: allowed[kind as keyof typeof allowed] }]);
}

function literalOf(kind: string, given: string): string | number | boolean {
  return kind === 'number' ? Number(given) : kind === 'boolean' ? given === 'true' : given;
}

function readStart(secret: string, bound: string, given: string): PageStart {
  const [fid, direction] = readCursor(secret, bound, given);
  return { fid: Number(fid), direction: direction === 'before' ? 'before' : 'after' };
}
