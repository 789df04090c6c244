/** Keeps the tiles as new as the rest of the screen, and tells the legend what is drawn. Call in a component. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { untrack } from 'svelte';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Portal } from '../state/portal.svelte.ts';
import { sizeOf } from './camera-sync.ts';
import type { Padding } from './camera.ts';
import { drawnKinds, sameKinds } from './drawn.ts';
import { shownLayers, visibleProjects } from './shown.ts';
import { movedLayers, reloadSources } from './sources.ts';

/** Layers whose revision moved are read anew; after the server was away everything is, for tiles may have failed. */
export function keepSources(map: MapLibreMap, portal: Portal): void {
  let known = portal.revisions?.layers;
  let away = false;
  $effect(() => {
    const layers = portal.revisions?.layers;
    const state = portal.loading.kind;
    untrack(() => {
      if (state === 'failed') away = true;
      if (state !== 'ready' || !layers) return;
      // At the first reading the tiles are on their way already, and no older than it.
      if (away) reloadSources(map, ['basemap', ...layer.codes]);
      else if (known) reloadSources(map, movedLayers(known, layers));
      known = layers;
      away = false;
    });
  });
}

/** Tells the legend which kinds are drawn, whenever the map comes to rest. */
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
