import { z } from 'zod';
import { delivery, industrialGrade, landCodeSystem, landUse, supply } from '../vocabulary/parcel.ts';
import { codeText, common, geometryOf, money, readFeatures } from './feature-file.ts';

const areas = geometryOf('Polygon', 'MultiPolygon');
const parcel = z
  .strictObject({
    ...common,
    district: codeText,
    zone: codeText.nullable(),
    land_use: z.enum(landUse.codes),
    industrial_grade: z.enum(industrialGrade.codes).nullable(),
    land_code: z.string().min(1).nullable(),
    land_code_system: z.enum(landCodeSystem.codes).nullable(),
    delivery: z.enum(delivery.codes),
    supply: z.enum(supply.codes),
    /** 参考起始价, 万元 for the whole parcel */
    start_price: money.nullable(),
    floor_area_ratio: z.number().positive().max(99).nullable(),
    contact: codeText.nullable(),
  })
  .refine((row) => (row.land_code === null) === (row.land_code_system === null), {
    path: ['land_code_system'],
    message: 'a land code stands with the name of its code system',
  });
export type Parcel = z.infer<typeof parcel> & { geometry: z.infer<typeof areas> };

/** Reads parcels of land. */
export function readParcels(file: string, text: string): Parcel[] {
  return readFeatures(file, text, parcel, areas);
}
