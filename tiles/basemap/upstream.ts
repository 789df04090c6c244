/**
 * Reads the files of a place's `upstream` folder that the basemap is drawn from. Only the districts are required: an
 * owner may delete any other file, and the map is drawn without what it held.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson';
import { z } from 'zod';

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const line = z.array(position).min(2);
const polygon = z.array(z.array(position).min(4)).min(1);
const point = z.object({ type: z.literal('Point'), coordinates: position });
const lines = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
]);
const areas = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
]);

const text = z.string().min(1).nullish();
const flag = z.union([z.boolean(), z.number()]).nullish().transform(Boolean);
/** The same flag came as 1 and "1" in two exports. */
const level = z.coerce.number().int().nullish();

const district = z.object({
  code: z.string().min(6),
  name: z.string().min(1),
  city_code: text,
  province: text,
});

/** Which file holds what: the name's pattern, the geometry it must have, and the properties that are read. */
const files = {
  districts: { name: /^counties.*\.geojson$/, geometry: areas, properties: district },
  neighbours: { name: /^context_counties.*\.geojson$/, geometry: areas, properties: district },
  prefectures: {
    name: /_prefectures.*\.geojson$/,
    geometry: areas,
    properties: z.object({ code: z.string(), name: text }),
  },
  provinces: { name: /^province_.*\.geojson$/, geometry: areas, properties: z.object({ name: text }) },
  boundaries: {
    name: /^boundary_omt.*\.geojson$/,
    geometry: lines,
    properties: z.object({ admin_level: level }),
  },
  water: { name: /^water_omt.*\.geojson$/, geometry: areas, properties: z.object({ class: text }) },
  waterways: { name: /^waterway_omt.*\.geojson$/, geometry: lines, properties: z.object({ class: text }) },
  rivers: { name: /^rivers_gshhg.*\.geojson$/, geometry: lines, properties: z.object({ level }) },
  landcover: { name: /^landcover_omt.*\.geojson$/, geometry: areas, properties: z.object({ class: text }) },
  parks: {
    name: /^park_omt.*\.geojson$/,
    geometry: areas,
    properties: z.object({ class: text, name: text }),
  },
  landuse: { name: /^landuse_omt.*\.geojson$/, geometry: areas, properties: z.object({ class: text }) },
  roads: { name: /^roads_omt.*\.geojson$/, geometry: lines, properties: z.object({ class: text }) },
  roadLabels: {
    name: /^road_labels_omt.*\.geojson$/,
    geometry: lines,
    properties: z.object({ name: text, ref: text }),
  },
  railways: {
    name: /^railways_.*\.geojson$/,
    geometry: lines,
    properties: z.object({ name: text, name_en: text, usage: text, service: text, highspeed: level }),
  },
  stations: {
    name: /^rail_stations.*\.geojson$/,
    geometry: point,
    properties: z.object({ name: text, passenger: flag }),
  },
  aeroways: {
    name: /^aeroways.*\.geojson$/,
    geometry: lines,
    properties: z.object({ aeroway: text, ref: text }),
  },
  towns: {
    name: /^places_geonames.*\.geojson$/,
    geometry: point,
    properties: z.object({ name: text, name_en: text, fcode: text, pop: z.number().nullish() }),
  },
  places: {
    name: /^places_omt.*\.geojson$/,
    geometry: point,
    properties: z.object({ layer: text, name: text, class: text, rank: level, ele: z.number().nullish() }),
  },
} satisfies Record<string, { name: RegExp; geometry: z.ZodType; properties: z.ZodType }>;

type Files = typeof files;
export type SourceName = keyof Files;
interface Row<G extends Geometry, P> {
  readonly geometry: G;
  readonly properties: P;
}
/** The rows of one kind of file. */
export type Rows<Name extends SourceName> = readonly Row<
  z.infer<Files[Name]['geometry']> extends { type: 'Point' }
    ? Point
    : z.infer<Files[Name]['geometry']> extends { type: 'LineString' | 'MultiLineString' }
      ? LineString | MultiLineString
      : Polygon | MultiPolygon,
  z.infer<Files[Name]['properties']>
>[];
export type Upstream = { readonly [Name in SourceName]: Rows<Name> };

/** The districts of the place; who has none in `place.json` takes all of the district file. */
const placeSchema = z.looseObject({ name: z.string().optional() });

/** Reads one GeoJSON text. Throws with the file, the feature and the property that is wrong. */
function readRows<Name extends SourceName>(name: Name, file: string, json: string): Rows<Name> {
  const { geometry, properties } = files[name];
  const schema = z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ geometry, properties })),
  });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error(`${file} is not JSON: correct it or delete it.`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new Error(`${file} is not as expected: ${z.prettifyError(parsed.error)}. Correct it or delete it.`);
  // The schema of this very name made them; TypeScript does not follow a key into two columns of a table.
  return parsed.data.features as unknown as Rows<Name>;
}

/** What the basemap of a place is drawn from. */
export interface PlaceFiles {
  /** Name of the place in Chinese, or its code where place.json does not tell. */
  readonly placeName: string;
  readonly upstream: Upstream;
  /** Which kinds of files were there: who is to be credited. */
  readonly present: readonly SourceName[];
  /** SHA-256 over names and bytes of all files that were read, hexadecimal. */
  readonly hash: string;
}

async function listFiles(placeDirectory: string): Promise<{ file: string; source: SourceName }[]> {
  const folder = join(placeDirectory, 'upstream');
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new Error(`There is no folder ${folder}: the basemap is drawn from the GeoJSON files in it.`, {
      cause: error,
    });
  }
  const sources = Object.keys(files) as SourceName[];
  return names.sort().flatMap((name) => {
    const source = sources.find((candidate) => files[candidate].name.test(name));
    return source ? [{ file: join(folder, name), source }] : [];
  });
}

/** Name and content hash of a place's files, without reading into them. */
async function readBytes(place: string, placeDirectory: string) {
  const hash = createHash('sha256');
  const list = await listFiles(placeDirectory);
  const read = await Promise.all(list.map(async (one) => ({ ...one, bytes: await readFile(one.file) })));
  for (const { source, bytes } of read) hash.update(`${source} ${bytes.length}\n`).update(bytes);
  const description = await readFile(join(placeDirectory, 'place.json'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw error;
  });
  const placeName = placeSchema.parse(JSON.parse(description)).name ?? place;
  hash.update(`place ${place} ${placeName}`);
  return { read, placeName, hash: hash.digest('hex') };
}

/** The hash of `PlaceFiles` alone: to tell whether an archive is still that of its files. */
export async function hashOfFiles(place: string, placeDirectory: string): Promise<string> {
  return (await readBytes(place, placeDirectory)).hash;
}

/**
 * Reads `<placeDirectory>/upstream/*.geojson` and the name in `<placeDirectory>/place.json`. Files of no known name
 * are left alone. Throws when there is no district file or a file is damaged.
 */
export async function readPlaceFiles(place: string, placeDirectory: string): Promise<PlaceFiles> {
  const { read, placeName, hash } = await readBytes(place, placeDirectory);
  const rows = Object.fromEntries(
    (Object.keys(files) as SourceName[]).map((name) => [name, [] as unknown[]]),
  );
  for (const { file, source, bytes } of read)
    rows[source]?.push(...readRows(source, file, bytes.toString('utf8')));
  if (rows['districts']?.length === 0)
    throw new Error(`There are no districts in ${placeDirectory}/upstream: counties*.geojson is needed.`);
  const present = [...new Set(read.map(({ source }) => source))];
  return { placeName, upstream: rows as unknown as Upstream, present, hash };
}
