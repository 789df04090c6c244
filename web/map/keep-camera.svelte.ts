/** Keeps the camera of the map and of the portal equal. Call in a component. */
import type { LngLat, Map as MapLibreMap, MapMovementEvent } from 'maplibre-gl';
import { untrack } from 'svelte';
import type { Portal } from '../state/portal.svelte.ts';
import type { Selection } from '../url.ts';
import { bringIntoView, cameraOf, goTo, jumpTo, showWhole } from './camera-sync.ts';
import type { MoveOrigin } from './camera-sync.ts';
import { sameCamera } from './camera.ts';
import type { Extent, Padding } from './camera.ts';

/** Where on the map a selection was clicked: this point must stay in sight, not the middle of a long line. */
export interface Clicked {
  readonly selection: Selection;
  readonly place: LngLat;
}

export function keepCamera(
  map: MapLibreMap,
  portal: Portal,
  padding: () => Padding,
  clicked: () => Clicked | undefined,
  /** Counts how often the whole place was asked for. */
  homes: () => number,
): void {
  /** What portal and map agreed on last; a different one in the portal comes from a link or the back button. */
  let agreed = portal.camera;
  /** The selection seen last, to tell a new one; a link that is read again brings an equal one. */
  let selection = portal.selection;
  /** The selection at which the whole place was fitted: a card that opens later must not move the map away. */
  let fittedWith = portal.selection?.code;
  let homesSeen = homes();
  const extentKey = $derived(portal.place?.extent.join());

  const fit = (animate: boolean) => {
    if (portal.place) showWhole(map, portal.place.extent as Extent, padding(), animate);
    fittedWith = portal.selection?.code;
  };

  // While the map could not draw, a link may have moved the camera.
  if (agreed) jumpTo(map, agreed);

  $effect(() => {
    const camera = portal.camera;
    const selected = portal.selection;
    untrack(() => {
      if (!sameCamera(camera, agreed)) {
        agreed = camera;
        selection = selected;
        if (camera) jumpTo(map, camera);
        else fit(true);
      } else if (selected?.code !== selection?.code || selected?.noun !== selection?.noun) {
        selection = selected;
        if (selected) show(selected);
      }
    });
  });

  function show(selected: Selection): void {
    const at = clicked();
    if (at?.selection === selected) {
      const { lng, lat } = at.place;
      return bringIntoView(map, [lng, lat, lng, lat], [lng, lat], padding());
    }
    const extent = portal.selectedRow === undefined ? undefined : extentOf(portal, portal.selectedRow);
    if (extent) bringIntoView(map, extent.extent, extent.place, padding());
  }

  // The whole place stays whole when panels or the window change.
  $effect(() => {
    void extentKey;
    void padding();
    untrack(() => {
      if (!portal.camera && portal.selection?.code === fittedWith) fit(false);
    });
  });

  $effect(() => {
    if (homes() === homesSeen) return;
    homesSeen = homes();
    untrack(() => {
      agreed = portal.camera = undefined;
      fit(true);
    });
  });

  $effect(() => {
    const wanted = portal.wantedExtent;
    if (!wanted) return;
    untrack(() => {
      goTo(map, wanted, padding());
      portal.wantedExtent = undefined;
    });
  });

  $effect(() => {
    const moved = (event: MapMovementEvent & MoveOrigin) => {
      if (event.silent) return;
      agreed = cameraOf(map);
      portal.camera = agreed;
    };
    map.on('moveend', moved);
    const watcher = new ResizeObserver(() => {
      map.resize({ silent: true } satisfies MoveOrigin);
      if (!portal.camera) fit(false);
    });
    watcher.observe(map.getContainer());
    return () => {
      map.off('moveend', moved);
      watcher.disconnect();
    };
  });
}

/** Extent and representative point of a project row; `undefined` while it has no place. */
function extentOf(portal: Portal, row: number): { extent: Extent; place: [number, number] } | undefined {
  const numbers = portal.columns?.numbers;
  const [west, south, east, north, lng, lat] = ['west', 'south', 'east', 'north', 'lng', 'lat'].map(
    (name) => numbers?.[name]?.[row] ?? NaN,
  ) as [number, number, number, number, number, number];
  return Number.isNaN(lng) || Number.isNaN(west)
    ? undefined
    : { extent: [west, south, east, north], place: [lng, lat] };
}
