/**
 * The one way to declare a route: what it takes, what it answers, who may use it, how long it may be kept.
 * The declaration feeds the validation, the types of the client (`hc`), the OpenAPI document, the role table
 * and the tests that are generated over all routes.
 */
import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Handler, Hono, TypedResponse } from 'hono';
import { findTargetHandler } from 'hono/utils/handler';
import { resolver, uniqueSymbol } from 'hono-openapi';
import type { DescribeRouteOptions } from 'hono-openapi';
import { z } from 'zod';
import type { Word } from '../data/vocabulary/word.ts';
import type { Client } from './http/client.ts';
import { describeBody, readBytes, readChunks, readJson } from './http/body.ts';
import { describeParameters, readParameters } from './http/parameters.ts';
import { notFound, Problem } from './http/problem.ts';
import { send } from './http/send.ts';
import type { CachePolicy } from './http/send.ts';
import type { Viewer } from './viewer.ts';

/** What every request carries once the first middleware has seen it. */
export interface Env {
  Bindings: Partial<HttpBindings> | undefined;
  Variables: { viewer: Viewer; client: Client };
}

export type Access = 'anyone' | 'operator';

/** The bytes that a route takes instead of JSON. */
export interface Upload {
  /** Media types. */
  readonly types: readonly string[];
  readonly largestBytes: number;
  /** The route reads them piece by piece as they come (`chunks`), for what is too large for the memory. */
  readonly streamed?: true;
}

export interface Declaration<
  Query extends z.ZodObject,
  Param extends z.ZodObject,
  Body extends z.ZodType = NoBody,
> {
  readonly summary: string;
  /** Group in the OpenAPI document. */
  readonly tag: string;
  readonly access?: Access;
  readonly cache?: CachePolicy;
  readonly query?: Query;
  readonly param?: Param;
  /** What a path parameter names, for the 404. */
  readonly noun?: Word;
  /** What a POST takes: JSON of a schema, or bytes. */
  readonly body?: Body;
  readonly upload?: Upload;
}

/** A question as a route's answer function sees it: everything in it has been checked. */
export interface Question<Query, Param, Body = undefined> {
  readonly query: Query;
  readonly param: Param;
  readonly body: Body;
  /** Bytes of an upload; else empty. */
  readonly bytes: Uint8Array;
  /** Of a streamed upload; else empty. Throws Problem 413 where they become too many. */
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly viewer: Viewer;
  readonly client: Client;
  readonly request: Request;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** A declared route, as the generated tests and the role table see it. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly cache: CachePolicy;
  readonly query: z.ZodObject;
  readonly param: z.ZodObject;
  /** Takes a body. */
  readonly writes: boolean;
  /** Absent for answers that are not JSON. */
  readonly answer: z.ZodType | undefined;
}

type Input<Query extends z.ZodObject, Param extends z.ZodObject, Body extends z.ZodType> = {
  in: (object extends z.input<Query> ? { query?: z.input<Query> } : { query: z.input<Query> }) &
    (keyof Param['shape'] extends never ? unknown : { param: z.input<Param> }) &
    (Body extends NoBody ? unknown : { json: z.input<Body> });
  out: { query: z.output<Query>; param: z.output<Param> };
};

type RouteHandler<
  Query extends z.ZodObject,
  Param extends z.ZodObject,
  Answer,
  Body extends z.ZodType = NoBody,
> = Handler<
  Env,
  // The path is the router's business; the handler fits under any.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  any,
  Input<Query, Param, Body>,
  Promise<Response & TypedResponse<Answer, 200, 'json'>>
>;

const nothing = z.strictObject({});
type Nothing = typeof nothing;
type NoBody = z.ZodUndefined;
const declared = Symbol('declared route');

/** Declares a route that answers JSON of the given schema. */
export function route<
  Answer extends z.ZodType,
  Query extends z.ZodObject = Nothing,
  Param extends z.ZodObject = Nothing,
  Body extends z.ZodType = NoBody,
>(
  declaration: Declaration<Query, Param, Body> & { readonly answer: Answer },
  answer: (question: Question<z.output<Query>, z.output<Param>, z.output<Body>>) => Promise<z.input<Answer>>,
): RouteHandler<Query, Param, z.output<Answer>, Body> {
  const { cache = takesBody(declaration) ? 'never' : 'revalidate' } = declaration;
  const handler = async (context: Context<Env>) => {
    const question = await take(context, declaration);
    const body = JSON.stringify(await answer(question));
    return send(body, { ...question, cache, contentType: 'application/json; charset=UTF-8' });
  };
  return describe(handler, declaration, declaration.answer, {
    'application/json': { schema: resolver(declaration.answer) },
  }) as unknown as RouteHandler<Query, Param, z.output<Answer>, Body>;
}

/** Declares a route that answers something else than JSON and makes its own response. */
export function fileRoute<Query extends z.ZodObject = Nothing, Param extends z.ZodObject = Nothing>(
  declaration: Declaration<Query, Param> & { readonly contentType: string | readonly string[] },
  answer: (question: Question<z.output<Query>, z.output<Param>, undefined>) => Promise<Response>,
): RouteHandler<Query, Param, Uint8Array> {
  const handler = (context: Context<Env>) => answer(ask(context, declaration));
  const types = [declaration.contentType].flat();
  const content = Object.fromEntries(types.map((type) => [type, {}]));
  return describe(handler, declaration, undefined, content) as unknown as RouteHandler<
    Query,
    Param,
    Uint8Array
  >;
}

function takesBody({ body, upload }: { readonly body?: unknown; readonly upload?: unknown }): boolean {
  return body !== undefined || upload !== undefined;
}

/** A question with its body, which is read only once everything before it is right. */
async function take<Query extends z.ZodObject, Param extends z.ZodObject, Body extends z.ZodType>(
  context: Context<Env>,
  declaration: Declaration<Query, Param, Body>,
): Promise<Question<z.output<Query>, z.output<Param>, z.output<Body>>> {
  const question = ask(context, declaration);
  const { body, upload } = declaration;
  if (upload) {
    const request = context.req.raw;
    const taken = upload.streamed
      ? { chunks: readChunks(request, upload) }
      : { bytes: await readBytes(request, upload) };
    return { ...question, body: undefined as z.output<Body>, ...taken };
  }
  if (body) return { ...question, body: await readJson(context.req.raw, body) };
  return question as Question<z.output<Query>, z.output<Param>, z.output<Body>>;
}

function ask<Query extends z.ZodObject, Param extends z.ZodObject>(
  context: Context<Env>,
  declaration: Declaration<Query, Param, z.ZodType>,
): Question<z.output<Query>, z.output<Param>> {
  const viewer = context.get('viewer');
  if (declaration.access === 'operator' && viewer.kind !== 'operator') throw operatorOnly();
  const path = context.req.param() as Record<string, string>;
  const param = (declaration.param ?? nothing).safeParse(path);
  if (!param.success) throw nothingThere(declaration, path, param.error);
  const query = readParameters(declaration.query ?? nothing, new URL(context.req.url).searchParams);
  return {
    query: query as z.output<Query>,
    param: param.data as z.output<Param>,
    body: undefined,
    bytes: noBytes,
    chunks: noChunks,
    viewer,
    client: context.get('client'),
    request: context.req.raw,
    signal: context.req.raw.signal,
  };
}

const noBytes = new Uint8Array();
const noChunks: AsyncIterable<Uint8Array> = Readable.from([]);

function nothingThere(
  { param, noun = { zh: '此地址', en: 'such address' } }: Declaration<z.ZodObject, z.ZodObject, z.ZodType>,
  path: Readonly<Record<string, string>>,
  error: z.ZodError,
): Problem {
  const key = String(error.issues[0]?.path[0] ?? '');
  const schema = param?.shape[key];
  return notFound(noun, path[key] ?? Object.values(path).join('/'), {
    key,
    allowed: schema instanceof z.ZodEnum ? schema.options.map(String) : undefined,
  });
}

function operatorOnly(): Problem {
  return new Problem({
    status: 401,
    kind: 'operator-only',
    title: { zh: '需要操作员令牌', en: 'Operator token needed' },
    detail: {
      zh: '此项操作需要 Authorization: Bearer <操作员令牌>，令牌在服务器启动时打印。',
      en: 'This needs Authorization: Bearer <operator token>; the server prints the token at its start.',
    },
    headers: { 'WWW-Authenticate': 'Bearer realm="groundwork"' },
  });
}

function describe<Query extends z.ZodObject, Param extends z.ZodObject>(
  handler: (context: Context<Env>) => Promise<Response>,
  declaration: Declaration<Query, Param, z.ZodType>,
  answer: z.ZodType | undefined,
  content: NonNullable<
    Extract<NonNullable<DescribeRouteOptions['responses']>[string], { content?: unknown }>['content']
  >,
) {
  const { summary, tag, access = 'anyone', query = nothing, param = nothing, body, upload } = declaration;
  const writes = takesBody(declaration);
  const { cache = writes ? 'never' : 'revalidate' } = declaration;
  const problem = { $ref: '#/components/responses/Problem' } as const;
  const spec: DescribeRouteOptions = {
    summary,
    tags: [tag],
    parameters: [...describeParameters('path', param), ...describeParameters('query', query)],
    ...(body || upload ? { requestBody: describeBody(body, upload) } : {}),
    responses: {
      200: { description: summary, content },
      ...(cache === 'never'
        ? {}
        : { 304: { description: 'Not changed since the answer that If-None-Match names' } }),
      ...(writes || Object.keys(query.shape).length > 0 ? { 400: problem } : {}),
      ...(access === 'operator' ? { 401: problem } : {}),
      ...(writes ? { 409: problem, 413: problem, 415: problem, 422: problem } : {}),
      ...(Object.keys(param.shape).length > 0 ? { 404: problem } : {}),
      503: problem,
    },
    ...(access === 'operator' ? { security: [{ operator: [] }] } : {}),
  };
  const about = { access, cache, query, param, writes, answer };
  return Object.assign(handler, { [uniqueSymbol]: { spec }, [declared]: about });
}

/** An app whatever its routes are typed as: Hono's own parameters are invariant, so no narrower type takes them all. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyApp = Hono<any, any, any>;

/** Every route of an app that was declared here, in the order of declaration. */
export function declaredRoutes(app: AnyApp): DeclaredRoute[] {
  return app.routes.flatMap(({ method, path, handler }) => {
    const about = (findTargetHandler(handler) as { [declared]?: Omit<DeclaredRoute, 'method' | 'path'> })[
      declared
    ];
    return about ? [{ method, path, ...about }] : [];
  });
}
