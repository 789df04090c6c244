/** The districts of a project with their parts of the money: “睢阳区 60%、梁园区 40%”. */
import { roundTo } from './figure.ts';
import { readRow, unknownRow } from './row.ts';
import type { RowIndex } from './row-index.ts';
import { compact, quote, refuse, word } from './text.ts';
import type { DistrictShare, Given, Reading, RefusedValue } from './value.ts';

const separators = /[、；;，,\n/|+＋和与及]+/;
const shareBehind = /^(.*?)[\s:：(（]*(?:占比?|约)?\s*(\d+(?:\.\d+)?|\.\d+)\s*(%|％)?\s*[)）]?$/su;
/** A share is stored with 5 decimals, and the database lets the sum differ from 1 by a rounding. */
const parts = 100_000;

interface Part {
  readonly code: string;
  readonly share: number | null;
}

export function readShares(given: Given, text: string, districts: RowIndex): Reading {
  const listed = fromList(text);
  if (listed !== undefined) return readShares(given, listed, districts);
  const whole = districts.find(text);
  if (whole && 'code' in whole) return single(given, text, districts);
  const read: Part[] = [];
  for (const part of text.split(separators).filter((piece) => piece.trim() !== '')) {
    const found = readPart(part.trim(), given, districts);
    // An address begins with its district, and may have any sign inside.
    if ('refused' in found)
      return found.unknown && read.length === 0 && districts.begins(text)
        ? single(given, text, districts)
        : found;
    if (read.some(({ code }) => code === found.code))
      return refuse(given, '中同一区县出现了两次。', 'names a district twice.');
    read.push(found);
  }
  const stated = read.filter((part): part is DistrictShare => part.share !== null);
  if (stated.length === 0) {
    const value = sorted(equal(read.map(({ code }) => code)));
    return {
      value,
      given: quote(given),
      note: word('未写比例，按平均分摊', 'no shares are given: divided equally'),
    };
  }
  if (stated.length < read.length)
    return refuse(
      given,
      '只给部分区县写了比例，请全部写明或都不写。',
      'gives shares for some districts only; give all or none.',
    );
  return summing(stated, given);
}

/** One district with all of the money. */
function single(given: Given, text: string, districts: RowIndex): Reading {
  const row = readRow('district', given, text, districts);
  return 'value' in row ? { ...row, value: [{ code: String(row.value), share: 1 }] } : row;
}

/** As programs write them, `[{"code": "411402", "share": 1}]`, in the form of people; `undefined` for anything else. */
function fromList(text: string): string | undefined {
  if (!text.startsWith('[{')) return undefined;
  try {
    const parts = JSON.parse(text) as Partial<DistrictShare>[];
    return parts.map(({ code, share }) => `${String(code)} ${roundTo(Number(share) * 100, 3)}%`).join('、');
  } catch {
    return undefined; // no such list: the text is read as people write it
  }
}

function readPart(part: string, given: Given, districts: RowIndex): Part | RefusedValue {
  const alone = districts.find(part);
  if (alone && 'code' in alone) return { code: alone.code, share: null };
  const [, name = '', digits = '', percent] = shareBehind.exec(part) ?? [];
  const found = name.trim() === '' ? null : districts.find(name);
  if (!found || !('code' in found)) {
    return unknownRow('district', name.trim() === '' ? part : name.trim());
  }
  // “睢阳区 60” is a percentage, “睢阳区 0.6” a part.
  const share = percent || Number(digits) > 1 ? Number(`${digits}e-2`) : Number(digits);
  if (!(share > 0 && share <= 1))
    return refuse(
      given,
      '中的比例应大于 0、不超过 100%。',
      'has a share that is not above 0 and up to 100%.',
    );
  return { code: found.code, share: roundTo(share, 5) };
}

/** Equal parts that sum to exactly 1; the first ones carry what does not divide. */
function equal(codes: readonly string[]): DistrictShare[] {
  const least = Math.floor(parts / codes.length);
  const more = parts - least * codes.length;
  return codes.map((code, at) => ({ code, share: (least + (at < more ? 1 : 0)) / parts }));
}

/** Shares that were rounded to whole percents may miss 1 by a little: the largest one takes the difference. */
function summing(stated: readonly DistrictShare[], given: Given): Reading {
  const whole = stated.map(({ share }) => Math.round(share * parts));
  const off = parts - whole.reduce((sum, share) => sum + share, 0);
  if (Math.abs(off) > parts / 100) {
    const sum = roundTo((parts - off) / 1000, 3);
    return refuse(given, `的比例合计为 ${sum}%，应为 100%。`, `has shares that sum to ${sum}%, not 100%.`);
  }
  if (Math.abs(off) <= 10) return { value: sorted(stated) };
  const largest = whole.indexOf(Math.max(...whole));
  const value = stated.map(({ code }, at) => ({
    code,
    share: ((whole[at] ?? 0) + (at === largest ? off : 0)) / parts,
  }));
  return {
    value: sorted(value),
    given: quote(given),
    note: word(
      '比例合计不足或超过 100% 的尾差计入最大的一项',
      'the largest share takes what the others miss of 100%',
    ),
  };
}

/** As the database lists them: the largest first, then by code. */
function sorted(shares: readonly DistrictShare[]): DistrictShare[] {
  return shares.toSorted((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
}

/** “睢阳区 60%、梁园区 40%”; of a single whole district only its name. */
export function writeShares(
  shares: readonly DistrictShare[],
  name: (code: string) => string,
  separator: string,
): string {
  const [first, ...others] = shares;
  if (first && others.length === 0 && first.share === 1) return name(first.code);
  return shares.map(({ code, share }) => `${name(code)} ${roundTo(share * 100, 3)}%`).join(separator);
}

/** Whether a name can stand among others without being taken apart. */
export function staysWhole(name: string): boolean {
  return !separators.test(name) && !/[\d%]$/.test(compact(name));
}
