/** Reading a GeoJSON or JSON text into rows: the one place where the files of a place are checked. */
import type { Geometry, Position } from 'geojson';
import { z } from 'zod';
import { positionDepth } from '../geometry-depth.ts';
import type { SimpleGeometryType as GeometryType } from '../geometry-depth.ts';

/** A file of the place is not as expected. The message names file, row, property and value. */
export class SourceError extends Error {
  override name = 'SourceError';
}

export const codeText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code of letters, digits, dot, dash or underscore');
export const dateText = z.iso.date();
export const momentText = z.iso.datetime({ offset: true });
/** Money in 万元. */
export const money = z.number().nonnegative().max(999_999_999_999);

/** What every feature of a canonical file says about itself. */
export const common = {
  code: codeText,
  name: z.string().min(1),
  name_en: z.string().min(1).nullable(),
  published: z.boolean(),
  illustrative: z.boolean(),
  source: z.string().min(1),
  data_as_of: dateText,
  /** When the demo pretends to have learnt of it; absent = with the place. */
  recorded_at: momentText.optional(),
};

/** The common part for things without publication and geometry: units, persons, companies. */
export const commonOfPeople = {
  code: codeText,
  name: z.string().min(1),
  name_en: z.string().min(1).nullable(),
  illustrative: z.boolean(),
};

/** A feature's geometry: one of the types, in degrees, rings closed. Validity in the strict sense is the database's to judge. */
export function geometryOf<T extends GeometryType>(...types: readonly T[]) {
  return z.custom<Extract<Geometry, { type: T }>>((value) => geometryProblem(value, types) === undefined, {
    error: (issue) => geometryProblem(issue.input, types) ?? 'not a geometry',
  });
}

function geometryProblem(value: unknown, types: readonly GeometryType[]): string | undefined {
  const { type, coordinates } = (value ?? {}) as { type?: GeometryType; coordinates?: unknown };
  if (!type || !types.includes(type))
    return `geometry of type ${types.join(' or ')} expected, got ${String(type)}`;
  return coordinateProblem(coordinates, positionDepth[type], type.endsWith('Polygon'));
}

function coordinateProblem(value: unknown, levels: number, rings: boolean): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return 'a list of coordinates is empty or missing';
  if (levels > 0) {
    const places = value as Position[];
    if (levels === 1 && rings && !isClosedRing(places))
      return 'a ring needs four positions, the last equal to the first';
    if (levels === 1 && !rings && value.length < 2) return 'a line needs two positions';
    for (const part of value) {
      const problem = coordinateProblem(part, levels - 1, rings);
      if (problem) return problem;
    }
    return undefined;
  }
  const [longitude, latitude] = value as number[];
  const fits = (degrees: unknown, limit: number) =>
    typeof degrees === 'number' && Number.isFinite(degrees) && Math.abs(degrees) <= limit;
  return fits(longitude, 180) && fits(latitude, 90)
    ? undefined
    : `${JSON.stringify(value).slice(0, 60)} is no longitude and latitude in degrees`;
}

function isClosedRing(ring: Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/**
 * Reads a FeatureCollection; each row is the feature's properties with its `geometry` beside them.
 * @param file the name that errors give.
 * @throws SourceError
 */
export function readFeatures<P extends z.ZodType, G extends z.ZodType>(
  file: string,
  text: string,
  properties: P,
  geometry: G,
): (z.output<P> & { geometry: z.output<G> })[] {
  const collection = parseJson(file, text) as { features?: unknown };
  if (!Array.isArray(collection?.features)) throw new SourceError(`${file}: no GeoJSON FeatureCollection`);
  return collection.features.map((feature: { properties?: object; geometry?: unknown } | null, index) => {
    const name = rowName(feature?.properties, index);
    return {
      ...(check(file, name, properties, feature?.properties ?? {}) as object),
      geometry: check(file, name, geometry, feature?.geometry ?? null, 'geometry'),
    } as z.output<P> & { geometry: z.output<G> };
  });
}

/** Reads a JSON array of rows. Throws like `readFeatures`. */
export function readRows<P extends z.ZodType>(file: string, text: string, row: P): z.output<P>[] {
  const rows = parseJson(file, text);
  if (!Array.isArray(rows)) throw new SourceError(`${file}: no JSON array`);
  return rows.map((value: unknown, index) => check(file, rowName(value, index), row, value));
}

/** Reads a JSON object of lists of rows, with the members of `head` beside them. Throws like `readFeatures`. */
export function readLists<H extends z.ZodRawShape, L extends Readonly<Record<string, z.ZodType>>>(
  file: string,
  text: string,
  head: z.ZodObject<H>,
  lists: L,
): z.output<z.ZodObject<H>> & { [K in keyof L]: z.output<L[K]>[] } {
  const members = (parseJson(file, text) ?? {}) as Record<string, unknown>;
  const read = Object.entries(lists).map(([name, row]) => {
    const rows = members[name];
    if (!Array.isArray(rows)) throw new SourceError(`${file}: no list ${name}`);
    return [
      name,
      rows.map((value: unknown, index) => check(file, `${name} ${rowName(value, index)}`, row, value)),
    ];
  });
  const rest = Object.fromEntries(Object.entries(members).filter(([name]) => !(name in lists)));
  return { ...check(file, '', head, rest), ...Object.fromEntries(read) } as never;
}

/** Reads one JSON object. Throws like `readFeatures`. */
export function readObject<P extends z.ZodType>(file: string, text: string, schema: P): z.output<P> {
  return check(file, '', schema, parseJson(file, text));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SourceError(`${file}: not JSON (${(cause as Error).message})`, { cause });
  }
}

function rowName(row: unknown, index: number): string {
  const { code, name, project } = (row ?? {}) as { code?: unknown; name?: unknown; project?: unknown };
  const known = code ?? name ?? project;
  return `row ${index + 1}${known ? ` (${String(known).slice(0, 80)})` : ''}`;
}

function check<S extends z.ZodType>(
  file: string,
  name: string,
  schema: S,
  value: unknown,
  whole = '',
): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') || whole;
  const input = path === 'geometry' ? '' : ` = ${String(JSON.stringify(issue?.input)).slice(0, 80)}`;
  throw new SourceError(`${[file, name, path].filter(Boolean).join(', ')}${input}: ${issue?.message}`);
}
