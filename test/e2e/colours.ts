/** Colours of the map in a browser: tokens as the screen shows them. */
import { tokens } from '../../data/vocabulary/tokens.ts';
import type { ColourToken, Theme } from '../../data/vocabulary/tokens.ts';
import { pixels } from './driver.ts';
import type { Page } from './driver.ts';

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** A colour is met within so many of 255 a channel where it lies flat, and where antialiasing mixes it. */
export const flat = 6;
export const mixed = 24;

/** A token written as #RRGGBB. */
export function colourOf(theme: Theme, token: ColourToken): Colour {
  const [r = '', g = '', b = ''] = tokens[theme][token].slice(1).match(/../g) ?? [];
  return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)];
}

/** Whether no channel differs by more than `tolerance`. */
export const isNear = (a: Colour, b: Colour, tolerance: number): boolean =>
  a.every((value, channel) => Math.abs(value - (b[channel] ?? NaN)) <= tolerance);

/** How many of the pixels are near a colour. */
export const amount = (seen: readonly Colour[], colour: Colour, tolerance: number): number =>
  seen.filter((pixel) => isNear(pixel, colour, tolerance)).length;

/** Colours of a square around the place that a link puts into the middle of the map, `side` px wide. */
export async function middle(page: Page, side: number): Promise<Colour[]> {
  const box = await page.locator('.maplibregl-map').boundingBox();
  if (!box) throw new Error('no map');
  const clip = {
    x: Math.round(box.x + (box.width - side) / 2),
    y: Math.round(box.y + (box.height - side) / 2),
    width: side,
    height: side,
  };
  return pixels(page, clip);
}
