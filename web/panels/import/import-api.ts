/** What the import asks of the server, as the operator. */
import type { InferResponseType, hc } from 'hono/client';
import type { Api } from '../../../server/app.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import type { ImportRowState } from '../../../data/vocabulary/import.ts';
import { ApiError } from '../../api.ts';
import type { Asker } from '../reporting/reporting-api.ts';
import { sendFile } from '../reporting/send-file.ts';

type Routes = ReturnType<typeof hc<Api>>['api']['imports'];
export type ImportItem = InferResponseType<Routes['$get'], 200>['items'][number];
export type ImportCard = InferResponseType<Routes[':id']['$get'], 200>;
export type ImportReading = NonNullable<ImportCard['reading']>;
export type ImportSettings = NonNullable<ImportCard['settings']>;
export type Placement = ImportSettings['position'];
export type ImportRowPage = InferResponseType<Routes[':id']['rows']['$get'], 200>;
export type ImportRow = ImportRowPage['items'][number];
export type ImportPreview = InferResponseType<Routes[':id']['preview']['$get'], 200>;

const base = '/api/imports';

/** Former imports, the newest first. All of these throw ApiError with the server's sentence, or TypeError. */
export async function fetchImports(asker: Asker): Promise<readonly ImportItem[]> {
  return (await ask<{ items: ImportItem[] }>(base, asker)).items;
}

export const fetchImport = (id: string, asker: Asker): Promise<ImportCard> => ask(`${base}/${id}`, asker);

/** Sends a file. `tell` hears how many bytes are on their way; an AbortError when `signal` ends it. */
export async function sendImport(
  { file, name, noun }: { readonly file: Blob; readonly name: string; readonly noun: Layer },
  asker: Asker,
  hearing: { readonly signal: AbortSignal; readonly tell: (done: number, total: number) => void },
): Promise<ImportCard> {
  const query = new URLSearchParams({ noun, fileName: name });
  const headers = { ...asks(asker), 'Content-Type': 'application/octet-stream' };
  const { status, body } = await sendFile(`${base}?${query.toString()}`, file, { headers, ...hearing });
  if (status >= 400) throw problemOf(status, body);
  return body as ImportCard;
}

export const askAgain = (
  id: string,
  body: { readonly layer?: string; readonly encoding?: string },
  asker: Asker,
): Promise<ImportCard> => post(`${base}/${id}/read`, body, asker);

export const sendSettings = (id: string, settings: ImportSettings, asker: Asker): Promise<ImportCard> =>
  post(`${base}/${id}/settings`, settings, asker);

export const act = (id: string, action: 'apply' | 'undo' | 'cancel', asker: Asker): Promise<ImportCard> =>
  post(`${base}/${id}/${action}`, {}, asker);

export function fetchRows(
  id: string,
  { state, after }: { readonly state: ImportRowState; readonly after?: number | undefined },
  asker: Asker,
): Promise<ImportRowPage> {
  const query = new URLSearchParams({ state, limit: '50' });
  if (after !== undefined) query.set('after', String(after));
  return ask(`${base}/${id}/rows?${query.toString()}`, asker);
}

export function fetchPreview(
  id: string,
  {
    crs,
    swapped,
    position,
  }: { readonly crs: string; readonly swapped: boolean; readonly position: Placement },
  asker: Asker,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const query = new URLSearchParams({ crs, swapped: swapped ? '1' : '0' });
  if (position.kind === 'columns') {
    query.set('lng', position.lng);
    query.set('lat', position.lat);
  } else if (position.kind === 'pair' || position.kind === 'wkt') query.set(position.kind, position.column);
  return ask(`${base}/${id}/preview?${query.toString()}`, asker, { signal });
}

/** A file of an import, under the server's name. */
export async function fetchFile(
  id: string,
  which: 'refused' | 'original',
  asker: Asker,
): Promise<{ readonly name: string; readonly blob: Blob }> {
  const response = await fetch(`${base}/${id}/${which}`, { headers: asks(asker) });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined));
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const name =
    encoded === undefined ? /filename="([^"]+)"/.exec(disposition)?.[1] : decodeURIComponent(encoded);
  return { name: name ?? which, blob: await response.blob() };
}

const post = <Answer>(address: string, body: object, asker: Asker): Promise<Answer> =>
  ask(address, asker, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function ask<Answer>(
  address: string,
  asker: Asker,
  { headers, ...request }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(address, { ...request, headers: { ...headers, ...asks(asker) } });
  // A proxy in front may answer with a page of its own; then the status is all there is.
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Answer;
  throw problemOf(response.status, body);
}

function asks({ token, language }: Asker): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'Accept-Language': language };
}

function problemOf(status: number, body: unknown): ApiError {
  const { detail } = (typeof body === 'object' && body !== null ? body : {}) as { detail?: string };
  return new ApiError(status, detail ?? `HTTP ${status}`);
}
