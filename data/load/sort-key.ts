import { pinyin } from 'pinyin-pro';

const numerals = '零一二三四五六七八九';

/**
 * The text that names are ordered by, compared byte by byte: pinyin without tones, ASCII where the name allows,
 * numbers padded so that 二期 stands before 十期 and 2 before 10. Written with the row.
 */
export function sortKey(name: string): string {
  const counted = name
    .normalize('NFKC')
    .replace(/[一二三四五六七八九十]+(?=[期号批段路标区])/g, (text) => String(chineseNumber(text)));
  return pinyin(counted, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join(' ')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(6, '0'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** 一 … 九十九 as a number. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (character: string | undefined) => numerals.indexOf(character || '零');
  if (!text.includes('十')) return digit(ones);
  return (tens ? digit(tens) : 1) * 10 + digit(ones);
}
