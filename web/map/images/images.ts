/** Every image of the map by its id: the contract between the style (tiles/style) and the drawings beside this file. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { constraintKind } from '../../../data/vocabulary/constraint.ts';
import { facilityKind } from '../../../data/vocabulary/facility.ts';
import { light } from '../../../data/vocabulary/light.ts';
import { projectCategory, projectStatus } from '../../../data/vocabulary/project.ts';
import type { Theme } from '../../../data/vocabulary/tokens.ts';
import { isCode } from '../../../data/vocabulary/word.ts';
import { rasterise } from './canvas.ts';
import type { Drawing } from './canvas.ts';
import { constraintHatch, zoneHatch } from './hatch.ts';
import { lightBadge } from './light.ts';
import { projectDisc, projectDot } from './project.ts';
import { facilitySign, shield, station } from './signs.ts';

/** The drawing of an image id; `undefined` for an id that nobody draws. */
export function drawingOf(id: string): Drawing | undefined {
  const [head = '', first = '', second = ''] = id.split('-');
  switch (head) {
    case 'project':
      return isCode(projectStatus, first) && isCode(projectCategory, second)
        ? projectDisc(first, second)
        : undefined;
    case 'dot':
      return isCode(projectStatus, first) ? projectDot(first) : undefined;
    case 'light':
      return isCode(light, first) ? lightBadge(first) : undefined;
    case 'constraint':
      return isCode(constraintKind, first) ? constraintHatch(first) : undefined;
    case 'facility':
      return isCode(facilityKind, first) ? facilitySign(first) : undefined;
    case 'zone':
      return first === 'hatch' ? zoneHatch : undefined;
    case 'shield':
      return shield;
    case 'station':
      return station;
    default:
      return undefined;
  }
}

/** Device pixels to a CSS pixel of an image: symbols are drawn smaller and larger than 1:1, so never below 2. */
export function imageRatio(pixelRatio: number, scale = 1): number {
  return Math.min(6, Math.max(2, Math.ceil(pixelRatio * scale)));
}

/**
 * Draws the map's images when the style first asks for one, and again when the theme changes.
 * An id that nobody draws is told once on the console and left empty.
 */
export class MapImages {
  readonly #map: MapLibreMap;
  #theme: Theme;
  #ratio: number;
  readonly #unknown = new Set<string>();

  constructor(map: MapLibreMap, theme: Theme, ratio: number) {
    this.#map = map;
    this.#theme = theme;
    this.#ratio = ratio;
    map.setMissingStyleImageResolver((id) => this.#add(id));
  }

  /** Draws what is there again for a theme; sizes stay, so tiles only get new pixels and nothing flashes. */
  repaint(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    for (const id of this.#map.listImages()) {
      const drawing = drawingOf(id);
      if (drawing) this.#map.updateImage(id, rasterise(drawing, theme, this.#ratio));
    }
  }

  #add(id: string): void {
    if (this.#map.hasImage(id)) return;
    const drawing = drawingOf(id);
    if (!drawing) {
      if (!this.#unknown.has(id)) console.warn(`the map has no image '${id}'`);
      this.#unknown.add(id);
      return;
    }
    this.#map.addImage(id, rasterise(drawing, this.#theme, this.#ratio), {
      pixelRatio: this.#ratio,
      ...stretchOptions(drawing, this.#ratio),
    });
  }
}

/** MapLibre counts stretch and content in device pixels. */
export function stretchOptions({ stretch }: Drawing, ratio: number): object {
  if (!stretch) return {};
  const device = (values: readonly number[]) => values.map((value) => value * ratio);
  return {
    stretchX: [device(stretch.x)],
    stretchY: [device(stretch.y)],
    content: device(stretch.content),
  };
}
