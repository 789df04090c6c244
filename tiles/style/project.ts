/**
 * Projects: dot always, symbol when there is room (design.md §4). Live source-layer `project`; images `dot-<status>`,
 * `project-<status>-<category>` and `light-<light>`. Sites of a package and all parts of a project carry the id of the
 * parent. Status and light of a month come by feature-state where paint can read it, and by id into what is laid out
 * (web/map/project-filter.ts): the tiles know the present status only.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import type { Light } from '../../data/vocabulary/light.ts';
import { projectStatus } from '../../data/vocabulary/project.ts';
import {
  bold,
  colourByCode,
  halo,
  linear,
  medium,
  nameIn,
  size,
  state,
  unlessHidden,
  whenMarked,
} from './context.ts';
import type { Expression, StyleContext, TileLayer } from './context.ts';
import { projectLine, projectPoint, projectSite } from './filter.ts';
import { signsOf } from './project-signs.ts';

/** Status as the web says it for the month that is shown; else that of the tile. */
const shownStatus: Expression = ['coalesce', ['feature-state', 'status'], ['get', 'status']];

/** Nothing is being built yet (or ever): drawn dashed, as the dots are hollow. */
const isHollow: Expression = [
  'in',
  shownStatus,
  ['literal', ['reserve', 'preparatory', 'deferred', 'cancelled']],
];

/** Colour of a status in the theme. */
const statusColour = ({ colour }: StyleContext): Expression =>
  colourByCode(shownStatus, projectStatus, (code) => colour[`st-${code}`], colour['li-none']);

/** The status that a tile carries. */
export const tileStatus: Expression = ['get', 'status'];

/** Name of a dot's image for the status that an expression gives. */
export const dotImage = (status: Expression): Expression => ['concat', 'dot-', status];

/** Name of a disc's image. */
export const discImage = (status: Expression): Expression => [
  'concat',
  'project-',
  status,
  '-',
  ['get', 'category'],
];

/** Place in a queue: the smaller the more important; investment decides in the tiles. */
export const importance: Expression = ['to-number', ['get', 'sort'], 0];

/** The lights that speak on the map, the more urgent one last and on top (design.md, "Exceptions speak"). */
export const badges = ['yellow', 'red'] as const satisfies readonly Light[];

/** How much is seen of a selected project that the filter takes out. */
export const ghostOpacity = 0.45;

/** `value`; 0 while the project is filtered out, a ghost of it while that one is selected all the same. */
function unlessFilteredOut(value: number | Expression): Expression {
  const ghost = ['case', state('selected'), ['*', ghostOpacity, value], 0];
  return ['case', state('hidden'), ghost, value] as unknown as Expression;
}

/** No feature has this id: fids begin at 1. */
const nothing: ExpressionFilterSpecification = ['==', ['id'], -1];

/** Lines of linear works and footprints, below the dots. A line stands on a case, so that roads do not swallow it. */
export function projectAreaLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  const isTouched: Expression = ['any', state('selected'), state('hover')];
  const grown = (value: number): Expression =>
    ['*', value * scale, ['case', isTouched, 1.5, 1]] as unknown as Expression;
  const line = (
    id: string,
    filter: ExpressionFilterSpecification,
    lineColour: string | Expression,
    [z7, z10, z14]: [number, number, number],
    {
      shown = true as Expression | boolean,
      dash = undefined as number[] | undefined,
      opacity = undefined as Expression | undefined,
    } = {},
  ): TileLayer => ({
    id,
    type: 'line',
    'source-layer': 'project',
    filter,
    layout: { 'line-cap': dash ? 'butt' : 'round', 'line-join': 'round' },
    paint: {
      'line-color': lineColour,
      'line-width': linear([
        [7, grown(z7)],
        [10, grown(z10)],
        [14, grown(z14)],
      ]),
      'line-opacity':
        opacity ?? unlessFilteredOut(shown === true ? 1 : (['case', shown, 1, 0] as Expression)),
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  const status = statusColour(context);
  return [
    line('project-line-halo', projectLine, colour['ink'], [6, 7.8, 12], {
      opacity: ['case', state('hidden'), 0, whenMarked(0.9, 0.5)] as Expression,
    }),
    line('project-line-case', projectLine, colour['c-case'], [3.6, 5.2, 9]),
    // Two layers over the same lines, since a dash cannot be told by state: each shows its own.
    line('project-line', projectLine, status, [1.8, 2.8, 5.5], { shown: ['!', isHollow] }),
    line('project-line-planned', projectLine, status, [1.8, 2.8, 5.5], { shown: isHollow, dash: [2.4, 1.3] }),
    {
      id: 'project-site',
      type: 'fill',
      'source-layer': 'project',
      minzoom: 11.2,
      filter: projectSite,
      paint: {
        'fill-color': status,
        'fill-opacity': linear([
          [11.2, 0],
          [12, unlessFilteredOut(['case', isTouched, 0.36, 0.22] as Expression)],
        ]),
      },
    },
    {
      id: 'project-site-outline',
      type: 'line',
      'source-layer': 'project',
      minzoom: 11.2,
      filter: projectSite,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', state('selected'), colour['ink'], status] as Expression,
        'line-width': linear([
          [11.2, grown(0.6)],
          [13, grown(1.8)],
        ]),
        'line-opacity': unlessFilteredOut(1),
      },
    },
  ];
}

/** The ring of the selected or pointed-at project (16 px, ink), and the 8 px dots of all. */
export function projectDotLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  const hiddenOnly: Expression = ['all', state('hidden'), ['!', state('selected')]];
  const signs = signsOf({ scale, crowding: 0 });
  return [
    {
      id: 'project-ring',
      type: 'circle',
      'source-layer': 'project',
      filter: projectPoint,
      paint: {
        'circle-radius': ['case', state('selected'), 16 * scale, 13 * scale] as Expression,
        'circle-color': colour['surface'],
        'circle-opacity': ['case', hiddenOnly, 0, whenMarked(0.75, 0.6)] as Expression,
        'circle-stroke-color': colour['ink'],
        'circle-stroke-width': ['case', state('selected'), 2 * scale, 1.5 * scale] as Expression,
        'circle-stroke-opacity': ['case', hiddenOnly, 0, whenMarked(1, 1)] as Expression,
      },
    },
    {
      id: 'project-dot',
      type: 'symbol',
      'source-layer': 'project',
      filter: projectPoint,
      layout: {
        'icon-image': dotImage(tileStatus),
        'icon-size': signs.sizes['project-dot'],
        'icon-allow-overlap': true,
        // What is placed after the dots (county and road names) keeps clear of them.
        'icon-ignore-placement': false,
        'icon-padding': 0,
        // Drawn in ascending order: the most important (smallest `sort`) last, on top.
        'symbol-sort-key': ['-', 0, importance],
      },
      paint: { 'icon-opacity': unlessHidden(1) },
    },
  ];
}

/** Discs where they collide with nothing, names from z 8.8. The web narrows both to the visible ids. */
export function projectSymbolLayers(context: StyleContext): TileLayer[] {
  const signs = signsOf({ scale: context.scale, crowding: 0 });
  return [
    {
      id: 'project-disc',
      type: 'symbol',
      'source-layer': 'project',
      minzoom: signs.discsFrom,
      filter: projectPoint,
      layout: {
        'icon-image': discImage(tileStatus),
        'icon-size': signs.sizes['project-disc'],
        'icon-padding': 0,
        'symbol-sort-key': importance,
      },
    },
    {
      id: 'project-label',
      type: 'symbol',
      'source-layer': 'project',
      minzoom: 8.8,
      filter: projectPoint,
      layout: {
        'text-field': nameIn(context),
        'text-font': medium,
        'text-size': size(context, [
          [9, 11],
          [13, 13],
        ]),
        'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
        // The text stands outside of the disc's box (12 px), or each name would push its own disc away.
        'text-radial-offset': 1.4,
        'text-max-width': context.language === 'en' ? 12 : 9,
        'symbol-sort-key': importance,
        'text-padding': 2,
      },
      paint: { 'text-color': context.colour['m-label'], ...halo(context) },
    },
  ];
}

/** The selected project, 1.15 times as big and never hidden; empty until the web sets its id. */
export function projectSelectedLayers(context: StyleContext): TileLayer[] {
  const { colour, scale } = context;
  return [
    {
      id: 'project-selected',
      type: 'symbol',
      'source-layer': 'project',
      filter: ['all', projectPoint, nothing],
      layout: {
        'icon-image': discImage(tileStatus),
        'icon-size': 1.15 * scale,
        'icon-allow-overlap': true,
        'text-field': nameIn(context),
        'text-font': bold,
        'text-size': 13 * scale,
        'text-anchor': 'top',
        'text-offset': [0, 1.5],
        'text-allow-overlap': true,
        'text-max-width': 14,
      },
      paint: {
        'text-color': colour['text'],
        'text-halo-color': colour['surface'],
        'text-halo-width': 2.4 * scale,
      },
    },
  ];
}

/**
 * The badges of lights, at the upper right of dot and disc alike; never left out and pushing nothing away. An image
 * cannot be told by state, so each light has a layer that shows where the state says so.
 */
export function projectBadgeLayers({ scale }: StyleContext): TileLayer[] {
  const { sizes } = signsOf({ scale, crowding: 0 });
  return badges.map((light) => ({
    id: `project-badge-${light}`,
    type: 'symbol',
    'source-layer': 'project',
    filter: projectPoint,
    layout: {
      'icon-image': `light-${light}`,
      'icon-size': sizes[`project-badge-${light}`],
      'icon-offset': [6.5, -6.5],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-padding': 0,
    },
    paint: {
      'icon-opacity': unlessHidden(['case', ['==', ['feature-state', 'light'], light], 1, 0] as Expression),
    },
  }));
}
