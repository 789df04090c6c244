/** The formats of files that come in and go out: the one list. */
import { xlsxType } from './xlsx.ts';

/** How a format is read: taken apart here (GDAL's own driver for KML passes over the attributes), or by GDAL. */
export type Reader = 'geojson' | 'delimited' | 'workbook' | 'kml' | 'gdal';

export interface Format {
  /** What it is called, in both languages. */
  readonly label: string;
  /** How names of its files end, in lower case; the first is the one that is written. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  readonly read?: Reader;
  /** `text` is streamed row by row, `gdal` is made of a whole file of rows. */
  readonly write?: 'text' | 'workbook' | 'gdal';
  /** What GDAL calls the driver that reads (and writes) it. */
  readonly driver?: string;
}

const listed = {
  shp: {
    label: 'Shapefile (zip)',
    extensions: ['shp.zip', 'zip', 'shp', 'dbf'],
    mediaType: 'application/zip',
    read: 'gdal',
    write: 'gdal',
    driver: 'ESRI Shapefile',
  },
  gpkg: {
    label: 'GeoPackage',
    extensions: ['gpkg'],
    mediaType: 'application/geopackage+sqlite3',
    read: 'gdal',
    write: 'gdal',
    driver: 'GPKG',
  },
  gdb: {
    label: 'FileGDB (zip)',
    extensions: ['gdb.zip'],
    mediaType: 'application/zip',
    read: 'gdal',
    driver: 'OpenFileGDB',
  },
  geojson: {
    label: 'GeoJSON',
    extensions: ['geojson', 'json'],
    mediaType: 'application/geo+json',
    read: 'geojson',
    write: 'text',
  },
  geojsonl: {
    label: 'GeoJSON Text Sequence',
    extensions: ['geojsonl', 'geojsons', 'ndjson', 'jsonl'],
    mediaType: 'application/geo+json-seq',
    read: 'geojson',
  },
  fgb: {
    label: 'FlatGeobuf',
    extensions: ['fgb'],
    mediaType: 'application/flatgeobuf',
    read: 'gdal',
    write: 'gdal',
    driver: 'FlatGeobuf',
  },
  kml: {
    label: 'KML',
    extensions: ['kml'],
    mediaType: 'application/vnd.google-earth.kml+xml',
    read: 'kml',
    write: 'gdal',
  },
  kmz: {
    label: 'KMZ',
    extensions: ['kmz'],
    mediaType: 'application/vnd.google-earth.kmz',
    read: 'kml',
  },
  gml: {
    label: 'GML',
    extensions: ['gml', 'xml'],
    mediaType: 'application/gml+xml',
    read: 'gdal',
    driver: 'GML',
  },
  gpx: {
    label: 'GPX',
    extensions: ['gpx'],
    mediaType: 'application/gpx+xml',
    read: 'gdal',
    driver: 'GPX',
  },
  dxf: {
    label: 'DXF',
    extensions: ['dxf'],
    mediaType: 'image/vnd.dxf',
    read: 'gdal',
    write: 'gdal',
    driver: 'DXF',
  },
  dwg: { label: 'DWG', extensions: ['dwg'], mediaType: 'image/vnd.dwg', read: 'gdal', driver: 'CAD' },
  mapinfo: {
    label: 'MapInfo TAB, MIF (zip)',
    extensions: ['tab.zip', 'mif.zip', 'mif'],
    mediaType: 'application/zip',
    read: 'gdal',
    driver: 'MapInfo File',
  },
  xlsx: {
    label: 'Excel',
    extensions: ['xlsx', 'xlsm'],
    mediaType: xlsxType,
    read: 'workbook',
    write: 'workbook',
  },
  csv: {
    label: 'CSV',
    extensions: ['csv', 'tsv', 'txt'],
    mediaType: 'text/csv',
    read: 'delimited',
    write: 'text',
  },
} as const satisfies Record<string, Format>;

export type FormatId = keyof typeof listed;

/** Every format by its id, in the order in which they are offered. */
export const formats: Readonly<Record<FormatId, Format>> = listed;

export const formatIds = Object.keys(listed) as readonly FormatId[];
