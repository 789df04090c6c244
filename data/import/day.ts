/** Days as offices and spreadsheets write them. */
import { compact, quote, refuse, word } from './text.ts';
import type { Given, Reading } from './value.ts';
import type { Word } from '../vocabulary/word.ts';

interface Span {
  readonly first: string;
  readonly last: string;
  /** Why the first or the last day stands for it; absent for a single day. */
  readonly said?: 'month' | 'quarter' | 'half' | 'year' | 'third';
}

/** @param of which day stands for a longer time: its first or its last one. */
export function readDay(
  given: Given,
  text: string,
  of: 'start' | 'end',
  timeZone = 'Asia/Shanghai',
): Reading {
  // A table without cell types (CSV) has the serial as a text.
  const serial = /^\d{5}(?:\.\d+)?$/.test(text);
  const span = serial || typeof given === 'number' ? fromNumber(Number(text)) : fromText(text, timeZone);
  if (span === 'ambiguous')
    return refuse(
      given,
      '可能有两种读法，请写成 2026-07-31。',
      'can be read in two ways; write it as 2026-07-31.',
    );
  if (!span || typeof given === 'boolean')
    return refuse(given, '不是日期，请写成 2026-07-31。', 'is no date; write it as 2026-07-31.');
  const value = of === 'end' ? span.last : span.first;
  const year = Number(value.slice(0, 4));
  if (year < 1900 || year > 2200)
    return refuse(
      given,
      '年份不合理，请写成 2026-07-31。',
      'has an unreasonable year; write it as 2026-07-31.',
    );
  if (span.said) return { value, given: quote(given), note: notes[of][span.said] };
  return serial ? { value, given: quote(given), note: serialNote } : { value };
}

const serialNote = word('电子表格的日期序号', 'the serial number of a spreadsheet’s date');
const times = {
  month: word('该月', 'the month'),
  quarter: word('该季度', 'the quarter'),
  half: word('该半年', 'the half-year'),
  year: word('该年', 'the year'),
  third: word('该旬', 'the ten days'),
};
const notesOf = (zh: string, en: string) =>
  Object.fromEntries(
    Object.entries(times).map(([key, time]) => [key, word(`取${time.zh}${zh}`, `${en} of ${time.en}`)]),
  ) as Record<keyof typeof times, Word>;
const notes = { start: notesOf('第一日', 'the first day'), end: notesOf('最后一日', 'the last day') };

/** Excel's serial 1 is 1900-01-01, and it counts a 29 February 1900 that never was: from March 1900 day 0 is 1899-12-30. */
function fromNumber(number: number): Span | 'ambiguous' | undefined {
  if (number >= 10_000 && number < 110_000) return day(new Date((Math.floor(number) - 25_569) * 86_400_000));
  if (number >= 190_001 && number <= 220_012) return fromText(String(number), '');
  if (number >= 19_000_101 && number <= 22_001_231) return fromText(String(number), '');
  if (number < 1900 || number >= 2201) return undefined;
  // A cell 2026.10 loses its last digit and becomes 2026.1.
  return /\.1$/.test(String(number)) ? 'ambiguous' : fromText(String(number), '');
}

const iso = (date: Date) => date.toISOString().slice(0, 10);
const day = (date: Date): Span => ({ first: iso(date), last: iso(date) });

/** A day that the calendar has. */
function calendarDay(year: number, month: number, date: number): Span | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
    ? day(at)
    : undefined;
}

/** From the first day of a month to the last one of another. */
function months(year: number, from: number, to: number, said: Span['said']): Span | undefined {
  if (from < 1 || to > 12) return undefined;
  return {
    first: iso(new Date(Date.UTC(year, from - 1, 1))),
    last: iso(new Date(Date.UTC(year, to, 0))),
    ...(said && { said }),
  };
}

const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const numerals = '一二三四';

function fromText(text: string, timeZone: string): Span | 'ambiguous' | undefined {
  const moment = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.exec(
    text.trim(),
  );
  // Midnight UTC is how programs write a day; any other moment is a day where the place is.
  if (moment && !/T00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/.test(text.trim())) {
    const at = new Date(text.trim());
    return Number.isNaN(at.getTime())
      ? undefined
      : fromText(new Intl.DateTimeFormat('en-CA', { timeZone }).format(at), timeZone);
  }
  const plain = compact(
    text.trim().replace(/[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M)?(?:Z|\+00:?00)?$/i, ''),
  );
  const numbers = (match: RegExpExecArray) => match.slice(1).map(Number);
  let match =
    /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (match) return calendarDay(...(numbers(match) as [number, number, number]));
  match =
    /^(\d{4})(?:[-/.年])(\d{1,2})月?(份|底|末|初|上旬|中旬|下旬)?$/.exec(plain) ??
    /^(\d{4})(\d{2})$/.exec(plain);
  if (match) return partOfMonth(Number(match[1]), Number(match[2]), match[3]);
  match = /^(\d{4})年?(?:第?([一二三四1-4])季度?|q([1-4]))$/i.exec(plain);
  if (match) {
    const named = match[2] ?? match[3] ?? '';
    const quarter = numerals.includes(named) ? numerals.indexOf(named) + 1 : Number(named);
    return months(Number(match[1]), quarter * 3 - 2, quarter * 3, 'quarter');
  }
  match = /^(\d{4})年?(上半年|下半年|初|底|末|年初|年底|年末)?$/.exec(plain) ?? /^(\d{4})年度$/.exec(plain);
  if (match) return partOfYear(Number(match[1]), match[2]);
  return fromEnglish(plain);
}

function partOfMonth(year: number, month: number, named?: string): Span | undefined {
  const whole = months(year, month, month, 'month');
  if (!whole || named === undefined || named === '份') return whole;
  if (named === '初') return { first: whole.first, last: whole.first };
  if (named === '底' || named === '末') return { first: whole.last, last: whole.last };
  const at = (date: string) => `${whole.first.slice(0, 8)}${date}`;
  if (named === '上旬') return { first: whole.first, last: at('10'), said: 'third' };
  if (named === '中旬') return { first: at('11'), last: at('20'), said: 'third' };
  return { first: at('21'), last: whole.last, said: 'third' };
}

function partOfYear(year: number, named = ''): Span | undefined {
  if (named === '上半年') return months(year, 1, 6, 'half');
  if (named === '下半年') return months(year, 7, 12, 'half');
  const whole = months(year, 1, 12, 'year');
  if (!whole || named === '') return whole;
  const end = named.endsWith('初') ? whole.first : whole.last;
  return { first: end, last: end };
}

/** 31 July 2026, Jul 31, 2026, 31/7/2026; 7/8/2026 is two days. */
function fromEnglish(plain: string): Span | 'ambiguous' | undefined {
  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?)?-?([a-z]{3,9})\.?-?(?:(\d{1,2})(?:st|nd|rd|th)?,)?,?(\d{4})$/i.exec(
      plain,
    );
  if (named) {
    const month = english.indexOf((named[2] ?? '').slice(0, 3).toLowerCase()) + 1;
    const date = Number(named[1] ?? named[3] ?? 0);
    if (month === 0) return undefined;
    return date
      ? calendarDay(Number(named[4]), month, date)
      : months(Number(named[4]), month, month, 'month');
  }
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  if (!slashed) return undefined;
  const [one, other, year] = slashed.slice(1).map(Number) as [number, number, number];
  if (one > 12) return calendarDay(year, other, one);
  if (other > 12 || one === other) return calendarDay(year, one, other);
  return 'ambiguous';
}
