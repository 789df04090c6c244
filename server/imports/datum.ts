/** GCJ-02 and BD-09, the shifted coordinates of Chinese map services, back to WGS 84. */
import gcoord from 'gcoord';
import type { Geometry } from 'geojson';
import { mapPositions } from './shapes.ts';

export function fromGcj(geometry: Geometry, datum: 'gcj02' | 'bd09'): Geometry {
  const from = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
  return mapPositions(geometry, ([lng = 0, lat = 0]) => gcoord.transform([lng, lat], from, gcoord.WGS84));
}
