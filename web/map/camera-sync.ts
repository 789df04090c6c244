/** The camera between the map and the portal: who moved it decides what is remembered. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Camera } from '../url.ts';
import { fitPadding, sameCamera, wayIntoFree } from './camera.ts';
import type { Extent, Padding } from './camera.ts';

/** Travels with moves that the portal asked for: they are not written back. */
export interface MoveOrigin {
  readonly silent?: boolean;
}

/** Duration of a camera move, ms (design.md, 6); MapLibre makes it 0 for those who want less motion. */
const duration = 900;
/** Closest look at a thing that is brought into view. */
const closest = 15;

export function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter();
  return { lng, lat, zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
}

/** Goes to a camera at once (a link, the back button); does nothing when the map is there already. */
export function jumpTo(map: MapLibreMap, camera: Camera): void {
  if (sameCamera(camera, cameraOf(map))) return;
  const { lng, lat, zoom, bearing, pitch } = camera;
  map.jumpTo({ center: [lng, lat], zoom, bearing, pitch }, { silent: true } satisfies MoveOrigin);
}

/** Shows the whole extent in the part that no panel covers. */
export function showWhole(map: MapLibreMap, extent: Extent, padding: Padding, animate: boolean): void {
  map.fitBounds(
    bounds(extent),
    {
      padding: fitPadding(padding, ...sizeOf(map)),
      bearing: 0,
      pitch: 0,
      duration: animate ? duration : 0,
      linear: true,
    },
    { silent: true } satisfies MoveOrigin,
  );
}

/**
 * Brings a thing into the free part if its place is outside of it; the zoom stays, unless the thing needs more room.
 * What only a panel covers is moved from under it, no further; what can be seen stays where it is.
 */
export function bringIntoView(
  map: MapLibreMap,
  extent: Extent,
  place: [number, number],
  padding: Padding,
): void {
  const [width, height] = sizeOf(map);
  const at = map.project(place);
  const { x, y } = wayIntoFree(at, padding, width, height);
  if (x === 0 && y === 0) return;
  if (at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height) {
    map.panBy([-x, -y], { duration });
    return;
  }
  const fitted = map.cameraForBounds(bounds(extent), {
    padding: fitPadding(padding, width, height),
    maxZoom: closest,
  });
  map.easeTo({
    center: place,
    zoom: Math.min(map.getZoom(), fitted?.zoom ?? closest),
    // From the middle of the map to the middle of its free part.
    offset: [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2],
    duration,
  });
}

/** Turns the map so that north is up and the view straight down; the visitor did it, so the link says so. */
export function northUp(map: MapLibreMap): void {
  map.easeTo({ bearing: 0, pitch: 0, duration: 240 });
}

/** Zooms about the middle of the part that no panel covers. */
export function zoomBy(map: MapLibreMap, levels: number, padding: Padding): void {
  const [width, height] = sizeOf(map);
  const middle: [number, number] = [
    (padding.left + width - padding.right) / 2,
    (padding.top + height - padding.bottom) / 2,
  ];
  map.easeTo({ zoom: map.getZoom() + levels, around: map.unproject(middle), duration: 240 });
}

/** Goes near a thing so that all of it shows (the card's "zoom to"). */
export function goTo(map: MapLibreMap, extent: Extent, padding: Padding): void {
  map.fitBounds(bounds(extent), { padding: fitPadding(padding, ...sizeOf(map)), maxZoom: closest, duration });
}

function bounds([west, south, east, north]: Extent): [number, number, number, number] {
  return [west, south, east, north];
}

/** Width and height of the map in CSS pixels. */
export function sizeOf(map: MapLibreMap): [number, number] {
  const { clientWidth, clientHeight } = map.getContainer();
  return [clientWidth, clientHeight];
}
