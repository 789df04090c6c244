/** Days as Excel keeps them: numbers that are shown as days. */

/** Formats that every program knows without their text (ECMA-376, 18.8.30), those of East Asia too. */
const builtIn: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

/** Whether a format shows days or times: letters for them outside quotes, escapes and conditions. */
export function isDateFormat(number: number, text: string | undefined): boolean {
  if (text === undefined) return builtIn.has(number);
  const [first = ''] = text.split(';');
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs年月日]/i.test(bare) && !/general/i.test(bare) && !/[#0?]/.test(bare.replace(/s\.0+/gi, ''));
}

const day = 86_400_000;

/**
 * A number of days as `YYYY-MM-DD`, with ` hh:mm:ss` when it is not a whole one, as `hh:mm:ss` below one.
 * Excel counts a 29 February 1900 that never was: before March 1900 its days are one less.
 */
export function dayText(serial: number, from1904: boolean): string | number {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return serial; // after 9999
  const shifted = from1904 ? serial + 1462 : serial;
  const seconds = Math.round((shifted % 1) * 86_400);
  const whole = Math.floor(shifted) + (seconds === 86_400 ? 1 : 0);
  const time = seconds % 86_400 === 0 ? '' : clock(seconds);
  if (whole === 0) return time || serial;
  const date = new Date(Date.UTC(1899, 11, 30) + (whole < 61 && !from1904 ? whole + 1 : whole) * day);
  const text = date.toISOString().slice(0, 10);
  return time ? `${text} ${time}` : text;
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
