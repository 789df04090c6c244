/** Request bodies: how they are read and checked, and how the OpenAPI document shows them. */
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { badParameters, bodyTooLarge, Problem, unsupportedType } from './problem.ts';
import type { Refusal } from './problem.ts';
import type { Upload } from '../route.ts';

const json = 'application/json';

/** @throws Problem 415 for another media type, 400 for what is no JSON or not what the schema wants, naming each value. */
export async function readJson<Body extends z.ZodType>(
  request: Request,
  schema: Body,
): Promise<z.output<Body>> {
  refuseOtherTypes(request, [json]);
  const text = await request.text();
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new Problem({
      status: 400,
      kind: 'bad-body',
      title: { zh: '请求体不是 JSON', en: 'The body is no JSON' },
      detail: {
        zh: '请求体无法作为 JSON 读取；请以 UTF-8 发送一个 JSON 对象。',
        en: 'The body cannot be read as JSON; send one JSON object in UTF-8.',
      },
      cause,
    });
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw badParameters(parsed.error.issues.slice(0, 20).map((issue) => refusal(issue, given)));
}

/** @throws Problem 415 for another media type, 413 for more bytes than are taken. */
export async function readBytes(request: Request, { types, largestBytes }: Upload): Promise<Uint8Array> {
  refuseOtherTypes(request, types);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > largestBytes) throw bodyTooLarge(largestBytes);
  return bytes;
}

/**
 * The bytes of a request as they come. The length that it names is looked at first.
 * @throws Problem 415 for another media type, 413 for a length that is not taken; while it is read also for bytes
 * that become too many, and 400 when the connection ends before the body does.
 */
export function readChunks(request: Request, { types, largestBytes }: Upload): AsyncIterable<Uint8Array> {
  refuseOtherTypes(request, types);
  if (Number(request.headers.get('Content-Length') ?? 0) > largestBytes) throw bodyTooLarge(largestBytes);
  return chunksOf(request, largestBytes);
}

async function* chunksOf(request: Request, largestBytes: number): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  let size = 0;
  const chunks = request.body as unknown as AsyncIterable<Uint8Array>;
  const more = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await nextOf(more);
      if (done) break;
      size += value.length;
      if (size > largestBytes) throw bodyTooLarge(largestBytes);
      yield value;
    }
  } finally {
    await more.return?.().catch(() => undefined);
  }
  const announced = request.headers.get('Content-Length');
  if (announced !== null && Number(announced) !== size) throw cutOff();
}

async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (cause) {
    throw cutOff(cause);
  }
}

function cutOff(cause?: unknown): Problem {
  return new Problem({
    status: 400,
    kind: 'body-cut-off',
    title: { zh: '上传中断', en: 'The upload was cut off' },
    detail: {
      zh: '连接在内容传完之前中断，未保存任何内容；请重新上传。',
      en: 'The connection ended before the body did; nothing was kept. Send it again.',
    },
    cause,
  });
}

function refuseOtherTypes(request: Request, types: readonly string[]): void {
  const given = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (types.includes(given)) return;
  throw unsupportedType(
    given,
    {
      zh: `Content-Type 为“${given}”；此处接受：${types.join('、')}。`,
      en: `The Content-Type is '${given}'; taken here: ${types.join(', ')}.`,
    },
    types,
  );
}

/** A wrong place in a body: `rows.2.project`, and the value that stands there. */
function refusal(issue: z.core.$ZodIssue, given: unknown): Refusal {
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    given,
  );
  const allowed =
    issue.code === 'invalid_value'
      ? issue.values.map(String)
      : { zh: chinese(issue) ?? issue.message, en: issue.message };
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return {
    key: [...issue.path, ...unknown.slice(0, 1)].map(String).join('.') || 'body',
    value: value === undefined ? '' : typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    allowed,
  };
}

/** What the schema says in English, for the kinds that forms meet. */
function chinese(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return `应为 ${issue.expected}`;
  if (issue.code === 'unrecognized_keys') return `没有字段 ${issue.keys.join('、')}`;
  if (issue.code === 'too_big') return `最多 ${issue.maximum}`;
  if (issue.code === 'too_small') return `至少 ${issue.minimum}`;
  return issue.code === 'invalid_format' ? '格式应如 2026-07 或 2026-07-31' : undefined;
}

/** The request body for the OpenAPI document. */
export function describeBody(
  schema: z.ZodType | undefined,
  upload: Upload | undefined,
): OpenAPIV3_1.RequestBodyObject {
  if (upload) {
    const description = `At most ${upload.largestBytes} bytes`;
    return {
      required: true,
      description,
      content: Object.fromEntries(upload.types.map((type) => [type, {}])),
    };
  }
  const { $schema: _, ...shown } = z.toJSONSchema(schema ?? z.unknown(), { io: 'input' });
  return { required: true, content: { [json]: { schema: shown as OpenAPIV3_1.SchemaObject } } };
}
