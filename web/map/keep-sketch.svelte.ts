/** Draws what the tools lay over the map: a measurement, the own position; and where a selected parcel lies. Call in a component. */
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { SketchPart } from '../../tiles/style/sketch.ts';
import type { Portal } from '../state/portal.svelte.ts';
import type { MapTools } from './tools.svelte.ts';

export function keepSketch(map: MapLibreMap, portal: Portal, tools: MapTools): void {
  const data = $derived<FeatureCollection>({
    type: 'FeatureCollection',
    features: [...selectedParcel(portal), ...tools.position, ...tools.measured],
  });
  $effect(() => {
    void map.getSource<GeoJSONSource>('sketch')?.setData(data);
  });
}

/** Far out, and while their layer is off, parcels are not drawn one by one: the selected one has a mark in its middle. */
function selectedParcel({ parcelPlace, layers }: Portal): Feature[] {
  if (!parcelPlace) return [];
  const properties: { part: SketchPart; drawn: boolean } = { part: 'selected', drawn: layers.has('parcel') };
  return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...parcelPlace] } }];
}

/** A style that another one follows keeps what is drawn over it. */
export function keepingSketch(
  previous: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  const sketch = previous?.sources.sketch;
  return sketch ? { ...next, sources: { ...next.sources, sketch } } : next;
}
