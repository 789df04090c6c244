/** Coordinates in cells: degrees with a point, degrees, minutes and seconds, or metres of a projection. */
import type { Given } from './value.ts';

const dms =
  /^([NSEW东西南北])?[经纬:]*([+-]?\d{1,3}(?:\.\d+)?)(?:[°度d:]|(?=[NSEW东西南北])|$)(?:(\d{1,2}(?:\.\d+)?)(?:['’′分m:])?(?:(\d{1,2}(?:\.\d+)?)(?:["”″秒s]|'')?)?)?([NSEW东西南北])?$/i;

/** A coordinate as a number: degrees (west and south negative) or metres; `null` when it is none. */
export function readCoordinate(given: Given): number | null {
  if (typeof given === 'number') return Number.isFinite(given) ? given : null;
  if (typeof given !== 'string') return null;
  // NFKC makes ′ and ″ neither quote nor letter; º is the ordinal that people type for °.
  const text = given
    .replaceAll('º', '°')
    .replaceAll('˚', '°')
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll('′′', '″');
  if (/^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:m|米|°)?$/i.test(text))
    return Number(text.replaceAll(',', '').replace(/(?:m|米|°)$/i, ''));
  const parts = dms.exec(text);
  if (!parts) return null;
  const [degrees, minutes, seconds] = [parts[2], parts[3], parts[4]].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  if (minutes >= 60 || seconds >= 60 || Math.abs(degrees) > 180) return null;
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  const behind = degrees < 0 || /[SW西南]/i.test(`${parts[1] ?? ''}${parts[5] ?? ''}`);
  return behind ? -size : size;
}

/** A sign between the two, white space, or the letters of the directions in front of them or behind. */
const separators = [
  /[,;、，；|]\s*/,
  /\s+/,
  /(?<=[^NSEW东西南北])(?=[NSEW东西南北])/i,
  /(?<=[NSEW东西南北])(?=[^NSEW东西南北])/i,
];

/** Two coordinates in one cell, as they stand: “115.65,34.41”, “E115°39′ N34°24′”, “(115.65 34.41)”. */
export function readPair(given: Given): readonly [number, number] | null {
  if (typeof given !== 'string' || given.length > 100) return null;
  const text = given
    .normalize('NFKC')
    .trim()
    .replaceAll(/^[([]|[)\]]$/g, '');
  for (const separator of separators) {
    const parts = text.split(separator).filter((part) => part !== '');
    const [one, other] = parts.map((part) => readCoordinate(part));
    if (parts.length !== 2 || one == null || other == null) continue;
    // “N34°24′, E115°39′”: the letters say which is which.
    return /[NS北南]/i.test(parts[0] ?? '') && /[EW东西]/i.test(parts[1] ?? '') ? [other, one] : [one, other];
  }
  return null;
}
