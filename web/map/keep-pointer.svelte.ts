/** Hover and click on the map. Call in a component. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Portal } from '../state/portal.svelte.ts';
import type { Clicked } from './keep-camera.svelte.ts';
import { thingAt } from './pointer.ts';
import { shownLayers, visibleProjects } from './shown.ts';

export function keepPointer(map: MapLibreMap, portal: Portal, tell: (clicked: Clicked) => void): void {
  const visible = $derived(visibleProjects(portal));
  const layers = $derived(shownLayers(portal));
  const isVisible = (fid: number) => visible.has(fid);

  $effect(() => {
    let frame = 0;
    const point = ({ point }: MapMouseEvent) => {
      // One question a frame is enough, however fast the mouse reports.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (map.isMoving()) return;
        const thing = thingAt(map, point, layers, isVisible);
        // A district lies under everything: it is picked, not pointed at.
        const { noun, fid } = thing && thing.noun !== 'district' ? thing : {};
        map.getCanvas().style.cursor = noun ? 'pointer' : '';
        if (portal.hover?.noun !== noun || portal.hover?.fid !== fid) {
          portal.hover = noun && fid !== undefined ? { noun, fid } : undefined;
        }
      });
    };
    const leave = () => {
      cancelAnimationFrame(frame);
      portal.hover = undefined;
    };
    const click = ({ point, lngLat, originalEvent }: MapMouseEvent) => {
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch';
      const thing = thingAt(map, point, layers, isVisible, touch ? 'touch' : 'mouse');
      if (!thing) return portal.select(undefined);
      const selection = { noun: thing.noun, code: thing.code };
      tell({ selection, place: lngLat });
      portal.select(selection);
    };
    const hovers = matchMedia('(hover: hover)').matches;
    if (hovers) map.on('mousemove', point);
    map.on('mouseout', leave);
    map.on('click', click);
    return () => {
      leave();
      map.off('mousemove', point);
      map.off('mouseout', leave);
      map.off('click', click);
    };
  });
}
