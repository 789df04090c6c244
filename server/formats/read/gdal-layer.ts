/** A layer as GDAL describes it, and its rows as GDAL hands them over. */
import type { Word } from '../../../data/vocabulary/word.ts';
import type { DescribedLayer } from '../gdal/description.ts';
import { tooManyColumns } from '../source.ts';
import type { ColumnType, Limits, RawRow, SourceColumn, SourceLayer } from '../source.ts';
import { headingNames } from './columns.ts';
import { crsOf } from './gdal-crs.ts';
import { readWkb } from './wkb.ts';

/** How a text of the file is read that GDAL passed on byte by byte. */
export type Decode = (text: string) => string;

/** The geometry types of GDAL that are not GeoJSON's. */
const plainTypes: Readonly<Record<string, string>> = {
  Geometry: 'Mixed',
  Unknown: 'Mixed',
  GeometryCollection: 'Mixed',
  CircularString: 'LineString',
  CompoundCurve: 'LineString',
  Curve: 'LineString',
  CurvePolygon: 'Polygon',
  Surface: 'Polygon',
  Triangle: 'Polygon',
  MultiCurve: 'MultiLineString',
  MultiSurface: 'MultiPolygon',
  PolyhedralSurface: 'MultiPolygon',
  TIN: 'MultiPolygon',
};

export function sourceLayer(
  layer: DescribedLayer,
  name: string,
  decode: Decode,
  limits: Limits,
): SourceLayer {
  const [geometry] = layer.geometryFields;
  const type = geometry?.type.replace(/\s*Z?M?$/, '');
  return {
    name,
    rows: layer.featureCount !== undefined && layer.featureCount >= 0 ? layer.featureCount : null,
    geometry: type && type !== 'None' ? (plainTypes[type] ?? type) : null,
    columns: layerColumns(layer, decode, limits).flatMap((column) => (column ? [column] : [])),
    crs: crsOf(geometry?.coordinateSystem),
  };
}

/** The columns in the layer's order; `undefined` for what is no text, number or day (pictures, blocks of bytes). */
function layerColumns(
  { fields }: DescribedLayer,
  decode: Decode,
  limits: Limits,
): (SourceColumn | undefined)[] {
  if (fields.length > limits.columns) throw tooManyColumns(fields.length, limits.columns);
  const names = headingNames(
    fields.map(({ name }) => decode(name)),
    (at) => `field_${at + 1}`,
  );
  return fields.map((field, at) =>
    field.type === 'Binary' ? undefined : { name: names[at] ?? '', type: columnType(field) },
  );
}

function columnType({ type, subType }: DescribedLayer['fields'][number]): ColumnType {
  if (subType === 'Boolean') return 'boolean';
  if (type === 'Integer' || type === 'Integer64') return 'integer';
  if (type === 'Real') return 'number';
  return type === 'Date' ? 'date' : 'text';
}

const problems: Readonly<Record<'number' | 'positions' | 'long', (limits: Limits) => Word>> = {
  number: () => ({ zh: '图形的坐标不是数字', en: 'A coordinate of the geometry is not a number' }),
  positions: (limits) => ({
    zh: `图形的顶点超过 ${limits.positions} 个，请先简化或拆分`,
    en: `The geometry has more than ${limits.positions} vertices: simplify or split it`,
  }),
  long: () => ({ zh: '这一行太长，没有读取', en: 'The row is too long and was not read' }),
};

/**
 * Makes rows of the values of COPY.
 * @param copied the names of its columns: the number of the row and the geometry come before the layer's own.
 */
export function rowMaker(layer: DescribedLayer, copied: readonly string[], decode: Decode, limits: Limits) {
  const columns = layerColumns(layer, decode, limits);
  const lead = copied.length - columns.length;
  const [geometryField] = layer.geometryFields;
  const placed = geometryField && geometryField.type !== 'None' && lead > 0;
  const geometryAt = placed ? Math.max(geometryPlace(copied.slice(0, lead), geometryField.name), 0) : -1;
  const kinds = layer.fields.map((field) => valueReader(field, decode));
  return (given: readonly (string | null)[] | undefined, row: number): RawRow => {
    if (!given) return { row, values: {}, geometry: null, geometryProblem: problems.long(limits) };
    const values: Record<string, string | number | boolean | null> = {};
    for (const [at, column] of columns.entries()) {
      if (!column) continue;
      const text = given[lead + at] ?? null;
      values[column.name] = text === null ? null : (kinds[at]?.(text) ?? null);
    }
    const hex = geometryAt >= 0 ? given[geometryAt] : null;
    if (!hex) return { row, values, geometry: null };
    const { geometry, dropped, problem } = readWkb(hex, limits.positions);
    return {
      row,
      values,
      geometry,
      ...(dropped.length > 0 && { dropped }),
      ...(problem && { geometryProblem: problems[problem](limits) }),
    };
  };
}

/** GDAL names the column as the file does, or `wkb_geometry`; what else may come before the fields is `fid`. */
function geometryPlace(lead: readonly string[], name: string): number {
  const named = lead.indexOf(name || 'wkb_geometry');
  return named >= 0 ? named : lead.findIndex((column) => !/fid/i.test(column));
}

function valueReader(field: DescribedLayer['fields'][number], decode: Decode) {
  const type = columnType(field);
  return (text: string): string | number | boolean | null => {
    if (type === 'boolean') return text === 't' || text === '1' || text === 'true';
    if (type === 'number' || type === 'integer') {
      const number = Number(text);
      if (!Number.isFinite(number)) return null;
      // A long code in a field of numbers keeps its digits.
      return type === 'integer' && !Number.isSafeInteger(number) ? text : number;
    }
    if (type === 'date') return text.replaceAll('/', '-');
    if (field.type === 'DateTime') return dayAndTime(text);
    if (field.type.endsWith('List')) return listText(decode(text));
    const decoded = decode(text);
    return decoded === '' ? null : decoded;
  };
}

/** `2024/05/01 12:30:00+08` with dashes; midnight is the day. */
function dayAndTime(text: string): string {
  return text.replace(/^(\d{4})\/(\d{2})\/(\d{2})/, '$1-$2-$3').replace(/ 00:00:00(?:\.0+)?(?:\+00)?$/, '');
}

/** `{"a","b"}` → `a, b`. */
function listText(text: string): string {
  const items = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,{}]+)/g);
  return Array.from(items, ([, quoted, plain]) => quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').join(', ');
}
