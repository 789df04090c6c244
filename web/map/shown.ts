/** What of the portal is drawn: layers and projects. */
import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { CodeColumn } from '../../data/columns.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Light } from '../../data/vocabulary/light.ts';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';
import type { Signs } from '../../tiles/style/project-signs.ts';
import { styleOf } from '../../tiles/style/style.ts';
import type { Portal } from '../state/portal.svelte.ts';
import { withDistrictNotes } from './district-notes.ts';
import type { DrawnMonth, DrawnProjects } from './project-filter.ts';
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

/** Status and light of the month that is shown, of all projects. */
export function drawnMonth({ columns, projects, asked }: Portal): DrawnMonth {
  const statuses = new Map<ProjectStatus, number[]>();
  const lights = { red: [] as number[], yellow: [] as number[] };
  if (!columns) return { statuses, lights };
  const { status, light: lightColumn } = columns.codes;
  // The tiles know the present; of another day every status is said.
  const now = asked.asOf === undefined ? projects?.codes.status : undefined;
  for (let row = 0; row < columns.count; row++) {
    const fid = columns.numbers.fid?.[row] ?? 0;
    const code = codeAt(status, row) as ProjectStatus | undefined;
    if (code !== undefined && code !== codeAt(now, row)) {
      const others = statuses.get(code);
      if (others) others.push(fid);
      else statuses.set(code, [fid]);
    }
    const light = codeAt(lightColumn, row);
    if (light === 'red' || light === 'yellow') lights[light].push(fid);
  }
  return { statuses, lights };
}

/** What is laid out on the map: the projects that pass, and the selected one. */
export function drawnProjects(portal: Portal, month: DrawnMonth, signs: Signs): DrawnProjects {
  const { visibleFids: visible } = portal;
  const selected = selectedProject(portal);
  const ghost = selected !== undefined && !visible.includes(selected);
  return { visible, selected, ghost, month, signs };
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

/** The style for the portal's theme, language and layers. */
export function styleFor(portal: Portal): StyleSpecification {
  const style = styleOf({
    theme: portal.theme,
    language: portal.language,
    sources: { ...sourcesAt(location.origin), sketch: emptySketch },
    visible: [...shownLayers(portal)],
    scale: portal.scale,
    ground: portal.basemap === undefined ? undefined : portal.ground,
  });
  return portal.districtNotes ? withDistrictNotes(style, portal.districtNotes) : style;
}
