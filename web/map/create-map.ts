/** Makes the MapLibre map: worker, archives, sharpness, and what a visitor may do with it. */
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import type { MapOptions, StyleSpecification } from 'maplibre-gl';
// Its own module, or nothing loads: the page is bundled and MapLibre cannot find the worker beside itself.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { registerArchives } from './archive.ts';
import { registerLayers } from './layer-documents.ts';

let prepared = false;

/** 5120×1440, and 3840×2160 at 2:1, stay sharp; the default of 4096² would blur a wall silently. */
const largestCanvas = 8192;

export const leastZoom = 4;
export const mostZoom = 19;

/** Starts a map in an empty element, north up, without gestures that turn or tilt. Throws when the browser has no WebGL 2. */
export function createMap(
  container: HTMLElement,
  style: StyleSpecification,
  title: string,
  start: Pick<
    MapOptions,
    | 'center'
    | 'zoom'
    | 'bearing'
    | 'pitch'
    | 'bounds'
    | 'fitBoundsOptions'
    | 'pixelRatio'
    | 'fadeDuration'
    | 'interactive'
    | 'canvasContextAttributes'
  >,
): MapLibreMap {
  if (!prepared) {
    setWorkerUrl(workerUrl);
    registerArchives();
    registerLayers();
    prepared = true;
  }
  const map = new MapLibreMap({
    container,
    style,
    minZoom: leastZoom,
    maxZoom: mostZoom,
    dragRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    fadeDuration: 120,
    // The container is watched by Map.svelte, which must tell a resize from a move by a visitor.
    trackResize: false,
    maxCanvasSize: [largestCanvas, largestCanvas],
    validateStyle: import.meta.env.DEV,
    locale: { 'Map.Title': title },
    // Tiles carry their revision in the address; an expired one is never asked for again by the clock.
    refreshExpiredTiles: false,
    ...start,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // Without a listener MapLibre writes every failed tile on the console. What is drawn stays; it is asked again
  // when the server is back (Map.svelte).
  map.on('error', ({ error }) => {
    if (!isRequestFailure(error)) console.error(error);
  });
  return map;
}

/** A tile, an archive range or a TileJSON that did not arrive. */
function isRequestFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    'status' in error ||
    error instanceof TypeError ||
    /Bad response code|fetch|Could not load image/i.test(error.message)
  );
}
