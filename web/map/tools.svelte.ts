/** What the map's tools are doing: the list of things under a click, and measuring. Lives as long as the map's element. */
import type { Feature } from 'geojson';
import type { LngLat } from 'maplibre-gl';
import { Work } from '../state/work.svelte.ts';
import type { Thing } from './pointer.ts';

/** Several things lie where somebody pointed; the first is selected, the others are offered. */
export interface Choice {
  readonly place: LngLat;
  readonly things: readonly Thing[];
  /** By keyboard the list takes the focus. */
  readonly byKeyboard: boolean;
}

export class MapTools {
  choice = $state.raw<Choice>();
  /** While something is measured a click means a point of it and no thing. */
  measuring = $state(false);

  /** What the tools lay over the map: features of the source `sketch`. */
  measured = $state.raw<readonly Feature[]>([]);
  position = $state.raw<readonly Feature[]>([]);
  /** The browser was asked where it is and has not answered. */
  locating = $state(false);
  /** That question, which may last as long as somebody thinks about the answer. */
  readonly locator = new Work();
  /** The tiles that are on their way. */
  readonly tiles = new Work();
  /** What a tool has to say. */
  note = $state<string>();

  forgetPosition(): void {
    this.position = [];
    this.note = undefined;
  }

  startMeasuring(): void {
    this.choice = undefined;
    this.measuring = true;
  }

  stopMeasuring(): void {
    this.measuring = false;
    this.measured = [];
  }
}
