/** What of the portal is drawn: layers and projects. */
import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { CodeColumn } from '../../data/columns.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Light } from '../../data/vocabulary/light.ts';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';
import { styleOf } from '../../tiles/style/style.ts';
import type { Portal } from '../state/portal.svelte.ts';
import { withDistrictNotes } from './district-notes.ts';
import type { DrawnProjects } from './project-filter.ts';
import type { ProjectState } from './project-states.ts';
import { sourcesAt } from './sources.ts';

/** The layers that are drawn: projects only once it is known which of them pass. */
export function shownLayers(portal: Portal): ReadonlySet<Layer> {
  return new Set([...portal.layers].filter((layer) => layer !== 'project' || portal.evaluated));
}

/** Ids of the projects that pass, to look up. */
export function visibleProjects(portal: Portal): ReadonlySet<number> {
  return new Set(portal.visibleFids);
}

/** What paint needs to know of every project: whether it passes, and its status and light in the month. */
export function projectStates(portal: Portal): ReadonlyMap<number, ProjectState> {
  const { columns, evaluation } = portal;
  const states = new Map<number, ProjectState>();
  if (!columns || !evaluation) return states;
  const { fid: fids } = columns.numbers;
  const { status, light } = columns.codes;
  const passes = new Uint8Array(columns.count);
  for (const row of evaluation.rows) passes[row] = 1;
  for (let row = 0; row < columns.count; row++) {
    states.set(fids?.[row] ?? 0, {
      hidden: passes[row] !== 1,
      status: codeAt(status, row) as ProjectStatus | undefined,
      light: (codeAt(light, row) ?? 'none') as Light,
    });
  }
  return states;
}

/** What is laid out on the map: the projects that pass, those in another status than now, and those with a light. */
export function drawnProjects(portal: Portal): DrawnProjects {
  const { columns, projects, evaluation } = portal;
  const selected = selectedProject(portal);
  const passes = selected !== undefined && portal.visibleFids.includes(selected);
  const statuses = new Map<ProjectStatus, number[]>();
  const lights = { red: [] as number[], yellow: [] as number[] };
  const status = columns?.codes.status;
  // The tiles know the present; of another day every status is said.
  const now = portal.asked.asOf === undefined ? projects?.codes.status : undefined;
  const tell = (row: number) => {
    const fid = columns?.numbers.fid?.[row] ?? 0;
    const code = codeAt(status, row) as ProjectStatus | undefined;
    if (code !== undefined && code !== codeAt(now, row)) {
      const others = statuses.get(code);
      if (others) others.push(fid);
      else statuses.set(code, [fid]);
    }
    const light = codeAt(columns?.codes.light, row);
    if (light === 'red' || light === 'yellow') lights[light].push(fid);
  };
  evaluation?.rows.forEach(tell);
  const ghost = selected !== undefined && !passes;
  if (ghost && portal.selectedRow !== undefined) tell(portal.selectedRow);
  return { visible: portal.visibleFids, selected, ghost, statuses, lights };
}

function codeAt(column: CodeColumn | undefined, row: number): string | undefined {
  return column?.dictionary[column.index[row] ?? -1];
}

/** The id of the selected project, when there is one. */
export function selectedProject({ selectedRow, projects }: Portal): number | undefined {
  return selectedRow === undefined ? undefined : projects?.numbers.fid?.[selectedRow];
}

/** Filled by keep-sketch.svelte.ts. */
const emptySketch = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
} as const satisfies GeoJSONSourceSpecification;

/** The style for the portal's theme, language and layers; `crowding` says how many projects share the map. */
export function styleFor(portal: Portal, crowding = 0): StyleSpecification {
  const style = styleOf({
    theme: portal.theme,
    language: portal.language,
    sources: { ...sourcesAt(location.origin), sketch: emptySketch },
    visible: [...shownLayers(portal)],
    scale: portal.scale,
    ground: portal.basemap === undefined ? undefined : portal.ground,
    crowding,
  });
  return portal.districtNotes ? withDistrictNotes(style, portal.districtNotes, portal) : style;
}
