/** What the search asks of the server. */
import { hc } from 'hono/client';
import type { InferResponseType } from 'hono/client';
import type { Api } from '../../../server/app.ts';
import { ApiError } from '../../api.ts';

const client = hc<Api>('/');

export type SearchAnswer = InferResponseType<typeof client.api.search.$get, 200>;
export type SearchGroup = SearchAnswer['groups'][number];
export type SearchItem = SearchGroup['items'][number];

/** Things by name, sound or code. Throws ApiError, or TypeError when the server cannot be reached. */
export async function fetchSearch(
  question: { readonly q: string; readonly limit: number },
  language: string,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const query = { q: question.q, limit: String(question.limit) };
  const options = { headers: { 'Accept-Language': language }, init: { signal } };
  const response = await client.api.search.$get({ query }, options);
  if (!response.ok) {
    const body: unknown = await (response as Response).json().catch(() => undefined);
    const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
    throw new ApiError(response.status, detail || `HTTP ${response.status}`);
  }
  return response.json();
}
