/** A CQL2 tree as a condition in SQL: values are parameters, names come from the table of properties, operations from this file. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Crs } from '../ogc/crs.ts';
import { comparisons, spatialOperations, temporalOperations, wrongFilter } from '../ogc/cql2/tree.ts';
import type { Node } from '../ogc/cql2/tree.ts';
import { readInstant } from '../ogc/cql2/values.ts';
import { lists, spatial, temporal } from './cql2-relations.ts';
import type { Ends } from './cql2-relations.ts';
import { boxInDegrees, geometrySql, meetsBox } from './cql2-geometry.ts';

/** What a property is to a filter. */
export type PropertyType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'geometry';

export interface Property {
  readonly type: PropertyType;
  /** An expression of type text, numeric, boolean, date, jsonb (an array of texts) or geometry (EPSG:4326). */
  readonly sql: Sql;
  /** Of a geometry: columns west, south, east, north in degrees, where the rows hold them. */
  readonly extent?: readonly [Sql, Sql, Sql, Sql];
}

export interface FilterContext {
  /** The properties that the viewer may ask about; any other name is unknown, whether it is there or not. */
  readonly properties: Readonly<Record<string, Property>>;
  /** System of the coordinates in the filter. */
  readonly crs: Crs;
}

type Type = 'boolean' | 'text' | 'number' | 'instant' | 'interval' | 'list' | 'geometry';
interface Typed {
  readonly type: Type;
  readonly sql: Sql;
  /** Ends of an instant or interval as timestamptz; an instant has two equal ones. */
  readonly ends?: readonly [Sql, Sql];
}

/** @throws Problem 400 for a property that is not there, types that do not fit, wrong numbers of arguments. */
export function filterSql(tree: Node, context: FilterContext): Sql {
  return as('boolean', tree, context).sql;
}

const typeWords: Readonly<Record<Type, readonly [zh: string, en: string]>> = {
  boolean: ['条件', 'a condition'],
  text: ['文本', 'a text'],
  number: ['数', 'a number'],
  instant: ['日期或时刻', 'a day or a moment'],
  interval: ['时间段', 'an interval'],
  list: ['列表', 'a list'],
  geometry: ['几何', 'a geometry'],
};

function as(type: Type, node: Node, context: FilterContext): Typed {
  const made = compile(node, context);
  if (made.type === type) return made;
  throw wrongFilter(node.at, shown(node), ...typeWords[type]);
}

function compile(node: Node, context: FilterContext): Typed {
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'property':
      return propertyOf(node.name, node, context);
    case 'instant':
      return instant(sql`${node.value}::text::timestamptz`);
    case 'interval':
      return interval(node, context);
    case 'geometry':
    case 'bbox':
      return { type: 'geometry', sql: geometrySql(node, context.crs) };
    case 'list':
      return list(node);
    case 'operation':
      return operation(node, context);
  }
}

function literal(value: string | number | boolean): Typed {
  if (typeof value === 'string')
    return { type: 'text', sql: sql`${value.replaceAll('\0', '')}::text collate "C"` };
  if (typeof value === 'boolean') return { type: 'boolean', sql: value ? sql`true` : sql`false` };
  return { type: 'number', sql: sql`${String(value)}::numeric` };
}

function propertyOf(name: string, node: Node, { properties }: FilterContext): Typed {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!property) {
    const names = Object.keys(properties).join(', ');
    throw wrongFilter(node.at, name, `属性 ${names} 之一`, `one of the properties ${names}`);
  }
  const { type, sql: value } = property;
  if (type === 'text') return { type, sql: sql`(${value})::text collate "C"` };
  // A day is the moment at which it begins, in UTC.
  if (type === 'date') return instant(sql`((${value})::date::timestamp at time zone 'UTC')`);
  return { type, sql: sql`(${value})` };
}

function instant(moment: Sql): Typed {
  return { type: 'instant', sql: moment, ends: [moment, moment] };
}

function interval(node: Extract<Node, { kind: 'interval' }>, context: FilterContext): Typed {
  const end = (given: Node | null, open: Sql) => (given ? as('instant', given, context).sql : open);
  const ends = [
    end(node.from, sql`'-infinity'::timestamptz`),
    end(node.to, sql`'infinity'::timestamptz`),
  ] as const;
  return { type: 'interval', sql: sql`null`, ends };
}

function list(node: Extract<Node, { kind: 'list' }>): Typed {
  const texts = node.items.map((item) => {
    if (item.kind === 'literal' && typeof item.value === 'string') return item.value;
    throw wrongFilter(item.at, shown(item), ...typeWords.text);
  });
  return { type: 'list', sql: sql`${JSON.stringify(texts).replaceAll('\\u0000', '')}::jsonb` };
}

type Operation = Extract<Node, { kind: 'operation' }>;

function operation(node: Operation, context: FilterContext): Typed {
  const { op, args } = node;
  if (op === 'casei' || op === 'accenti') {
    const { sql: value } = as('text', counted(node, 1)[0], context);
    return {
      type: 'text',
      // Upper, then lower: ß and ss, ς and σ are the same then (Unicode's case folding).
      sql:
        op === 'casei'
          ? sql`(lower(upper((${value}) collate "und-x-icu") collate "und-x-icu") collate "C")`
          : sql`(unaccent(normalize((${value}), nfc)) collate "C")`,
    };
  }
  return { type: 'boolean', sql: condition(node, op, args, context) };
}

function condition(node: Operation, op: string, args: readonly Node[], context: FilterContext): Sql {
  if (op === 'and' || op === 'or') {
    if (args.length < 2) throw wrongFilter(node.at, op, '至少两个条件', 'at least two conditions');
    return sql`(${join(
      args.map((arg) => as('boolean', arg, context).sql),
      op === 'and' ? ' and ' : ' or ',
    )})`;
  }
  if (op === 'not') return sql`(not ${as('boolean', counted(node, 1)[0], context).sql})`;
  if (op === 'isNull') return isNull(counted(node, 1)[0], context);
  if (op === 'like') return like(counted(node, 2), context);
  if (op === 'between') {
    const [value, low, high] = counted(node, 3) as [Node, Node, Node];
    const [from, to] = [compare('>=', value, low, context), compare('<=', value, high, context)];
    return sql`(${from} and ${to})`;
  }
  if (op === 'in') return isIn(counted(node, 2), context);
  if ((comparisons as readonly string[]).includes(op)) {
    const [left, right] = counted(node, 2) as [Node, Node];
    return compare(op as Comparison, left, right, context);
  }
  if ((spatialOperations as readonly string[]).includes(op)) {
    const [left, right] = counted(node, 2).map((arg) => as('geometry', arg, context).sql) as [Sql, Sql];
    const quick = op === 's_intersects' ? boxOfProperty(args, context) : undefined;
    if (quick) return quick;
    return spatial[op as keyof typeof spatial](left, right);
  }
  if ((temporalOperations as readonly string[]).includes(op)) {
    const [left, right] = counted(node, 2).map((arg) => endsOf(arg, context)) as [Ends, Ends];
    return sql`(${temporal[op as keyof typeof temporal](left, right)})`;
  }
  const [left, right] = counted(node, 2).map((arg) => as('list', arg, context).sql) as [Sql, Sql];
  return lists[op as keyof typeof lists](left, right);
}

function counted(node: Operation, count: number): readonly [Node, ...Node[]] {
  if (node.args.length === count) return node.args as unknown as readonly [Node, ...Node[]];
  throw wrongFilter(
    node.at,
    `${node.op}(${node.args.length})`,
    `${count} 个参数`,
    `${count} ${count === 1 ? 'argument' : 'arguments'}`,
  );
}

type Comparison = (typeof comparisons)[number];
const signs: Readonly<Record<Comparison, Sql>> = {
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '>': sql`>`,
  '<=': sql`<=`,
  '>=': sql`>=`,
};

function compare(op: Comparison, leftNode: Node, rightNode: Node, context: FilterContext): Sql {
  let [left, right] = [compile(leftNode, context), compile(rightNode, context)];
  // A day in quotes beside a date is meant as one.
  if (left.type === 'instant' && right.type === 'text') right = quotedInstant(rightNode, context);
  if (right.type === 'instant' && left.type === 'text') left = quotedInstant(leftNode, context);
  // SQL dialects of clients that know no booleans write 1 and 0.
  if (left.type === 'boolean' && isBit(rightNode)) right = literal(rightNode.value === 1);
  const comparable = ['text', 'number', 'instant', ...(op === '=' || op === '<>' ? ['boolean'] : [])];
  if (!comparable.includes(left.type))
    throw wrongFilter(leftNode.at, shown(leftNode), '可比较的值', 'a value that can be compared');
  if (left.type !== right.type) throw wrongFilter(rightNode.at, shown(rightNode), ...typeWords[left.type]);
  return sql`(${left.sql} ${signs[op]} ${right.sql})`;
}

function isBit(node: Node): node is Extract<Node, { kind: 'literal' }> {
  return node.kind === 'literal' && (node.value === 0 || node.value === 1);
}

function quotedInstant(node: Node, context: FilterContext): Typed {
  if (node.kind !== 'literal' || typeof node.value !== 'string')
    throw wrongFilter(node.at, shown(node), ...typeWords.instant);
  // GDAL before 3.7 writes a day as '2026-07-31T'.
  return compile(readInstant(node.value.replace(/(?<=^\d{4}-\d\d-\d\d)T$/, ''), node.at, 'either'), context);
}

function isNull(node: Node, context: FilterContext): Sql {
  if (node.kind !== 'property') throw wrongFilter(node.at, shown(node), '属性名', 'the name of a property');
  return sql`(${compile(node, context).sql} is null)`;
}

/** Wildcards `%` and `_`, with `\` in front they stand for themselves; as PostgreSQL has it. */
function like([value, pattern]: readonly Node[], context: FilterContext): Sql {
  if (!value || !pattern) throw new Error('like has two arguments');
  let inner = pattern;
  while (inner.kind === 'operation' && inner.args[0] && /^(casei|accenti)$/.test(inner.op))
    inner = inner.args[0];
  if (inner.kind !== 'literal' || typeof inner.value !== 'string')
    throw wrongFilter(inner.at, shown(inner), "'…' 中的模式", "a pattern in '…'");
  if (/(^|[^\\])(\\\\)*\\$/.test(inner.value))
    throw wrongFilter(inner.at, inner.value, '不以 \\ 结尾的模式', 'a pattern that does not end with \\');
  if (inner.value.split('%').length > 65)
    throw wrongFilter(inner.at, inner.value, '至多 64 个 %', 'at most 64 times %');
  return sql`(${as('text', value, context).sql} like ${as('text', pattern, context).sql})`;
}

function isIn([value, items]: readonly Node[], context: FilterContext): Sql {
  if (!value || items?.kind !== 'list')
    throw wrongFilter(items?.at ?? 0, items ? shown(items) : '', ...typeWords.list);
  const [first, ...rest] = items.items;
  if (!first) throw wrongFilter(items.at, '()', '至少一个值', 'at least one value');
  const values = items.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  const made = compile(value, context);
  if (rest.length > 0 && made.type === 'text' && values.every((item) => typeof item === 'string'))
    return sql`(${made.sql} = any(${values.map((item) => item.replaceAll('\0', ''))}::text[]))`;
  if (rest.length > 0 && made.type === 'number' && values.every((item) => typeof item === 'number'))
    return sql`(${made.sql} = any(${values.map(String)}::numeric[]))`;
  return sql`(${join(
    items.items.map((item) => compare('=', value, item, context)),
    ' or ',
  )})`;
}

/** A property that meets a box in degrees; undefined for anything else. */
function boxOfProperty(args: readonly Node[], { properties, crs }: FilterContext): Sql | undefined {
  const named = args.find((arg) => arg.kind === 'property');
  const bbox = args.find((arg) => arg.kind === 'bbox');
  const property = named && properties[named.name];
  if (!bbox || !property?.extent) return undefined;
  return meetsBox(property.sql, property.extent, geometrySql(bbox, crs), boxInDegrees(bbox.box, crs));
}

function endsOf(node: Node, context: FilterContext): Ends {
  const { ends } = compile(node, context);
  if (ends) return ends;
  throw wrongFilter(node.at, shown(node), '日期、时刻或时间段', 'a day, a moment or an interval');
}

/** A node as a person would recognise it. */
function shown(node: Node): string {
  if (node.kind === 'literal') return String(node.value);
  if (node.kind === 'property') return node.name;
  if (node.kind === 'instant') return node.value;
  if (node.kind === 'geometry') return node.geometry.type;
  return node.kind === 'operation' ? node.op : node.kind;
}
