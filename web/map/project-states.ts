/** What paint reads of each project, by feature-state: filtered out or not, and status and light of the month shown. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Light } from '../../data/vocabulary/light.ts';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';

export interface ProjectState {
  readonly hidden: boolean;
  /** `undefined` leaves the word to the tile. */
  readonly status: ProjectStatus | undefined;
  readonly light: Light;
}

/** Writes the states of projects; only what changed is touched. */
export class ProjectStates {
  readonly #map: MapLibreMap;
  #known: ReadonlyMap<number, ProjectState> = new Map();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** States are kept by id, so they hold for tiles that come later. */
  set(states: ReadonlyMap<number, ProjectState>): void {
    for (const [fid, state] of states) {
      const before = this.#known.get(fid);
      if (before?.hidden === state.hidden && before.status === state.status && before.light === state.light)
        continue;
      this.#map.setFeatureState({ source: 'project', sourceLayer: 'project', id: fid }, { ...state });
    }
    this.#known = states;
  }
}
