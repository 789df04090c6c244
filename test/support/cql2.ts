/** CQL2 expressions for tests: made at random, printed in both encodings, and judged by a library that is not ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Expr } from 'cql2-wasm';

export type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** CQL2 in JSON → in text. */
export function printCql2(node: Json): string {
  if (typeof node === 'string') return `'${node.replaceAll("'", "''")}'`;
  if (typeof node === 'number') return String(node);
  if (typeof node === 'boolean') return String(node).toUpperCase();
  if (Array.isArray(node)) return `(${node.map(printCql2).join(', ')})`;
  if (typeof node.property === 'string') return node.property;
  if (typeof node.date === 'string') return `DATE('${node.date}')`;
  if (typeof node.timestamp === 'string') return `TIMESTAMP('${node.timestamp}')`;
  if (Array.isArray(node.interval)) return `INTERVAL(${node.interval.map(printCql2).join(', ')})`;
  if (Array.isArray(node.bbox)) return `BBOX(${node.bbox.join(', ')})`;
  if (typeof node.type === 'string') return printWkt(node);
  const [op, args] = [node.op as string, node.args as Json[]];
  const parts = args.map(printCql2);
  if (op === 'and' || op === 'or') return parts.map((part) => `(${part})`).join(` ${op.toUpperCase()} `);
  if (op === 'not') return `NOT (${parts[0]})`;
  if (op === 'isNull') return `${parts[0]} IS NULL`;
  if (op === 'like') return `${parts[0]} LIKE ${parts[1]}`;
  if (op === 'between') return `${parts[0]} BETWEEN ${parts[1]} AND ${parts[2]}`;
  if (op === 'in') return `${parts[0]} IN ${parts[1]}`;
  if (/^[a-z_]+$/.test(op)) return `${op.toUpperCase()}(${parts.join(', ')})`;
  return `${parts[0]} ${op} ${parts[1]}`;
}

function printWkt(geometry: { [key: string]: Json }): string {
  const type = String(geometry.type).toUpperCase();
  if (type === 'GEOMETRYCOLLECTION')
    return `${type}(${(geometry.geometries as Json[]).map(printCql2).join(', ')})`;
  const print = (part: Json): string =>
    Array.isArray(part) && typeof part[0] === 'number'
      ? part.join(' ')
      : `(${(part as Json[]).map(print).join(', ')})`;
  const text = print(geometry.coordinates as Json);
  return type === 'POINT' ? `POINT(${text})` : type + text;
}

interface Oracle {
  parseJson(text: string): Expr;
}

/** cql2-wasm, the Rust implementation of CQL2; its own loader is made for bundlers. */
export function cql2Oracle(): Promise<Oracle> {
  return (oracle ??= loadOracle());
}
let oracle: Promise<Oracle> | undefined;

async function loadOracle(): Promise<Oracle> {
  const entry = createRequire(import.meta.url).resolve('cql2-wasm');
  const bindings = (await import(entry.replace('cql2_wasm.js', 'cql2_wasm_bg.js'))) as Oracle & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  };
  const bytes = readFileSync(entry.replace('cql2_wasm.js', 'cql2_wasm_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './cql2_wasm_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}
