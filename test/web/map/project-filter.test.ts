import { featureFilter, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { styleOf } from '../../../tiles/style/style.ts';
import { difference } from '../../../web/map/difference.ts';
import { HiddenProjects, idFilter, withProjects } from '../../../web/map/project-filter.ts';
import { sourcesAt } from '../../../web/map/sources.ts';

const style = styleOf({
  theme: 'light',
  language: 'zh-Hans',
  sources: sourcesAt('http://127.0.0.1:8787'),
  visible: ['project'],
});

/** Whether a layer's filter lets the point of a project through, as MapLibre itself decides. */
function lets(id: string, fid: number, visible: number[], selected?: number): boolean {
  const layer = withProjects(style, { visible, selected }).layers.find((layer) => layer.id === id);
  if (!layer || !('filter' in layer)) throw new Error(`no filter on ${id}`);
  const { filter } = featureFilter(layer.filter as never, 'layers[0].filter');
  return filter({ zoom: 10 }, { id: fid, type: 1, properties: { part: 'point' } } as never);
}

describe('symbols', () => {
  test('are bound to the ids that pass', () => {
    expect(lets('project-disc', 7, [3, 7])).toBe(true);
    expect(lets('project-disc', 8, [3, 7])).toBe(false);
    expect(lets('project-label', 8, [3, 7])).toBe(false);
  });

  test('are all gone when nothing passes', () => {
    expect(lets('project-disc', 7, [])).toBe(false);
    expect(idFilter([])).toBe(false);
  });

  test('leave the selected one to the layer of its own', () => {
    expect(lets('project-disc', 7, [3, 7], 7)).toBe(false);
    expect(lets('project-selected', 7, [3, 7], 7)).toBe(true);
    expect(lets('project-selected', 3, [3, 7], 7)).toBe(false);
    expect(lets('project-selected', 7, [3, 7])).toBe(false);
  });

  test('keep the style valid', () => {
    expect(validateStyleMin(withProjects(style, { visible: [3, 7], selected: 7 }))).toEqual([]);
    expect(validateStyleMin(withProjects(style, { visible: [], selected: undefined }))).toEqual([]);
  });
});

test('dots and areas keep the filter of the style: they are hidden by state', () => {
  const bound = withProjects(style, { visible: [3], selected: undefined });
  for (const id of ['project-dot', 'project-site', 'project-line']) {
    expect(bound.layers.find((layer) => layer.id === id)).toBe(style.layers.find((layer) => layer.id === id));
  }
});

test('a difference names what came and what went', () => {
  expect(difference(new Set([1, 2, 3]), new Set([2, 3, 4]))).toEqual({ added: [4], removed: [1] });
  expect(difference(new Set([1]), new Set([1]))).toEqual({ added: [], removed: [] });
});

test('only what changed is told to the map', () => {
  const told: [number, boolean][] = [];
  const map = {
    setFeatureState: ({ id }: { id: number }, { hidden }: { hidden: boolean }) => told.push([id, hidden]),
  };
  const hidden = new HiddenProjects(map as never);
  hidden.set(new Set([1, 2]));
  hidden.set(new Set([2, 3]));
  expect(told).toEqual([
    [1, true],
    [2, true],
    [3, true],
    [1, false],
  ]);
});
