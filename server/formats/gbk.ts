/**
 * Texts in GB18030: the bytes of GBK for the letters that GBK has, four bytes for all others, so that none is lost.
 * The tables are those of the decoder that is in Node (WHATWG Encoding, 10.2), turned around.
 */

/** Letter → its bytes as one number. */
let table: Map<string, number> | undefined;

function letters(): Map<string, number> {
  if (table) return table;
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, number>();
  const add = (bytes: readonly number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (letter.length === 1 && letter !== '\ufffd' && !made.has(letter))
      made.set(
        letter,
        bytes.reduce((number, byte) => number * 256 + byte, 0),
      );
  };
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) add([lead, trail]);
  // The rest of the basic plane: 81308130 to 8431A439.
  for (let pointer = 0; pointer < 39_420; pointer++) add(fourBytes(pointer));
  return (table = made);
}

/** A pointer of GB18030's ranges as four bytes. */
function fourBytes(pointer: number): [number, number, number, number] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}

/** Where the planes beyond the basic one begin. */
const beyondBasic = 189_000;
/** U+FFFD, for half of a pair, which is no letter. */
const replacementPointer = 39_417;

/** Pieces of text as bytes; a piece never ends within a letter. */
export async function* encodeGb18030Pieces(
  texts: AsyncIterable<string>,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const text of texts) yield encodeGb18030(text);
  return undefined;
}

/** One text as bytes. */
export function encodeGb18030(text: string): Uint8Array {
  const known = letters();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    const number = known.get(letter);
    if (number !== undefined && number < 0x10000) {
      bytes[length++] = number >> 8;
      bytes[length++] = number & 0xff;
      continue;
    }
    const four =
      number !== undefined
        ? [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) & 0xff)
        : fourBytes(point > 0xffff ? beyondBasic + point - 0x10000 : replacementPointer);
    bytes.set(four, length);
    length += 4;
  }
  return bytes.subarray(0, length);
}
