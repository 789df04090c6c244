/** Expressways, national and provincial highways, with their numbers where a labelled line lies beside them. */
import type { Position } from 'geojson';
import { linesOf } from './district.ts';
import { lengthOf, midpoint } from './geometry.ts';
import { feature, lineFeature, type BasemapLayer } from './layer.ts';
import { chain, SegmentGrid, withoutParallels, type Line } from './line.ts';
import type { Upstream } from './upstream.ts';

type RoadClass = 'motorway' | 'trunk' | 'primary';
/** Two carriageways on the 63 m grid lie up to two cells apart, in metres. */
const carriageways = 140;
/** A labelled line and its road come from the same grid, at two levels of detail, in metres. */
const labelTolerance = 150;

/** `S32,G1516` are two numbers on one road: the national one is shown. */
function firstRef(ref: string | null | undefined): string | undefined {
  const refs = (ref ?? '').split(/[,;]/).filter(Boolean);
  return refs.find((one) => one.startsWith('G')) ?? refs[0];
}

export function roadLayers(upstream: Upstream): BasemapLayer[] {
  const labels = upstream.roadLabels.map(({ geometry, properties }) => {
    const grid = new SegmentGrid();
    for (const line of linesOf(geometry)) grid.add(line);
    return { grid, ref: firstRef(properties.ref) };
  });
  const refOf = (a: Position, b: Position) =>
    labels.find(({ grid }) => grid.nearest(midpoint(a, b), labelTolerance))?.ref ?? '';

  const roads = (roadClass: RoadClass) => {
    const byRef = new Map<string, Line[]>();
    for (const { geometry, properties } of upstream.roads) {
      if (properties.class !== roadClass) continue;
      for (const line of linesOf(geometry))
        for (let index = 1; index < line.length; index++) {
          const segment = [line[index - 1] as Position, line[index] as Position] as const;
          const ref = roadClass === 'motorway' ? refOf(...segment) : '';
          byRef.set(ref, [...(byRef.get(ref) ?? []), segment]);
        }
    }
    const carriers = [...byRef].flatMap(([ref, segments]) =>
      chain(segments).map((line) => ({ properties: { class: roadClass, ref: ref || undefined }, line })),
    );
    carriers.sort((a, b) => lengthOf(b.line) - lengthOf(a.line));
    return withoutParallels(carriers, carriageways).map(({ properties, line }) =>
      lineFeature(line, properties),
    );
  };
  return [
    {
      id: 'road',
      description:
        'Expressways (motorway), national (trunk) and provincial highways (primary), one line each, from a grid of 63 m.',
      fields: { class: 'String', ref: 'String' },
      parts: [
        { features: roads('motorway') },
        { minZoom: 6, features: roads('trunk') },
        { minZoom: 7, features: roads('primary') },
      ],
    },
    {
      id: 'road_label',
      description: 'Where names and numbers of expressways are written.',
      fields: { name: 'String', ref: 'String' },
      parts: [
        {
          features: upstream.roadLabels.map(({ geometry, properties }) =>
            feature(geometry, { name: properties.name, ref: firstRef(properties.ref) }),
          ),
        },
      ],
    },
  ];
}
