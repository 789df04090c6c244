/** How the OGC interface answers: JSON or a page, by the parameter f or the Accept header, in the reader's language. */
import { problemLanguage } from '../http/problem.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import { send } from '../http/send.ts';
import type { Services } from '../services.ts';
import type { Question } from '../route.ts';
import { formatOf } from './asked.ts';
import type { Format } from './asked.ts';
import type { Reader } from './documents.ts';
import { pageText } from './pages/page.ts';
import type { Page } from './pages/page.ts';

type Asked = Pick<Question<{ f?: Format | undefined }, unknown>, 'query' | 'request' | 'viewer' | 'client'>;

export const languageOf = ({ request }: Pick<Asked, 'request'>): ProblemLanguage =>
  problemLanguage(request.headers.get('Accept-Language'));

/** Whom a document is made for. */
export async function readerOf(question: Asked, services: Services): Promise<Reader> {
  return { origin: question.client.origin, language: languageOf(question), place: await services.place() };
}

export interface Made {
  readonly json: object | string;
  readonly type?: string;
  readonly page: () => Page;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what was asked for; the other form is not made. */
export function answer(
  question: Asked,
  { json, type = 'application/json', page, headers = {} }: Made,
): Promise<Response> {
  const { request, viewer, query } = question;
  const language = languageOf(question);
  const asPage = formatOf(query.f, request) === 'html';
  const url = new URL(request.url);
  url.searchParams.set('f', 'json');
  const body = asPage
    ? pageText(page(), language, url.pathname + url.search)
    : typeof json === 'string'
      ? json
      : JSON.stringify(json);
  return send(body, {
    request,
    viewer,
    cache: 'revalidate',
    contentType: asPage ? 'text/html; charset=UTF-8' : type,
    headers: {
      ...headers,
      'Content-Language': language === 'zh' ? 'zh-Hans' : 'en',
      Vary: 'Accept, Accept-Language',
    },
  });
}
