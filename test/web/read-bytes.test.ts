import { describe, expect, it } from 'vitest';
import { columnFileSize, encodeColumns } from '../../data/columns.ts';
import { readBytes } from '../../web/read-bytes.ts';

const file = encodeColumns({
  noun: 'project',
  revision: 'e.1',
  count: 3,
  numbers: { fid: { type: 'u32', values: [1, 2, 3] } },
  codes: {},
  lists: {},
  texts: { name: ['机场', '水厂', '电厂'] },
});

/** An answer whose body arrives in pieces of so many bytes. */
function inPieces(bytes: Uint8Array, size: number, headers: Record<string, string> = {}): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
  return new Response(body, { headers });
}

describe('reading a body', () => {
  it('gives the same bytes and tells of a column file how much of it is there, compressed or not', async () => {
    const told: [number, number | undefined][] = [];
    const response = inPieces(file, 50, { 'Content-Encoding': 'br', 'Content-Length': '7' });
    const read = await readBytes(response, (...amount) => told.push(amount), columnFileSize);
    expect(new Uint8Array(read)).toEqual(file);
    expect(told[0]).toEqual([50, undefined]); // its header has not arrived wholly
    expect(told.at(-1)).toEqual([file.length, file.length]);
  });

  it('takes the length of a plain answer from its head', async () => {
    const told: [number, number | undefined][] = [];
    const response = inPieces(new Uint8Array(100), 60, { 'Content-Length': '100' });
    expect((await readBytes(response, (...amount) => told.push(amount))).byteLength).toBe(100);
    expect(told).toEqual([
      [60, 100],
      [100, 100],
    ]);
  });

  it('knows no size of what is no column file', () => {
    expect(columnFileSize(new Uint8Array(64))).toBe(undefined);
  });
});
