/** Keeps what the map draws equal to the portal: style, filter, hidden and marked things. Call in a component. */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { crowdingOf, signsOf } from '../../tiles/style/project-signs.ts';
import type { Portal } from '../state/portal.svelte.ts';
import { findFid, Highlight } from './highlight.ts';
import type { MapImages } from './images/images.ts';
import { keepingSketch } from './keep-sketch.svelte.ts';
import { bindProjects, withProjects } from './project-filter.ts';
import type { DrawnProjects } from './project-filter.ts';
import { ProjectStates } from './project-states.ts';
import { drawnMonth, drawnProjects, projectStates, selectedProject, styleFor } from './shown.ts';

/** Style, filter and month. A change of theme, language or layers is applied as a difference: nothing flashes. */
export function keepStyle(map: MapLibreMap, portal: Portal, images: MapImages): void {
  const style = $derived(styleFor(portal));
  // Parts of their own: what a step of the filter leaves as it is is not told to the map again.
  const month = $derived(drawnMonth(portal));
  const crowding = $derived(crowdingOf(portal.visibleFids.length));
  const signs = $derived(signsOf({ scale: portal.scale, crowding }));
  const projects = $derived(drawnProjects(portal, month, signs));
  let worn: StyleSpecification | undefined;
  let bound: DrawnProjects | undefined;
  let frame = 0;
  $effect(() => {
    cancelAnimationFrame(frame);
    const next = projects;
    if (style === worn && bound) {
      const before = bound;
      // The workers lay symbols out again and answer some frames later anyway: while the slider is dragged, once a frame.
      frame = requestAnimationFrame(() => {
        bindProjects(map, style, next, before);
        bound = next;
      });
      return;
    }
    images.repaint(portal.theme);
    map.setStyle(withProjects(style, next), { diff: true, transformStyle: keepingSketch });
    worn = style;
    bound = next;
  });
  $effect(() => () => cancelAnimationFrame(frame));
  $effect(() => {
    map.getCanvas().setAttribute('aria-label', `${portal.texts.map.name}. ${portal.texts.map.keyboard}`);
  });
}

/** What is filtered out, pointed at and selected, and status and light of the month, by feature-state. */
export function keepMarks(map: MapLibreMap, portal: Portal): void {
  const states = new ProjectStates(map);
  const hover = new Highlight(map, 'hover');
  const selected = new Highlight(map, 'selected');
  $effect(() => states.set(projectStates(portal)));
  $effect(() => hover.set(portal.hover));
  $effect(() => {
    const selection = portal.selection;
    if (!selection) return selected.set(undefined);
    const fid = selectedProject(portal);
    if (fid !== undefined) return selected.set({ noun: 'project', fid });
    // A link knows the code of a zone or corridor, not its id: that comes with the tiles.
    const find = () => {
      const found = findFid(map, selection);
      selected.set(found === undefined ? undefined : { noun: selection.noun, fid: found });
      if (found !== undefined) map.off('idle', find);
    };
    map.on('idle', find);
    find();
    return () => map.off('idle', find);
  });
}
