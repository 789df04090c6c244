/** The small canvas that map images are drawn on, in CSS pixels, at the sharpness of the screen. */
import { tokens } from '../../../data/vocabulary/tokens.ts';
import type { Theme } from '../../../data/vocabulary/tokens.ts';

export type Token = keyof (typeof tokens)['light'];

/** What a drawing needs: a context scaled to CSS pixels and the colours of the theme. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly colour: (token: Token) => string;
}

/** A drawn map image; `stretch` and `content` are given in CSS pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly draw: (sheet: Sheet) => void;
  /** The part that may grow to hold a text, and the part that the text may cover. */
  readonly stretch?: {
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
    readonly content: readonly [number, number, number, number];
  };
}

/** Draws at `pixelRatio` device pixels to a CSS pixel. Throws when the browser has no 2D canvas. */
export function rasterise({ width, height, draw }: Drawing, theme: Theme, pixelRatio: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * pixelRatio);
  canvas.height = Math.round(height * pixelRatio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser cannot draw on a canvas');
  context.scale(pixelRatio, pixelRatio);
  draw({ context, colour: (token) => tokens[theme][token] });
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Starts a path around a circle. */
export function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
