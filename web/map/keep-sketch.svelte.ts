/** Draws what the tools lay over the map: a measurement, the own position. Call in a component. */
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { MapTools } from './tools.svelte.ts';

export function keepSketch(map: MapLibreMap, tools: MapTools): void {
  const data = $derived<FeatureCollection>({
    type: 'FeatureCollection',
    features: [...tools.position, ...tools.measured],
  });
  $effect(() => {
    void map.getSource<GeoJSONSource>('sketch')?.setData(data);
  });
}

/** A style that another one follows keeps what is drawn over it. */
export function keepingSketch(
  previous: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  const sketch = previous?.sources.sketch;
  return sketch ? { ...next, sources: { ...next.sources, sketch } } : next;
}
