/** Names of the fields of a dBase file: ten bytes of UTF-8, each only once whatever its case. */
const longest = 10;

/** Full name → short name, in the order given; characters are never cut in two. */
export function shortNames(names: readonly string[]): Map<string, string> {
  const used = new Set<string>();
  const short = new Map<string, string>();
  for (const name of names) {
    const plain = name.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+|_+$/g, '') || 'field';
    let cut = cutTo(plain, longest);
    for (let number = 1; used.has(cut.toLowerCase()); number++) {
      cut = cutTo(plain, longest - String(number).length) + String(number);
    }
    used.add(cut.toLowerCase());
    short.set(name, cut);
  }
  return short;
}

function cutTo(text: string, bytes: number): string {
  let cut = '';
  for (const letter of text) {
    if (Buffer.byteLength(cut + letter) > bytes) break;
    cut += letter;
  }
  return cut;
}
