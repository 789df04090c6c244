/** A file of GDAL's that is no file: what is written to it is handed on, and the writer waits while too much is ahead. */
import { piecesAhead } from './task.ts';

export const rowsPath = '/rows.geojsonl';
const pieceBytes = 1 << 18;

export interface Device {
  /** Takes what was written; the bytes are the program's and are copied. */
  write(bytes: Uint8Array): void;
  flush(): void;
}

/** @param taken how many pieces the reader has taken so far. */
export function rowsDevice(onPiece: (bytes: Uint8Array) => void, taken: Int32Array): Device {
  let piece = new Uint8Array(pieceBytes);
  let filled = 0;
  let sent = 0;
  const flush = () => {
    if (filled === 0) return;
    for (;;) {
      const before = Atomics.load(taken, 0);
      if (sent - before < piecesAhead) break;
      Atomics.wait(taken, 0, before);
    }
    onPiece(piece.subarray(0, filled));
    sent++;
    piece = new Uint8Array(pieceBytes);
    filled = 0;
  };
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + pieceBytes - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === pieceBytes) flush();
      }
    },
    flush,
  };
}
