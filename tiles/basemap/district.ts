/**
 * Districts of the place and round it: areas, boundary lines drawn once, the city's outline, the veil, label points.
 * The areas share the very points of their edges, so a boundary is known by the two areas that have it.
 */
import type { Feature, Position } from 'geojson';
import { contains, labelPoint, midpoint, ringsOf, signedArea, type Area } from './geometry.ts';
import { feature, lineFeature, type BasemapLayer } from './layer.ts';
import { chain, keyOf, SegmentGrid, type Line } from './line.ts';
import type { Rows, Upstream } from './upstream.ts';

type District = Rows<'districts'>[number];
type Segment = readonly [Position, Position];
interface Edge {
  readonly segment: Segment;
  readonly own: District[];
  readonly neighbours: District[];
}

/** Every piece of outline once, with the areas on its two sides. */
function edges(own: readonly District[], neighbours: readonly District[]): Edge[] {
  const found = new Map<string, Edge>();
  const add = (district: District, side: 'own' | 'neighbours') => {
    for (const ring of ringsOf(district.geometry))
      for (let index = 1; index < ring.length; index++) {
        const segment: Segment = [ring[index - 1] as Position, ring[index] as Position];
        const key = segment.map(keyOf).sort().join(' ');
        const edge = found.get(key) ?? { segment, own: [], neighbours: [] };
        edge[side].push(district);
        found.set(key, edge);
      }
  };
  for (const district of own) add(district, 'own');
  for (const district of neighbours) add(district, 'neighbours');
  return [...found.values()];
}

/** Neighbours without the place's own districts, which some files repeat. */
export function neighboursOf({ districts, neighbours }: Upstream): District[] {
  const own = new Set(districts.map(({ properties }) => properties.code));
  return neighbours.filter(({ properties }) => !own.has(properties.code));
}

/** Closed outlines of the whole place, clockwise (north up); the outlines of holes run counter-clockwise. */
function outlineOf(upstream: Upstream): Position[][] {
  const outer = edges(upstream.districts, []).filter(({ own }) => own.length === 1);
  const rings = chain(outer.map(({ segment }) => segment));
  return rings.map((ring) => {
    // The middle of a piece, for a corner may be shared with another ring.
    const point = midpoint(ring[0] as Position, ring[1] as Position);
    const around = rings.filter(
      (one) => one !== ring && contains({ type: 'Polygon', coordinates: [one] }, point),
    );
    const isHole = around.length % 2 === 1;
    const isClockwise = signedArea(ring) < 0;
    return isClockwise === isHole ? ring.toReversed() : ring;
  });
}

/** Between two neighbours: the highest of the levels that part them. */
function levelBetween(a: District, b: District): 'county' | 'prefecture' | 'province' {
  if (a.properties.province !== b.properties.province) return 'province';
  return a.properties.city_code === b.properties.city_code ? 'county' : 'prefecture';
}

/** A generalised country line (63 m grid) and an exact outline lie this near to each other, in metres. */
const countryLineTolerance = 1500;
/** Outlines of the same border in two files lie this near to each other, in metres. */
const sameLineTolerance = 900;

/**
 * Boundary lines by level. `city` is the outline of the place; where it is the country's border too, that comes as
 * `country` besides. Prefecture lines farther away come from the prefecture file, else from province or OMT lines.
 */
export function boundaryLayer(upstream: Upstream): BasemapLayer {
  const neighbours = neighboursOf(upstream);
  const all = edges(upstream.districts, neighbours);
  const byLevel = new Map<string, Segment[]>();
  const add = (level: string, segment: Segment) => {
    const list = byLevel.get(level);
    if (list) list.push(segment);
    else byLevel.set(level, [segment]);
  };
  const country = new SegmentGrid();
  for (const { geometry, properties } of upstream.boundaries)
    if (properties.admin_level === 2) for (const line of linesOf(geometry)) country.add(line);
  const isCountry = ([a, b]: Segment) => country.nearest(midpoint(a, b), countryLineTolerance) !== undefined;

  const wider = farther(upstream);
  const widerByLevel = new Map(['prefecture', 'province'].map((level) => [level, new SegmentGrid()]));
  for (const [level, segment] of wider) widerByLevel.get(level)?.add(segment);
  /** Level of the edge of the known surroundings, where the other side is known from a coarser file only. */
  const levelOfEdge = (segment: Segment) =>
    ['province', 'prefecture'].find((level) =>
      segment.every((point) => widerByLevel.get(level)?.nearest(point, sameLineTolerance)),
    );

  const drawn = new SegmentGrid();
  for (const { segment, own, neighbours: others } of all) {
    const [a, b] = [...own, ...others];
    let level: string | undefined;
    if (own.length === 2) level = 'county';
    else if (own.length === 1) level = isCountry(segment) ? 'country' : undefined;
    else level = a && b ? levelBetween(a, b) : levelOfEdge(segment);
    if (level) add(level, segment);
    // The outline of the place is drawn as such, whatever level it has besides.
    if (level || own.length === 1) drawn.add(segment);
  }
  for (const [level, segment] of wider) {
    const middle = midpoint(...segment);
    const isNear = [...segment, middle].every((point) => drawn.nearest(point, sameLineTolerance));
    const isWithin = [...upstream.districts, ...neighbours].some(({ geometry }) =>
      contains(geometry, middle),
    );
    if (!isNear && !isWithin) add(level === 'province' && isCountry(segment) ? 'country' : level, segment);
  }
  const features = (level: string): Feature[] =>
    chain(byLevel.get(level) ?? []).map((line) => lineFeature(line, { level }));
  const city = outlineOf(upstream).map((ring) => lineFeature(ring, { level: 'city' }));
  return {
    id: 'boundary',
    description:
      'Boundary lines, sketched (示意); the outline of the place runs with the place to its right.',
    fields: { level: 'String' },
    parts: [
      { features: [...features('country'), ...features('province'), ...city] },
      { minZoom: 5, features: features('prefecture') },
      { minZoom: 7, features: features('county') },
    ],
  };
}

/** Prefecture and province lines of the wider surroundings, each once. */
function farther(upstream: Upstream): (readonly [level: string, segment: Segment])[] {
  const asDistrict = ({ geometry }: { geometry: Area }): District => ({
    geometry,
    properties: { code: '', name: '' },
  });
  if (upstream.prefectures.length > 0)
    return edges(upstream.prefectures.map(asDistrict), []).map(({ segment, own }) => [
      own.length === 1 ? 'province' : 'prefecture',
      segment,
    ]);
  if (upstream.provinces.length > 0)
    return edges(upstream.provinces.map(asDistrict), []).map(({ segment }) => ['province', segment]);
  return upstream.boundaries.flatMap(({ geometry, properties }) =>
    properties.admin_level === 4 || properties.admin_level === 2
      ? linesOf(geometry).flatMap((line) =>
          line.slice(1).map((point, index) => ['province', [line[index] as Position, point]] as const),
        )
      : [],
  );
}

/** The lines of a line geometry. */
export function linesOf(geometry: Rows<'boundaries'>[number]['geometry']): Line[] {
  return geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
}

/** Land outside (`land`), the place's own (`city`) and its districts (`district`). */
export function areaLayers(upstream: Upstream): BasemapLayer[] {
  const outline = outlineOf(upstream);
  const isHole = (ring: Position[]) => signedArea(ring) > 0;
  const world: Position[] = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  const veil: Area = {
    type: 'MultiPolygon',
    coordinates: [
      [world, ...outline.filter((ring) => !isHole(ring))],
      ...outline.filter(isHole).map((ring) => [ring]),
    ],
  };
  const wide = upstream.prefectures.length > 0 ? upstream.prefectures : upstream.provinces;
  const land = [
    ...wide.map(({ geometry }) => feature(geometry, { kind: 'prefecture' })),
    ...neighboursOf(upstream).map(({ geometry, properties }) =>
      feature(geometry, { kind: 'district', code: properties.code }),
    ),
  ];
  const own = upstream.districts.map(({ geometry, properties }) =>
    feature(geometry, { code: properties.code, name: properties.name }),
  );
  const city = upstream.districts.map(({ geometry }) => feature(geometry, {}));
  return [
    {
      id: 'land',
      description: 'Neighbouring districts, and the prefectures or the province around.',
      fields: { kind: 'String', code: 'String' },
      parts: [{ features: land }],
    },
    {
      id: 'city',
      description: 'The land of the place.',
      fields: {},
      parts: [{ features: city }],
    },
    {
      id: 'district',
      description: 'Districts of the place, sketched (示意).',
      fields: { code: 'String', name: 'String' },
      parts: [{ minZoom: 7, features: own }],
    },
    {
      id: 'mask',
      description: 'Everything but the place: what the veil covers.',
      fields: {},
      parts: [{ features: [feature(veil, {})] }],
    },
  ];
}

/** A point for the name of each district and prefecture, where it has most room. */
export function districtLabelLayer(upstream: Upstream): BasemapLayer {
  const point = (geometry: Area) => ({ type: 'Point' as const, coordinates: labelPoint(geometry) });
  const ownPoints = upstream.districts.map(({ geometry }) => labelPoint(geometry));
  const label = ({ geometry, properties }: District, outside: boolean) =>
    feature(point(geometry), { code: properties.code, name: properties.name, level: 'county', outside });
  const prefectures = upstream.prefectures
    .filter(({ geometry }) => !ownPoints.some((own) => contains(geometry, own)))
    .map(({ geometry, properties }) =>
      feature(point(geometry), {
        code: properties.code,
        name: properties.name,
        level: 'prefecture',
        outside: true,
      }),
    );
  return {
    id: 'district_label',
    description: 'Label points of districts and prefectures.',
    fields: { code: 'String', name: 'String', level: 'String', outside: 'Boolean' },
    parts: [
      { features: prefectures },
      {
        minZoom: 6,
        features: [
          ...upstream.districts.map((district) => label(district, false)),
          ...neighboursOf(upstream).map((district) => label(district, true)),
        ],
      },
    ],
  };
}
