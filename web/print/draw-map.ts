/** The map of a print: drawn once, at the sharpness of paper, into an image. WebGL itself does not print reliably. */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';
import { signsOf } from '../../tiles/style/project-signs.ts';
import { styleOf } from '../../tiles/style/style.ts';
import { createMap } from '../map/create-map.ts';
import { imageRatio, MapImages } from '../map/images/images.ts';
import { idFilter, withProjects } from '../map/project-filter.ts';
import { ProjectStates } from '../map/project-states.ts';
import { metresPerPixel, scaleBar } from '../map/scale.ts';
import type { ScaleBar } from '../map/scale.ts';
import { sourcesAt } from '../map/sources.ts';
import { watchTiles } from '../map/tile-loading.ts';
import type { Amount } from '../state/work.svelte.ts';
import type { Language } from '../text/texts.ts';
import type { Dossier } from './dossier.ts';

export interface DrawnMap {
  /** data: address of a PNG. */
  readonly image: string;
  readonly scale: ScaleBar;
  /** n of 1 : n on paper, rounded to two figures. */
  readonly denominator: number;
}

/** Device pixels to a CSS pixel: 3 × 96 = 288 dots to an inch. */
const ratio = 3;
/** CSS defines the inch as 96 pixels. */
const metresPerCssPixel = 0.0254 / 96;
const closest = 13;
/** A map that does not come to rest (a tile that never answers) is taken as it stands. */
const longestWait = 25_000;

/**
 * Draws the projects of a dossier into an element that has its size on paper. Throws when the browser has no WebGL 2, an
 * AbortError when it is stopped.
 */
export async function drawMap(
  container: HTMLElement,
  dossier: Dossier,
  {
    extent,
    language,
    title,
    signal,
    tell,
  }: {
    readonly extent: [number, number, number, number];
    readonly language: Language;
    readonly title: string;
    readonly signal: AbortSignal;
    /** Hears how many tiles are there, of how many. */
    readonly tell: (amount: Amount) => void;
  },
): Promise<DrawnMap> {
  const map = createMap(container, styleFor(dossier, language), title, {
    bounds: dossier.extent ?? extent,
    fitBoundsOptions: { padding: 40, maxZoom: closest },
    pixelRatio: 1,
    fadeDuration: 0,
    interactive: false,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  new MapImages(map, 'light', imageRatio(ratio));
  watchTiles(map, (amount) => amount && tell(amount));
  try {
    await untilIdle(map, signal, () => {
      new ProjectStates(map).set(
        new Map(
          dossier.projects.map(({ fid, status, light }) => [fid, { hidden: false, status, light }] as const),
        ),
      );
    });
    // Tiles arrive on a small canvas; only the finished picture is drawn at full sharpness.
    await untilIdle(map, signal, () => map.setPixelRatio(ratio));
    const { lat } = map.getCenter();
    return {
      image: map.getCanvas().toDataURL('image/png'),
      scale: scaleBar(map.getZoom(), lat, 120),
      denominator: twoFigures(metresPerPixel(map.getZoom(), lat) / metresPerCssPixel),
    };
  } finally {
    map.remove();
  }
}

/** The style with the projects of the dossier alone, in the status and light of its month. */
function styleFor({ projects }: Dossier, language: Language): StyleSpecification {
  const fids = projects.map(({ fid }) => fid);
  const statuses = new Map<ProjectStatus, number[]>();
  const lights = { red: [] as number[], yellow: [] as number[] };
  for (const { fid, status, light } of projects) {
    statuses.set(status, [...(statuses.get(status) ?? []), fid]);
    if (light === 'red' || light === 'yellow') lights[light].push(fid);
  }
  const style = withProjects(
    styleOf({
      theme: 'light',
      language,
      sources: sourcesAt(location.origin),
      visible: ['project', 'zone', 'corridor', 'district'],
    }),
    {
      visible: fids,
      selected: undefined,
      ghost: false,
      month: { statuses, lights },
      signs: signsOf({ scale: 1, crowding: 0 }),
    },
  );
  const layers = style.layers.map((layer) =>
    'source' in layer && layer.source === 'project'
      ? { ...layer, filter: ['all', ...(layer.filter === undefined ? [] : [layer.filter]), idFilter(fids)] }
      : layer,
  );
  return { ...style, layers: layers as StyleSpecification['layers'] };
}

/** Waits until the map rests after `begin` was called: at once where the style is there, else when it is. */
function untilIdle(map: MapLibreMap, signal: AbortSignal, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('the drawing was stopped', 'AbortError'));
    };
    const timer = setTimeout(resolve, longestWait);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    if (map.isStyleLoaded()) begin();
    else map.once('style.load', begin);
    map.once('idle', () => {
      clearTimeout(timer);
      resolve();
    });
    map.once('webglcontextlost', () => {
      clearTimeout(timer);
      reject(new Error('the graphics context was lost'));
    });
  });
}

function twoFigures(value: number): number {
  const power = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / power) * power;
}
