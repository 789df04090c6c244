/** Query parameters: the kinds there are, how they are read, and how the OpenAPI document shows them. */
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { parseBox } from '../../data/filter.ts';
import type { Box } from '../../data/filter.ts';
import type { CodeList, Word } from '../../data/vocabulary/word.ts';
import { badParameters, shorten } from './problem.ts';
import type { Refusal } from './problem.ts';

interface About {
  readonly description: string;
  /** What a right value looks like, for the error of a wrong one. */
  readonly allowed?: Word | readonly string[];
  /** The schema that the OpenAPI document shows, where it says more than the text pattern does. */
  readonly shown?: OpenAPIV3_1.SchemaObject;
  /** Several values separated by commas. */
  readonly commaSeparated?: boolean;
}

const about = z.registry<About>();

/** An optional parameter whose text is read by `read`; `undefined` from it means that the text is wrong. */
function optional<Value>(facts: About, read: (text: string) => Value | undefined) {
  const schema = z
    .string()
    .transform((text, context): Value => {
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', input: text });
      return z.NEVER;
    })
    .optional();
  about.add(schema, facts);
  return schema;
}

/** Plain text, at most 200 characters, handed on as it came. */
export function text(facts: About) {
  return optional(facts, (value) => value);
}

/** Plain text of a length that its reader can bear. */
export function shortText(description: string, longest: number) {
  return optional(
    {
      description,
      allowed: { zh: `至多 ${longest} 个字符`, en: `at most ${longest} characters` },
      shown: { type: 'string', maxLength: longest },
    },
    (value) => (value.length <= longest ? value : undefined),
  );
}

/** A number of items from 1 to `most`; one beyond is refused, or taken as the most where a standard wants that. */
export function limit(
  standard = 50,
  most = 500,
  description = 'Largest number of items in the answer',
  beyond: 'refused' | 'clamped' = 'refused',
) {
  return optional(
    {
      description,
      allowed: { zh: `1 至 ${most} 的整数`, en: `a whole number from 1 to ${most}` },
      shown: { type: 'integer', minimum: 1, maximum: most, default: standard },
    },
    (value) => {
      const given = /^\d{1,15}$/.test(value) ? Number(value) : 0;
      return given >= 1 && (given <= most || beyond === 'clamped') ? Math.min(given, most) : undefined;
    },
  );
}

export const cursor = optional(
  {
    description: '`next` of the page before; with the same filter and sort',
    allowed: { zh: '上一页答复中的 next', en: 'the next of an earlier page' },
  },
  (value) => (/^[\w-]{10,2000}$/.test(value) ? value : undefined),
);

/** A box of west,south,east,north in degrees. */
export function box() {
  const schema = z
    .string()
    .transform((value, context): Box => {
      const read = parseBox(value);
      if (typeof read !== 'string') return read;
      context.issues.push({
        code: 'custom',
        input: value,
        params: { refusals: [{ value, allowed: { zh: read, en: read } }] },
      });
      return z.NEVER;
    })
    .optional();
  about.add(schema, boxAbout);
  return schema;
}
const boxAbout: About = {
  description: 'Only what meets this box: west,south,east,north in degrees (EPSG:4326)',
  allowed: { zh: '西,南,东,北 四个经纬度', en: 'west,south,east,north in degrees' },
  shown: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 },
  commaSeparated: true,
};
/** The box of the project filter, which reads it itself. */
export const filterBox = text(boxAbout);

/** Codes of a list, comma-separated, meaning "or". */
export function codes<Code extends string>(list: CodeList<Code>, description: string) {
  const schema = z
    .string()
    .transform((value, context): Code[] => {
      const given = [...new Set(value.split(',').filter((code) => code !== ''))];
      const wrong = given.filter((code) => !(list.codes as readonly string[]).includes(code));
      if (wrong.length === 0) return given as Code[];
      const refusals = wrong.map((code) => ({ value: code, allowed: list }));
      context.issues.push({ code: 'custom', input: value, params: { refusals } });
      return z.NEVER;
    })
    .optional();
  about.add(schema, {
    description,
    allowed: list.codes,
    shown: { type: 'array', items: { type: 'string', enum: [...list.codes] } },
    commaSeparated: true,
  });
  return schema;
}

/** Codes of rows (districts, zones), comma-separated, meaning "or"; whether they exist is the query's business. */
export function rowCodes(description: string) {
  return optional(
    {
      description,
      allowed: { zh: '以逗号分隔的代码', en: 'codes separated by commas' },
      shown: { type: 'array', items: { type: 'string' } },
      commaSeparated: true,
    },
    (value) => {
      const given = [...new Set(value.split(',').filter((code) => code !== ''))];
      return given.length <= 200 && given.every((code) => codePattern.test(code)) ? given : undefined;
    },
  );
}

/** The code of one row; whether it exists is the query's business. */
export function code(description: string) {
  return optional(
    { description, allowed: { zh: '一个代码', en: 'one code' }, shown: { type: 'string' } },
    (value) => (codePattern.test(value) ? value : undefined),
  );
}

/** A distance in whole metres, 0 to `most`. */
export function distance(description: string, { standard, most }: { standard: number; most: number }) {
  return optional(
    {
      description,
      allowed: { zh: `0 至 ${most} 的整数（米）`, en: `whole metres from 0 to ${most}` },
      shown: { type: 'integer', minimum: 0, maximum: most, default: standard },
    },
    (value) => (/^\d{1,6}$/.test(value) && Number(value) <= most ? Number(value) : undefined),
  );
}

/** A year, as a number. */
export function year(description: string) {
  return optional(
    {
      description,
      allowed: { zh: '1990 至 2100 的年份', en: 'a year from 1990 to 2100' },
      shown: { type: 'integer', minimum: 1990, maximum: 2100 },
    },
    (value) =>
      /^\d{4}$/.test(value) && Number(value) >= 1990 && Number(value) <= 2100 ? Number(value) : undefined,
  );
}

/** A month, YYYY-MM. */
export function month(description: string) {
  return optional(
    {
      description,
      allowed: { zh: '形如 2026-07 的月份', en: 'a month like 2026-07' },
      shown: { type: 'string', pattern: monthPattern.source },
    },
    (value) => (monthPattern.test(value) ? value : undefined),
  );
}
/** Months from 1990 to 2099. */
export const monthPattern = /^(199\d|20\d\d)-(0[1-9]|1[0-2])$/;

/** A day, YYYY-MM-DD, that exists. */
export function day(description: string) {
  return optional(
    {
      description,
      allowed: { zh: '形如 2026-07-31 的日期', en: 'a day like 2026-07-31' },
      shown: { type: 'string', format: 'date' },
    },
    (value) => (isDay(value) ? value : undefined),
  );
}

/** Whether a text is a day that exists, from 1990 to 2099. */
export function isDay(value: string): boolean {
  return monthPattern.test(value.slice(0, 7)) && z.iso.date().safeParse(value).success;
}

/** One of some words. */
export function choice<const Word extends string>(
  words: readonly Word[],
  description: string,
  standard?: Word,
) {
  return optional(
    {
      description,
      allowed: words,
      shown: { type: 'string', enum: [...words], ...(standard ? { default: standard } : {}) },
    },
    (value) => words.find((word) => word === value),
  );
}

/** The form of every public code, as it stands in the database. */
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const codeParam = z.object({ code: z.string().regex(codePattern) });

/**
 * Reads the query of a request. Unknown keys, keys given twice and NUL are refused: a filter that is silently
 * ignored answers another question than the one asked.
 * @throws Problem 400 that names each key, its value and what was allowed.
 */
export function readParameters(schema: z.ZodObject, given: URLSearchParams): Record<string, unknown> {
  const known = Object.keys(schema.shape);
  const values = new Map<string, string>();
  const refusals: Refusal[] = [];
  for (const [key, value] of given) {
    if (!known.includes(key)) {
      const parameters = known.join(', ') || '—';
      refusals.push({
        key,
        value,
        allowed: known,
        said: {
          zh: `没有参数“${shorten(key)}”；有：${parameters}。`,
          en: `There is no parameter '${shorten(key)}'; there are: ${parameters}.`,
        },
      });
    } else if (values.has(key)) {
      refusals.push({
        key,
        value,
        allowed: {
          zh: '每个参数只能出现一次，多个值以逗号分隔',
          en: 'each parameter once, several values separated by commas',
        },
      });
    } else if (value.includes('\0')) {
      refusals.push({
        key,
        value: value.replaceAll('\0', '\\0'),
        allowed: { zh: '不含 NUL 的文本', en: 'text without NUL' },
      });
    } else values.set(key, value);
  }
  const parsed = schema.safeParse(Object.fromEntries(values));
  for (const issue of parsed.error?.issues ?? []) refusals.push(...refusalsOf(issue, schema, values));
  if (refusals.length > 0 || !parsed.success) throw badParameters(refusals.slice(0, 20));
  return parsed.data;
}

function refusalsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodObject,
  values: ReadonlyMap<string, string>,
): Refusal[] {
  const key = String(issue.path[0] ?? '');
  const { refusals } = ((issue as { params?: unknown }).params ?? {}) as {
    refusals?: Omit<Refusal, 'key'>[];
  };
  if (refusals) return refusals.map((refusal) => ({ key, ...refusal }));
  const part = schema.shape[key];
  const facts = part ? about.get(part as z.ZodType) : undefined;
  return [
    {
      key,
      value: values.get(key) ?? '',
      allowed: facts?.allowed ?? { zh: issue.message, en: issue.message },
    },
  ];
}

/** The parameters of a route for the OpenAPI document. */
export function describeParameters(
  place: 'path' | 'query',
  schema: z.ZodObject,
): OpenAPIV3_1.ParameterObject[] {
  return Object.entries(schema.shape).map(([name, part]) => {
    const facts = about.get(part as z.ZodType);
    const plain = facts?.shown ?? plainSchema(part as z.ZodType);
    return {
      in: place,
      name,
      ...(place === 'path' ? { required: true } : {}),
      ...(facts ? { description: facts.description } : {}),
      ...(facts?.commaSeparated ? { style: 'form', explode: false } : {}),
      schema: plain as OpenAPIV3_1.ParameterObject['schema'],
    } as OpenAPIV3_1.ParameterObject;
  });
}

function plainSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
