/**
 * Base filters of the live layers, by the `part` that a feature is. The web narrows symbol layers to the things that
 * the filter leaves: `['all', base, ['in', ['id'], ['literal', fids]]]`.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';

const part = (name: string): ExpressionFilterSpecification => ['==', ['get', 'part'], name];

export const projectPoint = part('point');
export const projectSite = part('site');
export const projectLine = part('line');
export const zonePlanned = part('planned');
export const zoneBuilt = part('built');
export const zoneLabel = part('label');
export const corridorLine = part('line');
export const corridorLabel = part('label');
export const districtArea = part('area');
export const districtLabel = part('label');
export const parcelArea: ExpressionFilterSpecification = ['!=', ['get', 'part'], 'aggregate'];
export const parcelAggregate = part('aggregate');
export const everyFacility: ExpressionFilterSpecification = ['has', 'kind'];
export const everyConstraint: ExpressionFilterSpecification = ['has', 'kind'];

/** `base`, narrowed to features of these ids. */
export function among(
  base: ExpressionFilterSpecification,
  fids: readonly number[],
): ExpressionFilterSpecification {
  return ['all', base, ['in', ['id'], ['literal', [...fids]]]];
}
