import pg from 'pg';

const { builtins, getTypeParser } = pg.types;
const asText = (text: string) => text;
const textArray = getTypeParser(1009 as never, 'text') as (text: string) => string[];

/** int8 as a number while it is exact, else as text. */
function parseInt8(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** What the driver's defaults would falsify: dates shift with the host's time zone, numeric arrays lose digits. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [builtins.NUMERIC, asText],
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, asText],
  [builtins.INTERVAL, asText],
  [1016, (text) => textArray(text).map((item) => (item === null ? null : parseInt8(item)))], // int8[]
  [1231, textArray], // numeric[]
  [1182, textArray], // date[]
  [1115, textArray], // timestamp[]
]);

/**
 * How values leave the database: int8 → number when safe (else text), numeric → text, date, timestamp and
 * interval → ISO text, timestamptz → Date (ms), json → parsed, bytea → Buffer, geometry → hex text.
 * Results are asked for as text: `pg` 8 decodes binary ones as UTF-8 and so damages bytea.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    const parse = format === 'binary' ? undefined : parsers.get(oid);
    return (parse ?? getTypeParser(oid, format as 'text')) as never;
  },
};
