/**
 * An archive with the Protomaps schema, version 4, drawn in the portal's tokens
 * (https://docs.protomaps.com/basemaps/layers). Country lines and names are not drawn: those of a world-wide source
 * are not the ones that a map in China may show; the place's own boundaries lie above.
 */
import type { OtherGround } from '../other-ground.ts';
import { areaLayers } from './areas.ts';
import { nameLayers } from './names.ts';
import { roadLayers } from './roads.ts';

export const protomapsSource = 'protomaps';

/** @param url of the source, `pmtiles://…` */
export function protomapsGround({
  id,
  url,
  attribution,
}: {
  readonly id: string;
  readonly url: string;
  readonly attribution: string | null;
}): OtherGround {
  return {
    id,
    sources: { [protomapsSource]: { type: 'vector', url } },
    background: ({ colour }) => colour['m-out'],
    layers: (context) =>
      [...areaLayers(context), ...roadLayers(context), ...nameLayers(context)].map((layer) => ({
        ...layer,
        source: protomapsSource,
      })),
    attribution,
  };
}
