/** The URL is the memory: the portal's view is written to the address bar, links and the back button are read from it. */
import type { KnownCodes } from '../../data/filter.ts';
import { isAnotherPage, printView, readView, viewParameters } from '../url.ts';
import type { View } from '../url.ts';
import type { Portal } from './portal.svelte.ts';

/** The address of a view, with the parameters that are not the view's left as they are. */
export function addressOf(view: View, location: Location): string {
  const others = new URLSearchParams(location.search);
  for (const key of viewParameters) others.delete(key);
  const query = [printView(view), others.toString()].filter((part) => part !== '').join('&');
  return query === '' ? location.pathname : `${location.pathname}?${query}`;
}

/** Reads the address bar into the portal. What is not known is left out, and told on the screen and in the console. */
export function recall(portal: Portal, location: Location, known: KnownCodes): void {
  portal.show(
    readView(new URLSearchParams(location.search), known, (message, part) => {
      console.warn(message);
      portal.leaveOut(part);
    }),
  );
}

/**
 * Keeps the address bar equal to the portal's view: a new entry when filter, selection, layers or the like
 * change, the same entry when only the camera moves. Call it in a component; it ends with it.
 */
export function remember(portal: Portal, known: () => KnownCodes): void {
  let last = portal.view;
  $effect(() => {
    const view = portal.view;
    const address = addressOf(view, location);
    if (address !== location.pathname + location.search) {
      if (isAnotherPage(last, view)) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }
    last = view;
  });
  $effect(() => {
    const back = () => {
      const leaves = portal.page !== undefined && !new URLSearchParams(location.search).has('page');
      if (leaves && !portal.mayLeavePage()) {
        history.pushState(null, '', addressOf(portal.view, location));
        return;
      }
      recall(portal, location, known());
      last = portal.view;
    };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  });
}
