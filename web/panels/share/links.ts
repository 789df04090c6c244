/** The links that stand for what the screen shows. */
import { printView } from '../../url.ts';
import type { View } from '../../url.ts';

/** The page's address: `location`, or its like. */
interface Page {
  readonly origin: string;
  readonly pathname: string;
}

/**
 * The shortest link to a view: what is as usual is left out, and so is the theme, which is the reader's own.
 * `camera: false` leaves out where the map stands, so that the link shows the whole place, or what is selected.
 */
export function linkOf(view: View, { origin, pathname }: Page, { camera = true } = {}): string {
  const query = printView({ ...view, theme: undefined, camera: camera ? view.camera : undefined });
  return `${origin}${pathname}${query === '' ? '' : `?${query}`}`;
}

/** The address of a view for a frame in another page: the map alone, without a screen over it. */
export function embedAddressOf(view: View, page: Page): string {
  const link = linkOf({ ...view, page: undefined }, page);
  return `${link}${link.includes('?') ? '&' : '?'}embed=1`;
}

/** The HTML that shows a view in another page; quotes and markup of the title stay text. */
export function embedSnippet(address: string, title: string): string {
  const text = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<iframe src="${text(address)}" title="${text(title)}" width="100%" height="520" style="border:0" loading="lazy"></iframe>`;
}
