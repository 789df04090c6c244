/** What of the portal is drawn: layers and projects. */
import type { StyleSpecification } from 'maplibre-gl';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { styleOf } from '../../tiles/style/style.ts';
import type { Portal } from '../state/portal.svelte.ts';
import { sourcesAt } from './sources.ts';

/** The layers that are drawn: projects only once it is known which of them pass. */
export function shownLayers(portal: Portal): ReadonlySet<Layer> {
  return new Set([...portal.layers].filter((layer) => layer !== 'project' || portal.evaluation));
}

/** Ids of the projects that pass, to look up. */
export function visibleProjects(portal: Portal): ReadonlySet<number> {
  return new Set(portal.visibleFids);
}

/** Ids of the projects that do not pass. */
export function hiddenProjects(portal: Portal): ReadonlySet<number> {
  const visible = visibleProjects(portal);
  const all: Iterable<number> = portal.columns?.numbers.fid ?? [];
  return new Set([...all].filter((fid) => !visible.has(fid)));
}

/** The id of the selected project, when there is one. */
export function selectedProject({ selectedRow, columns }: Portal): number | undefined {
  return selectedRow === undefined ? undefined : columns?.numbers.fid?.[selectedRow];
}

/** The style for the portal's theme, language and layers. */
export function styleFor(portal: Portal): StyleSpecification {
  return styleOf({
    theme: portal.theme,
    language: portal.language,
    sources: sourcesAt(location.origin),
    visible: [...shownLayers(portal)],
  });
}
