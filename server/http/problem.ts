/** Errors as the API states them: RFC 9457 `application/problem+json`, in Chinese or English. */
import { DatabaseUnavailable, QueryTimeout } from '../../data/db.ts';
import type { CodeList, Word } from '../../data/vocabulary/word.ts';

/** The language of a problem's texts. */
export type ProblemLanguage = keyof Word;

/** One value that was refused: the parameter, what came, and what was allowed (codes with labels, or a sentence). */
export interface Refusal {
  readonly key: string;
  readonly value: string;
  readonly allowed?: readonly string[] | CodeList | Word;
  /** The whole sentence, where "this value is not valid" would not say it. */
  readonly said?: Word;
  /** Of a row in a body: its number, from 1, and what is wrong as a code. */
  readonly row?: number;
  readonly code?: string;
}

interface ProblemFacts {
  readonly status: ProblemStatus;
  /** Machine-readable kind, the end of `type`. */
  readonly kind: string;
  readonly title: Word;
  readonly detail: Word;
  readonly refusals?: readonly Refusal[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 414 | 415 | 416 | 422 | 431 | 500 | 503;

/** An error that the caller is told about. Everything in it may be shown to anybody. */
export class Problem extends Error {
  override name = 'Problem';
  readonly facts: ProblemFacts;

  constructor(facts: ProblemFacts) {
    super(facts.detail.en, { cause: facts.cause });
    this.facts = facts;
  }
}

/** The body of a problem answer. `key`, `value` and `allowed` repeat the first of `errors`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly key?: string;
  readonly value?: string;
  readonly allowed?: Allowed;
  readonly errors?: readonly {
    key: string;
    value: string;
    allowed?: Allowed;
    row?: number;
    code?: string;
    detail?: string;
  }[];
}
type Allowed = string | readonly string[] | readonly { code: string; label: string }[];

/** 400: one or several parameters that cannot be used. */
export function badParameters(refusals: readonly Refusal[]): Problem {
  return new Problem({
    status: 400,
    kind: 'bad-parameter',
    title: { zh: '参数无效', en: 'Bad parameter' },
    detail: {
      zh: together(refusals)
        .map((refusal) => sentence(refusal, 'zh'))
        .join(' '),
      en: together(refusals)
        .map((refusal) => sentence(refusal, 'en'))
        .join(' '),
    },
    refusals,
  });
}

/** 409 and 422: a body that is well formed and says what cannot be kept; every refusal has its own sentence. */
export function refusedBody(
  facts: Pick<ProblemFacts, 'kind' | 'title'> & {
    readonly status: 409 | 422;
    readonly refusals: readonly (Refusal & { readonly said: Word })[];
  },
): Problem {
  const { refusals } = facts;
  const more = refusals.length - sentencesShown;
  const text = (language: ProblemLanguage) =>
    refusals
      .slice(0, sentencesShown)
      .map(({ said }) => said[language])
      .join(language === 'zh' ? '' : ' ');
  return new Problem({
    ...facts,
    detail: {
      zh: `${text('zh')}${more > 0 ? `另有 ${more} 处。` : ''}`,
      en: `${text('en')}${more > 0 ? ` And ${more} more.` : ''}`,
    },
  });
}
const sentencesShown = 20;

/** 415: bytes that are something else than what is taken here. */
export function unsupportedType(value: string, detail: Word, allowed: readonly string[]): Problem {
  return new Problem({
    status: 415,
    kind: 'unsupported-type',
    title: { zh: '内容类型不符', en: 'Unsupported content' },
    detail,
    refusals: [{ key: 'Content-Type', value, allowed }],
  });
}

/** 404: there is nothing of that name, or the viewer may not know of it. */
export function notFound(
  noun: Word,
  value: string,
  { key = 'code', allowed }: { key?: string | undefined; allowed?: readonly string[] | undefined } = {},
): Problem {
  const shown = shorten(value);
  return new Problem({
    status: 404,
    kind: 'not-found',
    title: { zh: '未找到', en: 'Not found' },
    detail: {
      zh: `没有${noun.zh}“${shown}”${allowed ? `；有：${allowed.join('、')}` : ''}。`,
      en: `There is no ${noun.en} '${shown}'${allowed ? `; there are: ${allowed.join(', ')}` : ''}.`,
    },
    refusals: [{ key, value, ...(allowed ? { allowed } : {}) }],
  });
}

/** 404: no route of that path. */
export function noSuchAddress(path: string): Problem {
  const shown = shorten(path);
  return new Problem({
    status: 404,
    kind: 'not-found',
    title: { zh: '未找到', en: 'Not found' },
    detail: {
      zh: `没有地址“${shown}”；全部地址见 /api/openapi.json。`,
      en: `There is no address '${shown}'; /api/openapi.json lists all there are.`,
    },
  });
}

/** 413: more bytes than are taken. */
export function bodyTooLarge(limit: number): Problem {
  return new Problem({
    status: 413,
    kind: 'body-too-large',
    title: { zh: '请求体过大', en: 'Body too large' },
    detail: { zh: `请求体最多 ${limit} 字节。`, en: `At most ${limit} bytes are taken.` },
  });
}

/** 503: the answer may be had a little later. */
export function tryLater(detail: Word, options: { seconds?: number; cause?: unknown } = {}): Problem {
  return new Problem({
    status: 503,
    kind: 'try-later',
    title: { zh: '暂时不可用', en: 'Not available now' },
    detail,
    headers: { 'Retry-After': String(options.seconds ?? 2) },
    cause: options.cause,
  });
}

/** Whatever was thrown, as a problem. `report` is told of errors that nobody foresaw; the caller is not. */
export function asProblem(error: unknown, report: (error: unknown) => void): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof QueryTimeout) {
    return tryLater(
      {
        zh: '查询用时过长，已被终止；请缩小范围后重试。',
        en: 'The query took too long and was ended; ask for less, or try again.',
      },
      { cause: error },
    );
  }
  if (error instanceof DatabaseUnavailable) {
    return tryLater(
      {
        zh: '数据库暂时无法连接，请稍后重试。',
        en: 'The database cannot be reached now; try again in a moment.',
      },
      { cause: error },
    );
  }
  report(error);
  return new Problem({
    status: 500,
    kind: 'internal-error',
    title: { zh: '内部错误', en: 'Internal error' },
    detail: { zh: '服务器出错，详情已记入日志。', en: 'The server failed; the details are in its log.' },
    cause: error,
  });
}

/** The answer for a problem; `instance` is the path that was asked for. */
export function problemResponse(problem: Problem, request: Request): Response {
  const { status, kind, title, detail, refusals = [], headers } = problem.facts;
  const language = problemLanguage(request.headers.get('Accept-Language'));
  const errors = refusals.map(({ key, value, allowed, row, code, said }) => ({
    key,
    value: shorten(value),
    ...(allowed ? { allowed: allowedAnswer(allowed, language) } : {}),
    ...(row === undefined ? {} : { row }),
    ...(code === undefined ? {} : { code }),
    ...(said ? { detail: said[language] } : {}),
  }));
  const { key, value, allowed } = errors[0] ?? {};
  const body: ProblemBody = {
    type: `urn:groundwork:problem:${kind}`,
    title: title[language],
    status,
    detail: detail[language],
    instance: shorten(new URL(request.url).pathname, 200),
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(errors.length > 0 ? { errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json; charset=UTF-8',
      'Content-Language': language === 'zh' ? 'zh-Hans' : 'en',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      ...headers,
    },
  });
}

/** Chinese when the header prefers it to English; English for `*` and for no header. */
export function problemLanguage(acceptLanguage: string | null | undefined): ProblemLanguage {
  let best: { language: ProblemLanguage; weight: number } = { language: 'en', weight: 0 };
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    const language = /^zh\b/.test(range) ? 'zh' : /^en\b/.test(range) ? 'en' : undefined;
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}

/** Several wrong values of one parameter make one sentence. */
function together(refusals: readonly Refusal[]): Refusal[] {
  const sentences: Refusal[] = [];
  for (const refusal of refusals) {
    const at = sentences.findIndex(
      ({ key, allowed, said }) =>
        key === refusal.key && allowed === refusal.allowed && !said && !refusal.said,
    );
    const first = sentences[at];
    if (first) sentences[at] = { ...first, value: `${first.value}, ${shorten(refusal.value)}` };
    else sentences.push(refusal);
  }
  return sentences;
}

function sentence({ key, value, allowed, said }: Refusal, language: ProblemLanguage): string {
  if (said) return said[language];
  const options = allowed ? allowedText(allowed, language) : '—';
  const shown = shorten(value);
  return language === 'zh'
    ? `${key}=${shown} 无效；允许：${options}。`
    : `${key}=${shown} is not valid; allowed: ${options}.`;
}

function allowedText(allowed: NonNullable<Refusal['allowed']>, language: ProblemLanguage): string {
  if ('codes' in allowed) {
    return allowed.codes
      .map((code) => `${code} (${allowed.words[code]?.zh}, ${allowed.words[code]?.en})`)
      .join(', ');
  }
  if ('zh' in allowed) return allowed[language];
  return allowed.length > 0
    ? allowed.slice(0, 100).join(', ')
    : language === 'zh'
      ? '（暂无）'
      : '(none there yet)';
}

function allowedAnswer(allowed: NonNullable<Refusal['allowed']>, language: ProblemLanguage): Allowed {
  if ('codes' in allowed) {
    return allowed.codes.map((code) => ({ code, label: allowed.words[code]?.[language] ?? code }));
  }
  return 'zh' in allowed ? allowed[language] : allowed.slice(0, 100);
}

/** What came from outside is repeated in part only. */
export function shorten(text: string, longest = 80): string {
  const characters = [...text.slice(0, 2 * longest)];
  return characters.length > longest || text.length > 2 * longest
    ? `${characters.slice(0, longest).join('')}…`
    : text;
}
