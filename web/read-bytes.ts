/** Reads a body piece by piece, so that it can be told how far it is. */

/**
 * All bytes of an answer. `tell` hears the bytes so far after each piece, with the size of the whole as `sizeOf` reads
 * it off the first bytes, or else off Content-Length, which counts only what is sent without compression.
 * Throws what the connection throws, an AbortError included.
 */
export async function readBytes(
  response: Response,
  tell: (done: number, total: number | undefined) => void,
  sizeOf: (start: Uint8Array) => number | undefined = () => undefined,
): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  const plain = response.headers.get('Content-Encoding') === null;
  const length = Number(response.headers.get('Content-Length'));
  let total = plain && length > 0 ? length : undefined;
  let bytes = new Uint8Array(total ?? 1 << 16);
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const piece = await reader.read();
    if (piece.done) break;
    const needed = done + piece.value.length;
    if (needed > bytes.length) {
      const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
      larger.set(bytes.subarray(0, done));
      bytes = larger;
    }
    bytes.set(piece.value, done);
    done = needed;
    total ??= sizeOf(bytes.subarray(0, done));
    tell(done, total);
  }
  return bytes.buffer.slice(0, done);
}
