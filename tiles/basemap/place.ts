/** Towns and peaks: two gazetteers, each town once. */
import type { Position } from 'geojson';
import { contains, distance } from './geometry.ts';
import { chineseName, feature, type BasemapLayer } from './layer.ts';
import type { Upstream } from './upstream.ts';

interface Town {
  readonly point: Position;
  readonly name: string | undefined;
  readonly nameEn: string | undefined;
  readonly kind: 'city' | 'town' | 'peak';
  /** 1 the city, 2 county seats, 3 towns. */
  readonly rank: 1 | 2 | 3;
  readonly population: number | undefined;
  readonly elevation: number | undefined;
}

/** Points of one town in two gazetteers lie within this of each other, in metres. */
const sameTown = 6000;
/** A seat of a prefecture has more people than this in the gazetteers; a county seat has fewer. */
const cityPopulation = 1_000_000;

/** 商丘市 and 商丘 are one town. */
const stem = (name: string) => name.replace(/(?:城关镇|市|县|区|镇|乡)$/u, '');

function townsOf(upstream: Upstream): Town[] {
  const fromOpenMapTiles = upstream.places.map(({ geometry, properties }): Town => {
    const isPeak = properties.layer === 'mountain_peak';
    const isCity = properties.class === 'city';
    const isPrefecture = isCity && (properties.rank ?? 99) <= 6;
    return {
      point: geometry.coordinates,
      name: chineseName(properties.name),
      nameEn: undefined,
      kind: isPeak ? 'peak' : isCity ? 'city' : 'town',
      rank: isPrefecture ? 1 : isCity ? 2 : 3,
      population: undefined,
      elevation: properties.ele ?? undefined,
    };
  });
  const fromGeoNames = upstream.towns.map(({ geometry, properties }): Town => {
    const isPrefecture = properties.fcode === 'PPLA2' || (properties.pop ?? 0) >= cityPopulation;
    const isCounty = properties.fcode === 'PPLA3';
    return {
      point: geometry.coordinates,
      name: chineseName(properties.name),
      nameEn: properties.name_en ?? undefined,
      kind: isPrefecture ? 'city' : 'town',
      rank: isPrefecture ? 1 : isCounty ? 2 : 3,
      population: properties.pop ?? undefined,
      elevation: undefined,
    };
  });
  const kept: Town[] = [];
  for (const town of [...fromOpenMapTiles, ...fromGeoNames]) {
    const index = kept.findIndex(
      (other) =>
        other.name &&
        town.name &&
        stem(other.name) === stem(town.name) &&
        distance(other.point, town.point) < sameTown,
    );
    const known = kept[index];
    if (!known) kept.push(town);
    else
      kept[index] = {
        ...known,
        nameEn: known.nameEn ?? town.nameEn,
        population: known.population ?? town.population,
        rank: Math.min(known.rank, town.rank) as Town['rank'],
      };
  }
  return kept;
}

export function placeLayer(upstream: Upstream): BasemapLayer {
  const features = townsOf(upstream).map((town) => {
    const outside = !upstream.districts.some(({ geometry }) => contains(geometry, town.point));
    return {
      rank: town.rank,
      feature: feature(
        { type: 'Point', coordinates: town.point },
        {
          name: town.name,
          name_en: town.nameEn,
          kind: town.kind,
          rank: town.rank,
          population: town.population,
          elevation: town.elevation,
          outside,
        },
      ),
    };
  });
  const ofRank = (rank: number) => features.filter((one) => one.rank === rank).map((one) => one.feature);
  return {
    id: 'place',
    description:
      'Towns and peaks; rank 1 = prefecture seat, 2 = county seat, 3 = town. A place without a Chinese name has name_en only.',
    fields: {
      name: 'String',
      name_en: 'String',
      kind: 'String',
      rank: 'Number',
      population: 'Number',
      elevation: 'Number',
      outside: 'Boolean',
    },
    parts: [
      { features: ofRank(1) },
      { minZoom: 7, features: ofRank(2) },
      { minZoom: 9, features: ofRank(3) },
    ],
  };
}
