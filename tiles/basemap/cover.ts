/** Lakes, rivers, land cover, built-up areas and runways: taken as the files give them. */
import { feature, type BasemapLayer } from './layer.ts';
import type { Upstream } from './upstream.ts';

export function coverLayers(upstream: Upstream): BasemapLayer[] {
  return [
    {
      id: 'landcover',
      description: 'Woods, wetlands, farmland and nature reserves, from a grid of 63 m.',
      fields: { kind: 'String', name: 'String' },
      parts: [
        {
          features: [
            ...upstream.landcover.map(({ geometry, properties }) =>
              feature(geometry, { kind: properties.class }),
            ),
            ...upstream.parks.map(({ geometry, properties }) =>
              feature(geometry, { kind: properties.class, name: properties.name }),
            ),
          ],
        },
      ],
    },
    {
      id: 'builtup',
      description: 'Residential areas, from a grid of 63 m.',
      fields: { kind: 'String' },
      parts: [
        {
          features: upstream.landuse.map(({ geometry, properties }) =>
            feature(geometry, { kind: properties.class }),
          ),
        },
      ],
    },
    {
      id: 'water',
      description: 'Lakes and reservoirs, from a grid of 63 m.',
      fields: { kind: 'String' },
      parts: [
        {
          features: upstream.water.map(({ geometry, properties }) =>
            feature(geometry, { kind: properties.class }),
          ),
        },
      ],
    },
    {
      id: 'waterway',
      description: 'Rivers without names, generalised; kind river or level of GSHHG (1 = greatest).',
      fields: { kind: 'String', level: 'Number' },
      parts: [
        {
          features: [
            ...upstream.rivers.map(({ geometry, properties }) =>
              feature(geometry, { kind: 'river', level: properties.level }),
            ),
            ...upstream.waterways.map(({ geometry, properties }) =>
              feature(geometry, { kind: properties.class }),
            ),
          ],
        },
      ],
    },
    {
      id: 'airport',
      description: 'Runways and taxiways.',
      fields: { kind: 'String', ref: 'String' },
      parts: [
        {
          minZoom: 9,
          features: upstream.aeroways.map(({ geometry, properties }) =>
            feature(geometry, { kind: properties.aeroway, ref: properties.ref }),
          ),
        },
      ],
    },
  ];
}
