/** What reporting asks of the server, as the operator; every refusal comes with the row and column that it is about. */
import type { InferResponseType, hc } from 'hono/client';
import type { Api } from '../../../server/app.ts';
import { ApiError } from '../../api.ts';
import { sendFile } from './send-file.ts';

type Routes = ReturnType<typeof hc<Api>>['api']['reporting'];

/** The listed projects of a month with the window in which it is reported; money in 万元. */
export type Sheet = InferResponseType<Routes['sheet']['$get'], 200>;
export type SheetRow = Sheet['rows'][number];
export type Report = NonNullable<SheetRow['previous']>;
export type ReportingWindow = InferResponseType<Routes['window']['$get'], 200>;
export type Taken = InferResponseType<Routes['reports']['$post'], 200>;

/** One value that was refused: `key` like `rows.3.completed`, and a sentence about it. */
export interface Refusal {
  readonly key: string;
  readonly detail?: string;
}

/** The server refused what was sent, and says what and why. */
export class Refused extends ApiError {
  override name = 'Refused';
  readonly refusals: readonly Refusal[];
  constructor(status: number, detail: string, refusals: readonly Refusal[]) {
    super(status, detail);
    this.refusals = refusals;
  }
}

/** Who asks, and in which language the answer is wanted. */
export interface Asker {
  readonly token: string;
  readonly language: string;
}

/** The window of the month that is reported now. Throws Refused (401 for a token that is not known), or TypeError. */
export async function fetchWindow(asker: Asker): Promise<ReportingWindow> {
  return ask<ReportingWindow>('/api/reporting/window', asker);
}

/** The sheet of a month; throws like `fetchWindow`. */
export async function fetchSheet(month: string, asker: Asker): Promise<Sheet> {
  return ask<Sheet>(`/api/reporting/sheet?month=${encodeURIComponent(month)}`, asker);
}

/** Sends the reports of a month: all are kept, or none. Throws Refused with a refusal for each wrong figure. */
export async function sendReports(
  body: { readonly month: string; readonly rows: readonly object[]; readonly reason?: string },
  asker: Asker,
): Promise<Taken> {
  return ask<Taken>('/api/reporting/reports', asker, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/**
 * Sends a photo of a project. `tell` hears how many bytes are on their way. Throws Refused with the server's sentence,
 * an AbortError when `signal` ends it, TypeError when the server cannot be reached.
 */
export async function sendPhoto(
  code: string,
  photo: { readonly file: File; readonly takenOn: string; readonly caption: string },
  asker: Asker,
  hearing: { readonly signal: AbortSignal; readonly tell: (done: number, total: number) => void },
): Promise<void> {
  const query = new URLSearchParams({ takenOn: photo.takenOn });
  if (photo.caption.trim() !== '') query.set('caption', photo.caption.trim());
  const address = `/api/projects/${encodeURIComponent(code)}/photos?${query.toString()}`;
  const headers = { ...asks(asker), 'Content-Type': photo.file.type };
  const { status, body } = await sendFile(address, photo.file, { headers, ...hearing });
  if (status >= 400) throw refusal(status, body);
}

async function ask<Answer>(
  address: string,
  asker: Asker,
  { headers, ...request }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(address, {
    ...request,
    headers: { ...headers, ...asks(asker) },
  });
  // A proxy in front may answer with a page of its own; then the status is all there is.
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Answer;
  throw refusal(response.status, body);
}

function asks({ token, language }: Asker): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'Accept-Language': language };
}

function refusal(status: number, body: unknown): Refused {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as {
    detail?: string;
    errors?: readonly Refusal[];
  };
  return new Refused(status, problem.detail ?? `HTTP ${status}`, problem.errors ?? []);
}
