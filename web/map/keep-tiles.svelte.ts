/** Tells how far the tiles of the map are, once that lasts. Call in a component. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Amount, Work } from '../state/work.svelte.ts';
import { watchTiles } from './tile-loading.ts';

export function keepTiles(map: MapLibreMap, work: Work): void {
  $effect(() => {
    let tell: ((amount: Amount) => void) | undefined;
    let end: (() => void) | undefined;
    const stop = watchTiles(map, (amount) => {
      if (!amount) {
        end?.();
        tell = end = undefined;
        return;
      }
      if (!tell)
        void work.run((_, heard) => {
          tell = heard;
          return new Promise<void>((resolve) => (end = resolve));
        });
      tell?.(amount);
    });
    return stop;
  });
}
