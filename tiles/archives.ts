/** Which archives there are: the basemap of a place, from the files of its folder. */
import { readPlaceFiles, hashOfFiles, type PlaceFiles, type SourceName } from './basemap/upstream.ts';
import { coverLayers } from './basemap/cover.ts';
import { areaLayers, boundaryLayer, districtLabelLayer, neighboursOf } from './basemap/district.ts';
import { boundsOf, ringsOf } from './basemap/geometry.ts';
import type { BasemapLayer } from './basemap/layer.ts';
import { placeLayer } from './basemap/place.ts';
import { railwayLayers } from './basemap/railway.ts';
import { roadLayers } from './basemap/road.ts';
import { writeArchive, type ArchiveMetadata, type ArchiveSummary } from './pmtiles.ts';
import { ArchiveError, openArchive } from './pmtiles/open.ts';
import { buildPyramid, type Bounds } from './pyramid.ts';

/** Raise it when the same files give other tiles than before: every archive is then built anew. */
const basemapBuilder = 1;

/** The map begins with the province in view. Railways are true to about 2 m, a unit of a tile at zoom 12. */
const basemapZooms = { min: 4, max: 12 } as const;
/** Up to this zoom the wider surroundings get tiles, beyond it the place with its neighbours. */
const wideZoom = 8;

export interface BasemapOptions {
  /** Code of the place: `shangqiu`. */
  readonly place: string;
  /** Its folder, which holds `upstream/*.geojson` and perhaps `place.json`. */
  readonly placeDirectory: string;
  /** The archive file. */
  readonly output: string;
}

/** Who is credited for which file (data/demo/README.md). */
const credits: Readonly<Partial<Record<SourceName, string>>> = {
  districts: '© OpenStreetMap contributors',
  roads: '© OpenMapTiles © MapTiler',
  roadLabels: '© OpenMapTiles © MapTiler',
  water: '© OpenMapTiles © MapTiler',
  waterways: '© OpenMapTiles © MapTiler',
  landcover: '© OpenMapTiles © MapTiler',
  landuse: '© OpenMapTiles © MapTiler',
  parks: '© OpenMapTiles © MapTiler',
  places: '© OpenMapTiles © MapTiler',
  boundaries: '© OpenMapTiles © MapTiler',
  towns: 'GeoNames',
  rivers: 'GSHHG',
};

function attributionOf(present: readonly SourceName[]): string {
  const used = new Set(present.map((source) => credits[source]));
  return [...new Set(Object.values(credits))].filter((credit) => used.has(credit)).join(' · ');
}

/** Bounds grown by a share of their width and height on each side. */
function grown([west, south, east, north]: Bounds, share: number): Bounds {
  const [x, y] = [(east - west) * share, (north - south) * share];
  return [west - x, south - y, east + x, north + y];
}

/** Area of the place, of it with its neighbours, and of the wider surroundings. */
function extents({ upstream }: PlaceFiles): { place: Bounds; near: Bounds; wide: Bounds } {
  const points = (areas: readonly { geometry: Parameters<typeof ringsOf>[0] }[]) =>
    areas.flatMap(({ geometry }) => ringsOf(geometry).flat());
  const place = boundsOf(points(upstream.districts));
  const corners = ([west, south, east, north]: Bounds) => [
    [west, south],
    [east, north],
  ];
  const near = boundsOf([...corners(grown(place, 0.2)), ...points(neighboursOf(upstream))]);
  const wide = boundsOf([...corners(near), ...points(upstream.prefectures), ...points(upstream.provinces)]);
  return { place, near, wide };
}

/** All layers of a place's basemap; a layer without features is kept, with nothing in it. */
export function basemapLayers({ upstream }: PlaceFiles): BasemapLayer[] {
  return [
    ...areaLayers(upstream),
    ...coverLayers(upstream),
    ...roadLayers(upstream),
    ...railwayLayers(upstream),
    boundaryLayer(upstream),
    districtLabelLayer(upstream),
    placeLayer(upstream),
  ];
}

function metadataOf(place: string, files: PlaceFiles, layers: readonly BasemapLayer[]): ArchiveMetadata {
  return {
    name: `basemap-${place}`,
    description: `Basemap of ${files.placeName}. Boundaries are sketched (示意，非法定界线).`,
    attribution: attributionOf(files.present),
    type: 'baselayer',
    version: String(basemapBuilder),
    vector_layers: layers.map(({ id, description, fields, parts }) => ({
      id,
      description,
      fields,
      minzoom: Math.min(basemapZooms.max, ...parts.map((part) => part.minZoom ?? basemapZooms.min)),
      maxzoom: basemapZooms.max,
    })),
    groundwork: { place, builder: basemapBuilder, files: files.hash },
  };
}

/**
 * Builds the basemap archive of a place from its files. The same files give the same bytes. Throws when the districts
 * are missing or a file is damaged; the archive that stands there is then left as it is.
 */
export async function buildBasemap(options: BasemapOptions): Promise<ArchiveSummary> {
  const files = await readPlaceFiles(options.place, options.placeDirectory);
  const layers = basemapLayers(files).filter(({ parts }) =>
    parts.some(({ features }) => features.length > 0),
  );
  const { place, near, wide } = extents(files);
  const tiles = buildPyramid({
    layers,
    minZoom: basemapZooms.min,
    maxZoom: basemapZooms.max,
    extent: (zoom) => (zoom <= wideZoom ? wide : near),
  });
  const [west, south, east, north] = place;
  return writeArchive(options.output, {
    tiles,
    metadata: metadataOf(options.place, files, layers),
    bounds: wide,
    center: { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom: wideZoom },
  });
}

/**
 * Whether the archive is there, undamaged, and the one that these files and this builder give. Throws when the place's
 * folder cannot be read.
 */
export async function basemapIsCurrent(options: BasemapOptions): Promise<boolean> {
  const hash = await hashOfFiles(options.place, options.placeDirectory);
  try {
    const archive = await openArchive(options.output);
    await archive.close();
    const made = archive.metadata['groundwork'] as { builder?: number; files?: string } | undefined;
    return made?.builder === basemapBuilder && made.files === hash;
  } catch (error) {
    if (error instanceof ArchiveError) return false;
    throw error;
  }
}
