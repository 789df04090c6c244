/** dBase files: whether they are whole, and which encoding their texts are in. */
import { open } from 'node:fs/promises';
import type { Encoding } from './encoding.ts';
import { encodingNamed } from './encoding.ts';

interface Field {
  readonly at: number;
  readonly length: number;
}

/** So many bytes of values are looked at. */
const sampleBytes = 8 * 2 ** 20;

/** Language drivers of ESRI's and FoxPro's that say Chinese. */
const chinese = new Set([0x4d, 0x7a]);

export interface DbfLook {
  readonly whole: boolean;
  readonly rows: number;
  /** Of its texts, when no `.cpg` says it. */
  readonly encoding: Encoding;
}

export async function lookAtDbf(path: string): Promise<DbfLook> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 65_535));
    await file.read(head, 0, head.length, 0);
    if (head.length < 33) return { whole: false, rows: 0, encoding: { used: 'UTF-8', detected: true } };
    const rows = head.readUInt32LE(4);
    const start = head.readUInt16LE(8);
    const length = head.readUInt16LE(10);
    const sample = Buffer.alloc(Math.max(0, Math.min(size - start, rows * length, sampleBytes)));
    await file.read(sample, 0, sample.length, start);
    return {
      whole: start + rows * length <= size && length > 0,
      rows,
      encoding: encodingOf(head, start, length, sample),
    };
  } finally {
    await file.close();
  }
}

function encodingOf(head: Buffer, start: number, length: number, sample: Buffer): Encoding {
  const texts: Buffer[] = [];
  const fields: Field[] = [];
  let at = 1; // after the mark of deletion
  for (let place = 32; place + 32 <= start && head[place] !== 0x0d; place += 32) {
    texts.push(head.subarray(place, place + 11));
    const width = head[place + 16] ?? 0;
    if (head.toString('latin1', place + 11, place + 12) === 'C') fields.push({ at, length: width });
    at += width;
  }
  for (let row = 0; row + length <= sample.length && length > 0; row += length) {
    for (const field of fields) texts.push(sample.subarray(row + field.at, row + field.at + field.length));
  }
  const foreign = texts.map(trimmed).filter((text) => text.some((byte) => byte >= 0x80));
  if (foreign.every((text) => fits(text, 'utf-8'))) return { used: 'UTF-8', detected: true };
  return { used: 'GB18030', detected: !chinese.has(head[29] ?? 0) };
}

/** Without what fills a field up. */
function trimmed(text: Buffer): Buffer {
  const nul = text.indexOf(0);
  let end = nul >= 0 ? nul : text.length;
  while (end > 0 && text[end - 1] === 0x20) end--;
  return text.subarray(0, end);
}

/** Whether bytes are text in an encoding; their last character may be cut. */
function fits(text: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(text, { stream: true });
    return true;
  } catch {
    return false; // bytes that the encoding has not
  }
}

/** What a `.cpg` beside a shapefile says. */
export function encodingOfCpg(text: string): Encoding | undefined {
  const used = encodingNamed(text.replace(/^\ufeff/, ''));
  return used ? { used, detected: false } : undefined;
}

/** Reads a text that GDAL passed on byte by byte (as ISO 8859-1); a character that was cut at its end is left out. */
export function decoderOf(encoding: Encoding): (text: string) => string {
  const decoder = new TextDecoder(encoding.used);
  return (text) =>
    /[\u0080-\u00ff]/.test(text) ? decoder.decode(Buffer.from(text, 'latin1')).replace(/\ufffd+$/, '') : text;
}
