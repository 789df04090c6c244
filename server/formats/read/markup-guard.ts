/** XML from outside: what declares a document type or entities is not read at all. */
import { SourceProblem } from '../source.ts';

/**
 * Looks through all bytes for a declaration, in encodings of one byte and of two.
 * @throws SourceProblem `not_allowed` when there is one.
 */
export async function refuseDeclarations(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let before = '';
  for await (const piece of pieces) {
    const text =
      before +
      Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1').replaceAll('\0', '');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw declared();
    before = text.slice(-20);
  }
}

export function declared(): SourceProblem {
  return new SourceProblem('not_allowed', {
    zh: '文件中有 DTD 或实体声明（<!DOCTYPE>），出于安全没有读取。请删去后再导入。',
    en: 'The file declares a document type or entities (<!DOCTYPE>) and was not read, to be safe. Remove them.',
  });
}
