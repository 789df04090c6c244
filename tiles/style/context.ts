/** What every layer of the map style is made from. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { ColourToken } from '../../data/vocabulary/tokens.ts';
import type { CodeList } from '../../data/vocabulary/word.ts';

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

export interface StyleContext {
  /** Colours of one theme. */
  readonly colour: Readonly<Record<ColourToken, string>>;
  readonly language: Language;
  /** Multiplies widths and text sizes: 1 on a desk, more on a wall. */
  readonly scale: number;
}

/** A MapLibre expression that gives a number, a colour or a text. */
export type Expression = ExpressionSpecification;

/** [zoom, value] pairs, zooms ascending. */
export type Stops<Value> = readonly (readonly [zoom: number, value: Value])[];

/** Straight line between the stops, constant outside. */
export function linear(stops: Stops<number | string | Expression>): Expression {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as Expression;
}

/** Widths in px that grow by 1.5 a zoom between the stops, as roads do; multiplied by the scale. */
export function width(context: StyleContext, stops: Stops<number>): Expression {
  const scaled = stops.flatMap(([zoom, value]) => [zoom, value * context.scale]);
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...scaled] as unknown as Expression;
}

/** Sizes in px in a straight line between the stops; multiplied by the scale. */
export function size(context: Pick<StyleContext, 'scale'>, stops: Stops<number>): Expression {
  return linear(stops.map(([zoom, value]) => [zoom, value * context.scale] as const));
}

/** Colour by the code in a property (or that an expression gives), for every code of a list. */
export function colourByCode<Code extends string>(
  property: string | Expression,
  list: CodeList<Code>,
  colourOf: (code: Code) => string,
  otherwise: string,
): Expression {
  const cases = list.codes.flatMap((code) => [code, colourOf(code)]);
  const code = typeof property === 'string' ? ['get', property] : property;
  return ['match', code, ...cases, otherwise] as unknown as Expression;
}

/** The name in the language of the map; a thing without an English name keeps its Chinese one. */
export function nameIn(context: Pick<StyleContext, 'language'>): Expression {
  return context.language === 'en'
    ? narrowApostrophe(['coalesce', ['get', 'name_en'], ['get', 'name'], ''])
    : ['coalesce', ['get', 'name'], ''];
}

/**
 * A text with its first ’ (U+2019) as '. Chinese fonts draw the mark as wide as a character, and a label has no way to
 * ask for another font for it.
 */
function narrowApostrophe(text: Expression): Expression {
  const [whole, at] = [
    ['var', 'whole'],
    ['var', 'at'],
  ];
  const parts = ['concat', ['slice', whole, 0, at], "'", ['slice', whole, ['+', at, 1]]];
  const narrow = ['let', 'at', ['index-of', '’', whole], ['case', ['<', at, 0], whole, parts]];
  return ['let', 'whole', text, narrow] as unknown as Expression;
}

/** True when the feature-state of that name is set (feature-state is written by the web, by fid). */
export function state(name: 'hidden' | 'hover' | 'selected' | 'eliminated'): Expression {
  return ['boolean', ['feature-state', name], false];
}

/** `value`, or 0 while the feature is filtered out. Opacity, because feature-state cannot be used in a filter. */
export function unlessHidden(value: number | Expression): Expression {
  return ['case', state('hidden'), 0, value] as unknown as Expression;
}

/** `selected` or `hover` while the feature carries that mark, else `otherwise`: how much a mark is seen. */
export function whenMarked(selected: number, hover: number, otherwise: number | Expression = 0): Expression {
  return ['case', state('selected'), selected, state('hover'), hover, otherwise] as unknown as Expression;
}

/**
 * Fonts by weight. There is no `glyphs` URL, so MapLibre draws text with fonts of the machine: it reads the weight off
 * the first name and hands the list to the browser as a CSS font family (maplibre-gl, render/glyph_manager.ts). The
 * first name is no family that exists; the families follow the interface's (`font-ui` in data/vocabulary/tokens.ts).
 */
function fonts(weight: 'Regular' | 'Medium' | 'Bold'): string[] {
  return [
    `Groundwork ${weight}`,
    'PingFang SC',
    'HarmonyOS Sans SC',
    'MiSans',
    'Microsoft YaHei UI',
    'Microsoft YaHei',
    'Noto Sans CJK SC',
    'Source Han Sans SC',
  ];
}
export const regular = fonts('Regular');
export const medium = fonts('Medium');
export const bold = fonts('Bold');

/** The paper edge around a label. */
export function halo(context: StyleContext): { 'text-halo-color': string; 'text-halo-width': number } {
  return { 'text-halo-color': context.colour['m-halo'], 'text-halo-width': 1.6 * context.scale };
}

/** A layer without its source: the place in `styleOf` knows that. */
type WithoutSource<Layer> = Layer extends { source: string } ? Omit<Layer, 'source'> : Layer;
export type Layer = WithoutSource<LayerSpecification>;
/** A layer of vector tiles: it names its source-layer. */
export type TileLayer = Extract<Layer, { type: 'fill' | 'line' | 'circle' | 'symbol' }> & {
  readonly 'source-layer': string;
};
