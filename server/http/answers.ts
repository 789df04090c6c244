/** Parts of answers that several routes share. */
import { z } from 'zod';
import type { CodeList } from '../../data/vocabulary/word.ts';

/** A member of a code list. */
export function member<Code extends string>(list: CodeList<Code>) {
  return z.enum(list.codes as readonly [Code, ...Code[]]);
}

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date' });
/** A moment, in the place's time. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/)
  .meta({ format: 'date-time' });
/** A month, YYYY-MM. */
export const month = z.string().regex(/^\d{4}-\d{2}$/);
/** 万元, at most two decimals. */
export const money = z.number().meta({ description: '万元 (10⁴ CNY)' });
export const revision = z.string().meta({ description: 'Revision of what the answer was made from' });
export const next = z
  .string()
  .nullable()
  .meta({ description: 'Cursor of the next page; null on the last one' });
/** Longitude and latitude in degrees (EPSG:4326). */
export const location = z
  .tuple([z.number(), z.number()])
  .meta({ description: 'longitude, latitude (EPSG:4326)' });
export const bbox = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .meta({ description: 'west, south, east, north in degrees (EPSG:4326)' });

const position = z.array(z.number());
/** GeoJSON geometries that the database holds. */
export const geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Point'), coordinates: position }),
  z.strictObject({ type: z.literal('LineString'), coordinates: z.array(position) }),
  z.strictObject({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position)) }),
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
]);

/** What every thing of a list but a project has. */
export const listed = {
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  illustrative: z.boolean(),
  source: z.string(),
  dataAsOf: date,
  bbox,
  location,
};

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), total: z.number().int(), next, revision });
}
