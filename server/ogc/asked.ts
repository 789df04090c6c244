/** The parameters of the OGC interface that its own modules read: format, box, time. */
import sql, { type Sql } from 'sql-template-tag';
import { choice, text } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import { boxSql, extentColumns, meetsBox } from '../queries/cql2-geometry.ts';
import type { Box, Crs } from './crs.ts';

export type Format = 'json' | 'html';

export const formatParameter = {
  f: choice(['json', 'html'], 'The form of the answer; without it the Accept header counts', 'json'),
};

/** What a client wants: the parameter, else HTML where the Accept header has it before any JSON. */
export function formatOf(f: Format | undefined, request: Request): Format {
  if (f) return f;
  const accept = (request.headers.get('Accept') ?? '').slice(0, 1000).toLowerCase();
  const html = accept.indexOf('text/html');
  const json = accept.search(/application\/(geo\+|schema\+|vnd\.oai\.openapi\+)?json/);
  return html >= 0 && (json < 0 || html < json) ? 'html' : 'json';
}

export const bboxParameter = text({
  description:
    'Only what meets this box: two corners in the order of axes of bbox-crs (default: longitude, latitude)',
  shown: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
  commaSeparated: true,
});

/**
 * The condition of a box: clamped to what its system covers, so that the whole world can be asked for.
 * @throws Problem 400 for anything but 4 or 6 finite numbers, lower corner first.
 */
export function boxCondition(given: string, crs: Crs): Sql {
  const numbers = given
    .split(',')
    .map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : NaN));
  const flat = numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers;
  const [a = NaN, b = NaN, c = NaN, d = NaN] = flat;
  const [west, south, east, north] = crs.northFirst ? [b, a, d, c] : [a, b, c, d];
  const inDegrees = crs.domain[2] === 180;
  if (
    flat.length !== 4 ||
    ![...numbers].every(Number.isFinite) ||
    south > north ||
    (west > east && !inDegrees)
  )
    throw badParameters([
      {
        key: 'bbox',
        value: given,
        allowed: crs.northFirst
          ? {
              zh: '南,西,北,东 四个数（bbox-crs 的轴序）',
              en: 'south,west,north,east: four numbers in the order of axes of bbox-crs',
            }
          : { zh: '西,南,东,北 四个数', en: 'west,south,east,north: four numbers' },
      },
    ]);
  const [least, lowest, most, highest] = crs.domain;
  if (east < least || west > most || north < lowest || south > highest) return sql`false`;
  const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to);
  const box: Box = [
    clamp(west, least, most),
    clamp(south, lowest, highest),
    clamp(east, least, most),
    clamp(north, lowest, highest),
  ];
  return meetsBox(
    sql`p.geom`,
    extentColumns,
    boxSql(box, crs),
    inDegrees && box[0] <= box[2] ? box : undefined,
  );
}

export const datetimeParameter = text({
  description: 'Days of the data (dataAsOf): a day or moment, or an interval with / whose open ends are ..',
  shown: { type: 'string' },
});

/** The condition of a moment or interval on the day of the data. @throws Problem 400. */
export function datetimeCondition(given: string): Sql {
  const ends = given.split('/');
  const days = ends.map((end) => (end === '..' || (end === '' && ends.length === 2) ? null : dayOf(end)));
  const [from = null, to = from] = days;
  const isOpen = from === null && to === null && ends.length === 1;
  if (ends.length > 2 || days.includes(undefined) || isOpen || (from && to && from > to))
    throw badParameters([
      {
        key: 'datetime',
        value: given,
        allowed: {
          zh: '2026-07-31、2026-07-31T00:00:00Z、2026-01-01/2026-07-31、../2026-07-31 等',
          en: 'like 2026-07-31, 2026-07-31T00:00:00Z, 2026-01-01/2026-07-31 or ../2026-07-31',
        },
      },
    ]);
  return sql`(p.data_as_of >= coalesce(${from ?? null}::text::date, '-infinity')
    and p.data_as_of <= coalesce(${to ?? null}::text::date, 'infinity'))`;
}

/** The day of a day or moment. */
function dayOf(text: string): string | undefined {
  const [, day, time] =
    /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/i.exec(text) ?? [];
  if (!day || !isRealDay(day)) return undefined;
  if (time && !Number.isFinite(Date.parse(`2000-01-01${time.replace(' ', 'T')}`))) return undefined;
  return day;
}

function isRealDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !day.startsWith('0000') && Number.isFinite(moment.getTime()) && moment.toISOString().startsWith(day);
}
