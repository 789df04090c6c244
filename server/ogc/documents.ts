/** The documents that describe the interface: landing page, collections, with their links. */
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { themes } from '../../data/vocabulary/tokens.ts';
import { formats } from '../formats/formats.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import type { Holding } from '../queries/ogc.ts';
import type { Place } from '../queries/place.ts';
import { collectionIds } from './collections.ts';
import { crs84, crsOf } from './crs.ts';
import { words } from './words.ts';

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  readonly templated?: true;
}

/** What every document is made for. */
export interface Reader {
  /** Scheme, host and port as the client sees them. */
  readonly origin: string;
  readonly language: ProblemLanguage;
  readonly place: Place;
}

export const openApi30 = 'application/vnd.oai.openapi+json;version=3.0';
export const geoJson = 'application/geo+json';
const [json, page] = ['application/json', 'text/html'];
const ogcRel = (name: string) => `http://www.opengis.net/def/rel/ogc/1.0/${name}`;

/** The document itself in JSON and as a page. */
function selfLinks(href: string, language: ProblemLanguage, type = json): Link[] {
  const { thisDocument, asPage } = words[language];
  return [
    { href, rel: 'self', type, title: thisDocument },
    { href: `${href}?f=html`, rel: 'alternate', type: page, title: asPage },
  ];
}

export function landingDocument({ origin, language, place }: Reader) {
  const ogc = `${origin}/ogc`;
  const text = words[language];
  return {
    title: text.title(language === 'zh' ? place.name : place.nameEn),
    description: text.description,
    attribution: place.attribution,
    links: [
      ...selfLinks(ogc, language),
      { href: `${ogc}/api`, rel: 'service-desc', type: openApi30, title: text.openApi },
      { href: `${ogc}/api?f=html`, rel: 'service-doc', type: page, title: text.openApiPage },
      { href: `${ogc}/conformance`, rel: 'conformance', type: json, title: text.conformance },
      { href: `${ogc}/conformance`, rel: ogcRel('conformance'), type: json, title: text.conformance },
      { href: `${ogc}/collections`, rel: 'data', type: json, title: text.collections },
      { href: `${ogc}/collections`, rel: ogcRel('data'), type: json, title: text.collections },
      { href: `${ogc}/tileMatrixSets`, rel: ogcRel('tiling-schemes'), type: json, title: text.tilings },
      ...themes.map((theme) => ({
        href: `${origin}/styles/${theme}.json${language === 'en' ? '?lang=en' : ''}`,
        rel: 'stylesheet',
        type: 'application/json',
        title: text.style[theme],
      })),
    ] satisfies Link[],
  };
}

export function collectionsDocument(reader: Reader, held: ReadonlyMap<Layer, Holding>) {
  return {
    links: selfLinks(`${reader.origin}/ogc/collections`, reader.language),
    crs: crsOf(reader.place.extent).map(({ uri }) => uri),
    collections: layers.codes.map((layer) => collectionDocument(reader, layer, held.get(layer))),
  };
}

export function collectionDocument(
  { origin, language, place }: Reader,
  layer: Layer,
  held: Holding | undefined,
) {
  const id = collectionIds[layer];
  const here = `${origin}/ogc/collections/${id}`;
  const text = words[language];
  const bbox = held?.bbox ?? place.extent;
  return {
    id,
    title: layers.words[layer][language],
    description: text.about[layer],
    attribution: place.attribution,
    itemType: 'feature',
    itemCount: held?.count ?? 0,
    extent: {
      spatial: { bbox: [bbox], crs: crs84.uri },
      ...(held?.days
        ? { temporal: { interval: [held.days.map((day) => `${day}T00:00:00Z`)], trs: gregorian } }
        : {}),
    },
    crs: crsOf(place.extent).map(({ uri }) => uri),
    storageCrs: crs84.uri,
    links: [
      ...selfLinks(here, language),
      { href: `${here}/items`, rel: 'items', type: geoJson, title: text.itemsAs('GeoJSON') },
      { href: `${here}/items?f=html`, rel: 'items', type: page, title: text.itemsAs('HTML') },
      { href: `${here}/queryables`, rel: ogcRel('queryables'), type: schemaType, title: text.queryables },
      { href: `${here}/schema`, rel: ogcRel('schema'), type: schemaType, title: text.schema },
      { href: `${here}/tiles`, rel: ogcRel('tilesets-vector'), type: json, title: text.tiles },
      { href: `${origin}/tiles/${layer}.json`, rel: 'alternate', type: json, title: 'TileJSON 3' },
      ...files.map(({ ending, type }) => ({
        href: `${origin}/api/${id}.${ending}`,
        rel: 'enclosure',
        type,
        title: text.whole(ending),
      })),
    ] satisfies Link[],
  };
}

/** The whole collection as one file. */
const files = [
  { ending: 'gpkg', type: formats.gpkg.mediaType },
  { ending: 'xlsx', type: formats.xlsx.mediaType },
] as const;

export const schemaType = 'application/schema+json';
const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';
