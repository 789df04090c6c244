/** Brings the ground that is chosen. Call in a component. */
import { untrack } from 'svelte';
import type { Portal } from '../state/portal.svelte.ts';

/**
 * What is not offered here gives way to the own ground with a warning; what cannot be read now is tried again later.
 * What was drawn before stays until the next ground is there.
 */
export function keepGround(portal: Portal): void {
  $effect(() => {
    const { basemap, language } = portal;
    // After the server was away it is asked again.
    const away = portal.loading.kind === 'failed';
    if (basemap === undefined) {
      portal.ground = undefined;
      return;
    }
    if (away && untrack(() => portal.ground?.id) === basemap) return;
    let stale = false;
    import('./grounds.ts')
      .then(({ readGround }) => readGround(basemap, language))
      .then((ground) => {
        if (stale) return;
        portal.ground = ground;
        if (ground) return;
        console.warn(`link: basemap=${basemap} is not offered here and was left out`);
        portal.basemap = undefined;
      })
      .catch((error: unknown) => {
        if (!stale) console.warn(`the basemap ${basemap} could not be read:`, error);
      });
    return () => (stale = true);
  });
}
