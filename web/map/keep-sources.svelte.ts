/** Keeps the tiles as new as the rest of the screen, and tells the legend what is drawn. Call in a component. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { untrack } from 'svelte';
import type { Portal } from '../state/portal.svelte.ts';
import { sizeOf } from './camera-sync.ts';
import type { Padding } from './camera.ts';
import { drawnKinds, sameKinds } from './drawn.ts';
import { shownLayers, visibleProjects } from './shown.ts';
import { reloadSources } from './sources.ts';

/** After each reading of the data the tiles' revisions are compared; after the server was away failed tiles are asked again. */
export function keepSources(map: MapLibreMap, portal: Portal): void {
  let first = true;
  let failed = false;
  $effect(() => {
    void portal.revisions; // a new object when anything moved
    const state = portal.loading.kind;
    untrack(() => {
      if (state === 'failed') failed = true;
      if (state !== 'ready') return;
      // The tiles are being read for the first time just now.
      if (!first) reloadSources(map, failed).catch(() => undefined); // the next reading tries again
      first = failed = false;
    });
  });
}

export function keepDrawn(map: MapLibreMap, portal: Portal, padding: () => Padding): void {
  const visible = $derived(visibleProjects(portal));
  $effect(() => {
    const rest = () => {
      const [width, height] = sizeOf(map);
      const { left, top, right, bottom } = padding();
      const drawn = drawnKinds(
        map,
        [
          [left, top],
          [width - right, height - bottom],
        ],
        shownLayers(portal),
        (fid) => visible.has(fid),
      );
      if (!sameKinds(drawn, portal.drawn)) portal.drawn = drawn;
    };
    map.on('idle', rest);
    return () => map.off('idle', rest);
  });
}
