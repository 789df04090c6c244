/** What the map's tools are doing: the list of things under a click, and measuring. Lives as long as the map's element. */
import type { LngLat } from 'maplibre-gl';
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

  startMeasuring(): void {
    this.choice = undefined;
    this.measuring = true;
  }
}
