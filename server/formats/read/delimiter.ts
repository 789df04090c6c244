/** What stands between the values of a table of text. */
const delimiters = [',', '\t', ';', '|'] as const;

/** The one that stands most often, outside quotes, in every one of the first lines; a comma when none does. */
export function delimiterOf(beginning: string): string {
  const counts = lineCounts(beginning);
  let best: string = ',';
  let most = 0;
  for (const [at, delimiter] of delimiters.entries()) {
    const own = counts.map((line) => line[at] ?? 0);
    // In every line, or at least in the first: a note below the table has none.
    const score = Math.min(...own) * 1000 + (own[0] ?? 0);
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

/** For each of the first lines that are not empty, how often each delimiter stands outside quotes. */
function lineCounts(text: string): number[][] {
  const lines: number[][] = [];
  let line = delimiters.map(() => 0);
  let quoted = false;
  let filled = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '\n') {
      if (filled) lines.push(line);
      if (lines.length >= 20) return lines;
      line = delimiters.map(() => 0);
      filled = false;
      continue;
    }
    const at = (delimiters as readonly string[]).indexOf(letter);
    if (!quoted && at >= 0) line[at] = (line[at] ?? 0) + 1;
    if (letter !== '\r') filled = true;
  }
  if (filled) lines.push(line);
  return lines;
}
