/** Hover and click on the map, and Enter at its cross. Call in a component. */
import { Point } from 'maplibre-gl';
import type { LngLat, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Portal } from '../state/portal.svelte.ts';
import { sizeOf } from './camera-sync.ts';
import { middleOf } from './camera.ts';
import type { Padding } from './camera.ts';
import type { Clicked } from './keep-camera.svelte.ts';
import { isContested } from './pick.ts';
import { thingsAt } from './pointer.ts';
import type { PointerKind } from './pointer.ts';
import { shownLayers, visibleProjects } from './shown.ts';
import type { MapTools } from './tools.svelte.ts';

interface Listeners {
  readonly padding: () => Padding;
  /** Told where a selection was clicked, before it is one. */
  readonly tell: (clicked: Clicked) => void;
}

export function keepPointer(
  map: MapLibreMap,
  portal: Portal,
  tools: MapTools,
  { padding, tell }: Listeners,
): void {
  const visible = $derived(visibleProjects(portal));
  const layers = $derived(shownLayers(portal));
  const isVisible = (fid: number) => visible.has(fid);

  /** Selects the smallest thing there, and offers the others where one place holds several. */
  function choose(point: Point, place: LngLat, pointer: PointerKind, byKeyboard = false): void {
    const things = thingsAt(map, point, layers, isVisible, pointer);
    const [first] = things;
    tools.choice = isContested(things)
      ? { place, byKeyboard, things: things.filter(({ noun }) => noun !== 'district') }
      : undefined;
    if (!first) return portal.select(undefined);
    const selection = { noun: first.noun, code: first.code };
    tell({ selection, place });
    portal.select(selection);
  }

  $effect(() => {
    let frame = 0;
    const point = ({ point }: MapMouseEvent) => {
      // One question a frame is enough, however fast the mouse reports.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (map.isMoving() || tools.measuring) return;
        const [thing] = thingsAt(map, point, layers, isVisible);
        // A district lies under everything: a hand over all of the map would tell nothing.
        map.getCanvas().style.cursor = thing && thing.noun !== 'district' ? 'pointer' : '';
        if (portal.hover?.noun !== thing?.noun || portal.hover?.fid !== thing?.fid) {
          portal.hover = thing && { noun: thing.noun, fid: thing.fid };
        }
      });
    };
    const leave = () => {
      cancelAnimationFrame(frame);
      portal.hover = undefined;
    };
    const click = ({ point, lngLat, originalEvent }: MapMouseEvent) => {
      if (tools.measuring) return;
      const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === 'touch';
      choose(point, lngLat, touch ? 'touch' : 'mouse');
    };
    const key = ({ key, target }: KeyboardEvent) => {
      if (key !== 'Enter' || tools.measuring || target !== map.getCanvas()) return;
      const { x, y } = middleOf(padding(), ...sizeOf(map));
      const middle = new Point(x, y);
      choose(middle, map.unproject(middle), 'touch', true);
    };
    const hovers = matchMedia('(hover: hover)').matches;
    const canvas = map.getCanvas();
    if (hovers) map.on('mousemove', point);
    map.on('mouseout', leave);
    map.on('click', click);
    canvas.addEventListener('keydown', key);
    return () => {
      leave();
      map.off('mousemove', point);
      map.off('mouseout', leave);
      map.off('click', click);
      canvas.removeEventListener('keydown', key);
    };
  });

  $effect(() => {
    if (tools.measuring) portal.hover = undefined;
  });
}
