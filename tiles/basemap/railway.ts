/** Railways, one line for the tracks of each, sidings apart; stations once each. */
import type { Feature, Position } from 'geojson';
import { linesOf } from './district.ts';
import { contains, distance, lengthOf } from './geometry.ts';
import { chineseName, feature, lineFeature, type BasemapLayer } from './layer.ts';
import { chain, SegmentGrid, withoutParallels, type Line } from './line.ts';
import type { Upstream } from './upstream.ts';

/** The tracks of a line with its passing loops lie within this, in metres; two railways side by side lie farther off. */
const tracks = 90;
/** A station lies within this of its railway, in metres. */
const stationReach = 1000;
/** How far a station's point may be nearer to the other railway by mistake, in metres. */
const pointError = 5;
/** The same name within this is the same station (two platforms, two exports), in metres. */
const sameStation = 3000;

interface Track {
  readonly kind: 'high_speed_rail' | 'railway';
  readonly name: string | undefined;
  readonly name_en: string | undefined;
  readonly usage: string | undefined;
}

export function railwayLayers(upstream: Upstream): BasemapLayer[] {
  const groups = new Map<string, { track: Track; isService: boolean; lines: Line[] }>();
  // One file has English names, another one the better lines.
  const english = new Map(
    upstream.railways.flatMap(({ properties: { name, name_en } }) =>
      name && name_en ? [[name, name_en]] : [],
    ),
  );
  for (const { geometry, properties } of upstream.railways) {
    const track: Track = {
      kind: properties.highspeed === 1 ? 'high_speed_rail' : 'railway',
      name: chineseName(properties.name),
      name_en: english.get(properties.name ?? ''),
      usage: properties.usage ?? undefined,
    };
    const isService = Boolean(properties.service);
    const key = JSON.stringify([track, isService]);
    const group = groups.get(key) ?? { track, isService, lines: [] };
    group.lines.push(...linesOf(geometry));
    groups.set(key, group);
  }
  const chained = [...groups.values()].flatMap(({ track, isService, lines }) =>
    chain(lines).map((line) => ({ properties: track, isService, line })),
  );
  const main = (kind: Track['kind']) => {
    const carriers = chained.filter((one) => !one.isService && one.properties.kind === kind);
    // Named lines first: where two tracks lie side by side, the one with a name is kept.
    const rank = ({ name, usage }: Track) => (name ? 0 : 2) + (usage === 'main' || !usage ? 0 : 1);
    carriers.sort((a, b) => rank(a.properties) - rank(b.properties) || lengthOf(b.line) - lengthOf(a.line));
    return withoutParallels(carriers, tracks);
  };
  const highSpeed = main('high_speed_rail');
  const conventional = main('railway');
  const features = (list: typeof highSpeed) =>
    list.map(({ properties, line }) => lineFeature(line, { ...properties, track: 'main' }));
  const sidings = chained
    .filter(({ isService }) => isService)
    .map(({ properties, line }) => lineFeature(line, { kind: properties.kind, track: 'service' }));
  return [
    {
      id: 'railway',
      description:
        'Railways, one line for all tracks; from zoom 11 sidings and yards (track = service) as well.',
      fields: { kind: 'String', name: 'String', name_en: 'String', usage: 'String', track: 'String' },
      parts: [
        { features: [...features(conventional), ...features(highSpeed)] },
        { minZoom: 11, features: sidings },
      ],
    },
    {
      id: 'station',
      description: 'Railway stations with a name.',
      fields: { name: 'String', passenger: 'Boolean', high_speed: 'Boolean', outside: 'Boolean' },
      parts: [{ minZoom: 7, features: stations(upstream) }],
    },
  ];
}

/** High-speed stations are those whose nearest track is of that kind: old and new lines run side by side for long. */
function stations(upstream: Upstream): Feature[] {
  const grids = { highSpeed: new SegmentGrid(), conventional: new SegmentGrid() };
  for (const { geometry, properties } of upstream.railways) {
    if (properties.service) continue;
    const grid = properties.highspeed === 1 ? grids.highSpeed : grids.conventional;
    for (const line of linesOf(geometry)) grid.add(line);
  }
  const distanceTo = (grid: SegmentGrid, point: Position) => {
    const found = grid.nearest(point, stationReach);
    return found ? distance(found, point) : Infinity;
  };
  const kept: Feature[] = [];
  // Passenger stations first, so that of two with one name the one with trains stays.
  const ordered = upstream.stations.toSorted(
    (a, b) => Number(b.properties.passenger) - Number(a.properties.passenger),
  );
  for (const { geometry, properties } of ordered) {
    const name = chineseName(properties.name)?.replace(/站$/u, '');
    const isKnown = kept.some(
      (other) =>
        other.properties?.['name'] === name &&
        other.geometry.type === 'Point' &&
        distance(other.geometry.coordinates, geometry.coordinates) < sameStation,
    );
    if (!name || isKnown) continue;
    const highSpeed = distanceTo(grids.highSpeed, geometry.coordinates);
    const conventional = distanceTo(grids.conventional, geometry.coordinates);
    const isHighSpeed = highSpeed < Infinity && highSpeed <= conventional + pointError;
    const outside = !upstream.districts.some((one) => contains(one.geometry, geometry.coordinates));
    kept.push(feature(geometry, { name, passenger: properties.passenger, high_speed: isHighSpeed, outside }));
  }
  return kept;
}
