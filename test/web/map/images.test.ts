import { expect, test } from 'vitest';
import { constraintKind } from '../../../data/vocabulary/constraint.ts';
import { facilityKind } from '../../../data/vocabulary/facility.ts';
import { light } from '../../../data/vocabulary/light.ts';
import { projectCategory, projectStatus } from '../../../data/vocabulary/project.ts';
import { drawingOf, imageRatio, stretchOptions } from '../../../web/map/images/images.ts';

const ids = [
  ...projectStatus.codes.flatMap((status) => [
    `dot-${status}`,
    ...projectCategory.codes.map((category) => `project-${status}-${category}`),
  ]),
  ...constraintKind.codes.map((kind) => `constraint-${kind}`),
  ...facilityKind.codes.map((kind) => `facility-${kind}`),
  ...light.codes.map((code) => `light-${code}`),
  'zone-hatch',
  'shield',
  'station',
];

test.each(ids)('there is a drawing for %s', (id) => {
  expect(drawingOf(id)).toBeDefined();
});

test.each([
  '',
  'project-',
  'project-nope-industry',
  'project-reserve',
  'dot-nope',
  'facility-',
  'zone',
  'sprite',
])('there is none for %j', (id) => {
  expect(drawingOf(id)).toBeUndefined();
});

test('hatches repeat on whole pixels at every sharpness', () => {
  for (const kind of constraintKind.codes) {
    const { width = 0, height = 0 } = drawingOf(`constraint-${kind}`) ?? {};
    expect(Number.isInteger(width) && width === height).toBe(true);
  }
});

test('images are drawn at least twice as fine as the screen is coarse, and as fine as it is', () => {
  expect(imageRatio(1)).toBe(2);
  expect(imageRatio(1.25)).toBe(2);
  expect(imageRatio(3)).toBe(3);
  expect(imageRatio(2, 1.6)).toBe(4);
});

test('the shield tells MapLibre in device pixels where it may grow', () => {
  const shield = drawingOf('shield');
  if (!shield) throw new Error('no shield');
  expect(stretchOptions(shield, 2)).toEqual({
    stretchX: [[10, 42]],
    stretchY: [[10, 22]],
    content: [6, 4, 46, 28],
  });
});
