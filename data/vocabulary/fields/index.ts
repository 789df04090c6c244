/** The fields of every noun that is drawn, imported and written out. */
import type { Layer } from '../layer.ts';
import { constraintFields } from './constraint.ts';
import { corridorFields } from './corridor.ts';
import { districtFields } from './district.ts';
import { facilityFields } from './facility.ts';
import type { Fields } from './field.ts';
import { parcelFields } from './parcel.ts';
import { projectFields } from './project.ts';
import { zoneFields } from './zone.ts';

export const fieldsOf: Readonly<Record<Layer, Fields>> = {
  project: projectFields,
  zone: zoneFields,
  corridor: corridorFields,
  parcel: parcelFields,
  facility: facilityFields,
  constraint: constraintFields,
  district: districtFields,
};

/** Types of geometry that a noun is stored with; `Multi` ones are what the column holds. */
export const geometryTypesOf: Readonly<Record<Layer, readonly string[]>> = {
  project: ['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'],
  zone: ['MultiPolygon'],
  corridor: ['MultiLineString'],
  parcel: ['MultiPolygon'],
  facility: ['Point'],
  constraint: ['MultiPolygon'],
  district: ['MultiPolygon'],
};
