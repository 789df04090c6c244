/** The one codec between the screen and its link: absent = default; what cannot be read is left out and told. */
import { facets, parseFilter, printFilter } from '../data/filter.ts';
import type { KnownCodes, ProjectFilter } from '../data/filter.ts';
import { layer } from '../data/vocabulary/layer.ts';
import type { Layer } from '../data/vocabulary/layer.ts';
import { themes } from '../data/vocabulary/tokens.ts';
import type { Theme } from '../data/vocabulary/tokens.ts';
import { isCode } from '../data/vocabulary/word.ts';
import { parseLanguage } from './text/texts.ts';
import type { Language } from './text/texts.ts';
import { defaultOrder, parseOrder, printOrder } from './state/order.ts';
import type { Order } from './state/order.ts';

/** Centre in degrees, zoom, and degrees of bearing and pitch (0 when absent). */
export interface Camera {
  readonly lng: number;
  readonly lat: number;
  readonly zoom: number;
  readonly bearing: number;
  readonly pitch: number;
}

/** One thing on the map by its public code. */
export interface Selection {
  readonly noun: Layer;
  readonly code: string;
}

/** A screen of its own over the map. */
export type Page =
  /** Reporting, of all projects or of the one with a code. */
  | { readonly name: 'reporting'; readonly project: string | undefined }
  /** Imports of files: the list, or the one with an id. */
  | { readonly name: 'import'; readonly id: string | undefined };

export interface View {
  readonly filter: ProjectFilter;
  readonly selection: Selection | undefined;
  /** `undefined` = the map with its panels. */
  readonly page: Page | undefined;
  /** `undefined` = the whole place. */
  readonly camera: Camera | undefined;
  readonly layers: ReadonlySet<Layer>;
  /** Name of another ground than the own one (`none`, `tianditu`, an archive); whether it is there is the map's business. */
  readonly basemap: string | undefined;
  readonly order: Order;
  readonly language: Language;
  /** `undefined` follows the system. */
  readonly theme: Theme | undefined;
}

export const defaultLayers: readonly Layer[] = ['project', 'zone', 'corridor', 'facility', 'district'];

/** A part of a link that nothing came of. */
export interface LeftOut {
  readonly key: string;
  readonly value: string;
}

/** Reads a link's query. `warn` is told of everything that was left out. */
export function readView(
  parameters: URLSearchParams,
  known: KnownCodes = {},
  warn: (message: string, leftOut: LeftOut) => void = () => undefined,
): View {
  const { filter, problems } = parseFilter((key) => parameters.get(key), known);
  for (const { key, value } of problems) {
    warn(`link: ${key}=${value} is not known and was left out`, { key, value });
  }
  const read = <Value>(key: string, parse: (text: string) => Value | undefined): Value | undefined => {
    const text = parameters.get(key);
    if (text === null) return undefined;
    const value = parse(text);
    if (value === undefined) {
      warn(`link: ${key}=${text} cannot be read and was left out`, { key, value: text });
    }
    return value;
  };
  return {
    filter,
    selection: read('select', parseSelection),
    page: read('page', parsePage),
    camera: read('map', parseCamera),
    layers: read('layers', parseLayers) ?? new Set(defaultLayers),
    basemap: read('basemap', parseBasemap)?.id,
    order: read('sort', parseOrder) ?? defaultOrder,
    language: read('lang', parseLanguage) ?? 'zh-Hans',
    theme: read('theme', (text) => themes.find((theme) => theme === text)),
  };
}

/** Writes a view as a link's query, in a fixed order; equal views give equal links. */
export function printView(view: View): string {
  const parameters = printFilter(view.filter);
  if (view.selection) parameters.set('select', `${view.selection.noun}:${view.selection.code}`);
  if (view.page) {
    const { page } = view;
    const which = page.name === 'import' ? page.id : page.project;
    parameters.set('page', which === undefined ? page.name : `${page.name}:${which}`);
  }
  if (view.camera) parameters.set('map', printCamera(view.camera));
  const layers = layer.codes.filter((code) => view.layers.has(code));
  if (layers.join() !== layer.codes.filter((code) => defaultLayers.includes(code)).join()) {
    parameters.set('layers', layers.join(','));
  }
  if (view.basemap !== undefined) parameters.set('basemap', view.basemap);
  if (printOrder(view.order) !== printOrder(defaultOrder)) parameters.set('sort', printOrder(view.order));
  if (view.language !== 'zh-Hans') parameters.set('lang', view.language);
  if (view.theme) parameters.set('theme', view.theme);
  // Commas, slashes and colons are legal in a query; links stay readable.
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** Conditions that are moved along a scale or typed letter by letter. */
const gliding = ['q', 'lagOver', 'investment', 'month'] as const;

/**
 * Whether two views differ in more than the camera, or in what is being typed or moved on: then the browser's history
 * gets an entry. The first letter or step makes one, so that going back takes the whole text away and not one letter.
 */
export function isAnotherPage(before: View, after: View): boolean {
  const moving = gliding.filter((key) => before.filter[key] !== undefined && after.filter[key] !== undefined);
  const page = (view: View) => {
    const filter = Object.fromEntries(
      Object.entries(view.filter).filter(([key]) => !(moving as readonly string[]).includes(key)),
    );
    return printView({ ...view, camera: undefined, filter });
  };
  return page(before) !== page(after);
}

/** The parameters that belong to a view; others in a link are left alone. */
export const viewParameters: readonly string[] = [
  ...facets,
  'q',
  'bbox',
  'lagOver',
  'unmapped',
  'investment',
  'month',
  'asOf',
  'year',
  'select',
  'page',
  'map',
  'layers',
  'basemap',
  'sort',
  'lang',
  'theme',
];

function parseSelection(text: string): Selection | undefined {
  const colon = text.indexOf(':');
  const noun = text.slice(0, colon);
  const code = text.slice(colon + 1);
  return isCode(layer, noun) && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code) ? { noun, code } : undefined;
}

/** `own` is the default by its name. */
function parseBasemap(text: string): { readonly id: string | undefined } | undefined {
  if (text === 'own') return { id: undefined };
  return /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text) ? { id: text } : undefined;
}

function parsePage(text: string): Page | undefined {
  const reporting = /^reporting(?::([A-Za-z0-9][A-Za-z0-9._-]{0,63}))?$/.exec(text);
  if (reporting) return { name: 'reporting', project: reporting[1] };
  const imports = /^import(?::([a-z0-9]{12}))?$/.exec(text);
  return imports ? { name: 'import', id: imports[1] } : undefined;
}

function parseLayers(text: string): ReadonlySet<Layer> | undefined {
  const codes = text.split(',').filter((code) => code !== '');
  return codes.every((code) => isCode(layer, code)) ? new Set(codes as Layer[]) : undefined;
}

function parseCamera(text: string): Camera | undefined {
  const numbers = text.split('/').map((part) => (part === '' ? Number.NaN : Number(part)));
  const [zoom = NaN, lat = NaN, lng = NaN, bearing = 0, pitch = 0] = numbers;
  const inRange =
    zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && pitch >= 0 && pitch <= 85;
  return inRange && numbers.length <= 5 && Number.isFinite(bearing)
    ? { zoom, lat, lng, bearing, pitch }
    : undefined;
}

function printCamera({ zoom, lat, lng, bearing, pitch }: Camera): string {
  const parts = [zoom.toFixed(2), lat.toFixed(5), lng.toFixed(5)];
  if (bearing !== 0 || pitch !== 0) parts.push(bearing.toFixed(1));
  if (pitch !== 0) parts.push(pitch.toFixed(1));
  return parts.join('/');
}
