import { createExpression, featureFilter, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { signsOf } from '../../../tiles/style/project-signs.ts';
import { styleOf } from '../../../tiles/style/style.ts';
import { bindProjects, idFilter, withProjects } from '../../../web/map/project-filter.ts';
import type { DrawnProjects } from '../../../web/map/project-filter.ts';
import { ProjectStates } from '../../../web/map/project-states.ts';
import { sourcesAt } from '../../../web/map/sources.ts';

const style = styleOf({
  theme: 'light',
  language: 'zh-Hans',
  sources: sourcesAt('http://127.0.0.1:8787'),
  visible: ['project'],
});

/** Projects as they are now, without lights. */
const drawn = (visible: number[], selected?: number): DrawnProjects => ({
  visible,
  selected,
  ghost: selected !== undefined && !visible.includes(selected),
  month: { statuses: new Map(), lights: { red: [], yellow: [] } },
  signs: signsOf({ scale: 1, crowding: 0 }),
});

/** Whether a layer's filter lets the point of a project through, as MapLibre itself decides. */
function lets(id: string, fid: number, visible: number[], selected?: number): boolean {
  const layer = withProjects(style, drawn(visible, selected)).layers.find((layer) => layer.id === id);
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

  test('draw the selected one also when it does not pass, pale', () => {
    expect(lets('project-selected', 8, [3, 7], 8)).toBe(true);
    expect(lets('project-disc', 8, [3, 7], 8)).toBe(false);
    const opacity = (projects: DrawnProjects) =>
      withProjects(style, projects).layers.find(({ id }) => id === 'project-selected')?.paint;
    expect(opacity(drawn([3, 7], 8))).toMatchObject({ 'icon-opacity': 0.45, 'text-opacity': 0.7 });
    expect(opacity(drawn([3, 7], 7))).toMatchObject({ 'icon-opacity': 1, 'text-opacity': 1 });
  });

  test('keep the style valid', () => {
    expect(validateStyleMin(withProjects(style, drawn([3, 7], 7)))).toEqual([]);
    expect(validateStyleMin(withProjects(style, drawn([3, 7], 8)))).toEqual([]);
    expect(validateStyleMin(withProjects(style, drawn([])))).toEqual([]);
  });
});

test('dots and areas keep the filter of the style: they are hidden by state', () => {
  const bound = withProjects(style, drawn([3]));
  for (const id of ['project-site', 'project-line']) {
    expect(bound.layers.find((layer) => layer.id === id)).toBe(style.layers.find((layer) => layer.id === id));
  }
});

describe('the month', () => {
  const month = {
    ...drawn([1, 2, 3, 4]),
    month: { statuses: new Map([['reserve' as const, [2, 3]]]), lights: { red: [4], yellow: [3] } },
  };
  const valueOf = (layer: string, property: string, fid: number) => {
    const found = withProjects(style, month).layers.find(({ id }) => id === layer);
    const written = (found?.layout as Record<string, unknown> | undefined)?.[property];
    const { result, value } = createExpression(written as never, {} as never) as {
      result: string;
      value: { evaluate(globals: object, feature: object): unknown };
    };
    expect(result).toBe('success');
    const properties = { status: 'completed', category: 'energy', sort: fid };
    return value.evaluate({ zoom: 10 }, { id: fid, type: 1, properties });
  };

  test('says the status of projects that had another one', () => {
    expect(String(valueOf('project-dot', 'icon-image', 1))).toBe('dot-completed');
    expect(String(valueOf('project-dot', 'icon-image', 2))).toBe('dot-reserve');
    expect(String(valueOf('project-disc', 'icon-image', 3))).toBe('project-reserve-energy');
  });

  test('puts red first, then yellow, then what costs more', () => {
    const queue = [1, 2, 3, 4].map((fid) => Number(valueOf('project-disc', 'symbol-sort-key', fid)));
    expect([4, 3, 1, 2].map((fid) => queue[fid - 1])).toEqual([...queue].sort((a, b) => a - b));
    const dots = [1, 2, 3, 4].map((fid) => Number(valueOf('project-dot', 'symbol-sort-key', fid)));
    expect(dots).toEqual(queue.map((place) => -place));
  });

  test('keeps the style valid', () => {
    expect(validateStyleMin(withProjects(style, month))).toEqual([]);
  });
});

describe('a step of the filter', () => {
  /** What the map is told between two states: the call and the layer. */
  function told(before: DrawnProjects, after: DrawnProjects): string[] {
    const calls: string[] = [];
    const note =
      (call: string) =>
      (layer: string, ...more: unknown[]) =>
        calls.push([call, layer, ...(typeof more[0] === 'string' ? [more[0]] : [])].join(' '));
    const map = {
      setFilter: note('filter'),
      setLayoutProperty: note('layout'),
      setPaintProperty: note('paint'),
      setLayerZoomRange: note('zoom'),
    };
    bindProjects(map as never, style, after, before);
    return calls.sort();
  }
  const before = drawn([3, 7]);

  test('tells the layers that are laid out by collision who passes, and nothing of the month', () => {
    expect(told(before, { ...before, visible: [3] })).toEqual([
      'filter project-disc',
      'filter project-label',
      'filter project-selected',
    ]);
    expect(told(before, { ...before })).toEqual([]);
  });

  test('tells sizes when the map grows crowded, and a month when another one is shown', () => {
    const sizes = ['badge-red', 'badge-yellow', 'disc', 'dot'].map((id) => `layout project-${id} icon-size`);
    const crowded = { ...before, signs: signsOf({ scale: 1, crowding: 2 }) };
    expect(told(before, crowded)).toEqual([...sizes, 'zoom project-disc']);
    const month = told(before, { ...before, month: { ...before.month } });
    expect(month).toContain('layout project-dot icon-image');
    expect(month.every((call) => call.startsWith('layout'))).toBe(true);
  });
});

test('only what changed is told to the map', () => {
  const told: [number, object][] = [];
  const map = { setFeatureState: ({ id }: { id: number }, state: object) => told.push([id, state]) };
  const states = new ProjectStates(map as never);
  const shown = { hidden: false, status: 'completed', light: 'green' } as const;
  states.set(new Map([[1, shown], [2, shown]])); // prettier-ignore
  told.length = 0;
  states.set(new Map([[1, { ...shown }], [2, { ...shown, light: 'red' }]])); // prettier-ignore
  expect(told).toEqual([[2, { hidden: false, status: 'completed', light: 'red' }]]);
});
