/** Byte ranges as RFC 9110 §14 has them, for one range; several at once are answered with the whole. */

export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads a `Range` header for a file of `size` bytes. What is not understood is ignored, as the standard wants.
 * @param ifRange the `If-Range` header: with another strong tag than `etag`, or a date, the range does not count.
 */
export function readRange(
  range: string | null | undefined,
  ifRange: string | null | undefined,
  { size, etag }: { readonly size: number; readonly etag: string },
): RangeAnswer {
  if (!range || (ifRange && ifRange.trim() !== etag)) return { kind: 'whole' };
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim()) ?? [];
  if (from === '' && to === '') return { kind: 'whole' };
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first >= size ? { kind: 'unsatisfiable' } : { kind: 'part', first, last };
}
