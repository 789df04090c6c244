import { ApiError } from '../../api.ts';

/** One recorded figure. */
export interface HistoryItem {
  readonly what: string;
  readonly month: string | null;
  readonly value: string | number | null;
  readonly unit: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly source: string;
  readonly reason: string | null;
}

export async function fetchHistory(
  code: string,
  asOf: string | undefined,
  language: string,
): Promise<readonly HistoryItem[]> {
  const query = asOf === undefined ? '' : `?asOf=${asOf}`;
  const response = await fetch(`/api/projects/${code}/history${query}`, {
    headers: { 'Accept-Language': language },
  });
  if (!response.ok) throw new ApiError(response.status, `HTTP ${response.status}`);
  return ((await response.json()) as { items: readonly HistoryItem[] }).items;
}
