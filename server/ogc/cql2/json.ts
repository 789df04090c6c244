/** CQL2 JSON → the same tree. */
import { positionDepth } from '../../../data/geometry-depth.ts';
import { arrayOperations, Budget, comparisons, functions, refuseLong, wrongFilter } from './tree.ts';
import type { Coordinates, Node, SimpleGeometry, SimpleType } from './tree.ts';
import { checkGeometry, readBbox, readInstant, readIntervalEnd } from './values.ts';

const operations: readonly string[] = [
  'and',
  'or',
  'not',
  'isNull',
  'like',
  'between',
  'in',
  ...comparisons,
  ...functions,
];

/** @throws Problem 400 with the path at which the JSON is not CQL2, and what could stand there. */
export function readCql2Json(filter: string): Node {
  refuseLong(filter);
  let given: unknown;
  try {
    given = JSON.parse(filter);
  } catch {
    throw wrongFilter('$', filter, 'JSON 形式的 CQL2', 'CQL2 in JSON');
  }
  return read(given, '$', new Budget());
}

function read(given: unknown, at: string, budget: Budget): Node {
  budget.node(at);
  return budget.deeper(at, () => {
    if (typeof given === 'string' || typeof given === 'boolean') return { kind: 'literal', value: given, at };
    if (typeof given === 'number') return { kind: 'literal', value: finite(given, at), at };
    if (Array.isArray(given))
      return { kind: 'list', items: given.map((item, index) => read(item, `${at}[${index}]`, budget)), at };
    if (typeof given !== 'object' || given === null) throw wrong(given, at);
    return readObject(given as Record<string, unknown>, at, budget);
  });
}

function readObject(given: Record<string, unknown>, at: string, budget: Budget): Node {
  const own = (key: string) => (Object.hasOwn(given, key) ? given[key] : undefined);
  const op = own('op');
  if (op !== undefined) return readOperation(op, own('args'), at, budget);
  const property = own('property');
  if (typeof property === 'string') return { kind: 'property', name: property, at };
  const date = own('date');
  if (typeof date === 'string') return readInstant(date, at, 'date');
  const timestamp = own('timestamp');
  if (typeof timestamp === 'string') return readInstant(timestamp, at, 'timestamp');
  const interval = own('interval');
  if (Array.isArray(interval) && interval.length === 2) {
    const [from, to] = interval.map((end, index) => readEnd(end, `${at}.interval[${index}]`, budget));
    return { kind: 'interval', from: from ?? null, to: to ?? null, at };
  }
  const bbox = own('bbox');
  const type = own('type');
  if (Array.isArray(bbox) && type === undefined)
    return readBbox(
      bbox.slice(0, 7).map((value) => finite(value, at)),
      at,
    );
  if (type === 'GeometryCollection') {
    const parts = own('geometries');
    if (!Array.isArray(parts) || parts.length === 0) throw wrong(parts, `${at}.geometries`);
    const geometries = parts.map((part, index) => {
      const inner = `${at}.geometries[${index}]`;
      budget.node(inner);
      return readGeometry(part, inner, budget);
    });
    return { kind: 'geometry', geometry: { type, geometries }, at };
  }
  if (type !== undefined) return { kind: 'geometry', geometry: readGeometry(given, at, budget), at };
  throw wrong(given, at);
}

function readOperation(op: unknown, args: unknown, at: string, budget: Budget): Node {
  // Names of functions are told apart without case in the text encoding; the schema has them lower.
  const name = typeof op === 'string' ? (op === 'isNull' ? op : op.toLowerCase()) : '';
  if (!operations.includes(name))
    throw wrongFilter(
      `${at}.op`,
      text(op),
      `运算 ${operations.join('、')} 之一`,
      `one of the operations ${operations.join(', ')}`,
    );
  if (!Array.isArray(args)) throw wrongFilter(`${at}.args`, text(args), '数组', 'an array');
  const isList = (arrayOperations as readonly string[]).includes(name) || name === 'in';
  const operands = args.map((arg, index) => {
    const inner = `${at}.args[${index}]`;
    if (Array.isArray(arg) && !isList) throw wrong(arg, inner);
    return read(arg, inner, budget);
  });
  return { kind: 'operation', op: name, args: operands, at };
}

function readEnd(given: unknown, at: string, budget: Budget): Node | null {
  return typeof given === 'string' ? readIntervalEnd(given, at) : read(given, at, budget);
}

function readGeometry(given: unknown, at: string, budget: Budget): SimpleGeometry {
  if (typeof given !== 'object' || given === null) throw wrong(given, at);
  const { type, coordinates } = given as { type?: unknown; coordinates?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(positionDepth, type))
    throw wrongFilter(
      `${at}.type`,
      text(type),
      `${Object.keys(positionDepth).join('、')} 之一`,
      `one of ${Object.keys(positionDepth).join(', ')}`,
    );
  const depth = positionDepth[type as SimpleType];
  const geometry = {
    type: type as SimpleType,
    coordinates: nested(coordinates, depth, `${at}.coordinates`, budget),
  };
  return checkGeometry(geometry, at);
}

function nested(given: unknown, depth: number, at: string, budget: Budget): Coordinates {
  if (!Array.isArray(given)) throw wrongFilter(at, text(given), '坐标数组', 'an array of coordinates');
  if (depth > 0) return given.map((part, index) => nested(part, depth - 1, `${at}[${index}]`, budget));
  budget.position(at);
  if (given.length < 2 || given.length > 3)
    throw wrongFilter(at, text(given), '2 个或 3 个数', '2 or 3 numbers');
  return given.slice(0, 2).map((value) => finite(value, at));
}

function finite(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw wrongFilter(at, text(value), '有限的数', 'a finite number');
}

function wrong(given: unknown, at: string) {
  return wrongFilter(
    at,
    text(given),
    '{"op", "args"}、{"property"}、值、{"date"}、{"timestamp"}、{"interval"}、{"bbox"} 或 GeoJSON 几何',
    '{"op", "args"}, {"property"}, a value, {"date"}, {"timestamp"}, {"interval"}, {"bbox"} or a GeoJSON geometry',
  );
}

/** A value as a person would see it; what is large is not printed whole. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return String(value);
}
