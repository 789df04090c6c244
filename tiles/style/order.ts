/**
 * The one drawing order, bottom to top. For symbols it is also the order of priority: what stands further up is placed
 * first and pushes the others away (design.md §4, label priority).
 */
export const layerOrder = [
  // ground
  'background',
  // another ground in the place of the own archive's
  'tianditu',
  'tianditu-names',
  'protomaps-earth',
  'protomaps-landcover',
  'protomaps-green',
  'protomaps-builtup',
  'protomaps-water',
  'protomaps-waterway',
  'land',
  'city',
  'city-band',
  'wetland',
  'builtup',
  'waterway',
  'water',
  // zones lie under the roads that cross them
  'zone-built',
  'zone-planned',
  'zone-tourism',
  'zone-touched',
  // network
  'protomaps-building',
  'protomaps-street',
  'protomaps-secondary',
  'protomaps-primary-case',
  'protomaps-primary',
  'protomaps-trunk-case',
  'protomaps-trunk',
  'protomaps-motorway-case',
  'protomaps-motorway',
  'protomaps-rail',
  'protomaps-rail-dash',
  'protomaps-boundary',
  'airport',
  'primary-case',
  'primary',
  'trunk-case',
  'trunk',
  'motorway-case',
  'motorway',
  'railway-siding',
  'railway',
  'railway-dash',
  'high-speed-rail',
  'high-speed-rail-dash',
  // boundaries and the veil outside of the city
  'county-boundary',
  'prefecture-boundary',
  'province-boundary',
  'country-boundary',
  'mask',
  'city-boundary',
  'district-area',
  'district-outline',
  'zone-outline',
  // themes
  'constraint-hatch',
  'constraint-touched',
  'constraint-outline',
  'constraint-boundary',
  'corridor-halo',
  'corridor-case',
  'corridor-solid',
  'corridor-high-speed-core',
  'corridor-expressway-core',
  'corridor-planned',
  'corridor-power',
  'parcel',
  'parcel-outline',
  'parcel-aggregate',
  'parcel-aggregate-count',
  'project-line-halo',
  'project-line-case',
  'project-line',
  'project-line-planned',
  'project-site',
  'project-site-outline',
  // labels that keep clear of the dots (these are placed before them), least important first
  'protomaps-poi-name',
  'protomaps-road-name',
  'protomaps-water-name',
  'protomaps-place-name',
  'neighbour-prefecture-label',
  'neighbour-county-label',
  'railway-label',
  'road-shield',
  'corridor-label',
  'corridor-label-steep',
  'project-label',
  'county-label',
  'district-label',
  'project-ring',
  'project-dot',
  // labels and symbols above the dots, least important first
  'facility-ring',
  'facility',
  'station',
  'zone-label',
  'project-disc',
  'parcel-label',
  'town-label',
  'project-selected',
  // exceptions speak: nothing lies over a red light
  'project-badge-yellow',
  'project-badge-red',
  // what a visitor lays over the map, and where a selected thing lies that is not drawn by itself
  'sketch-selected-ring',
  'sketch-selected',
  'sketch-accuracy',
  'sketch-area',
  'sketch-line-case',
  'sketch-line',
  'sketch-line-loose',
  'sketch-corner',
  'sketch-position',
  'sketch-figure',
] as const;

export type LayerId = (typeof layerOrder)[number];

const places = new Map<string, number>(layerOrder.map((id, index) => [id, index]));

/** Place of a layer in the order, 0 at the bottom. Throws on an id that is not in the list. */
export function placeOf(id: string): number {
  const place = places.get(id);
  if (place === undefined) throw new Error(`The layer ${id} has no place: enter it in tiles/style/order.ts.`);
  return place;
}

/** The layers, bottom to top. Throws on an unknown id and on one that comes twice. */
export function inOrder<Layer extends { readonly id: string }>(layers: readonly Layer[]): Layer[] {
  // Asked of each layer first: a single one is never compared, and would not be noticed.
  for (const { id } of layers) placeOf(id);
  const sorted = layers.toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
  sorted.forEach((layer, index) => {
    if (layer.id === sorted[index - 1]?.id) throw new Error(`The layer ${layer.id} came twice.`);
  });
  return sorted;
}
