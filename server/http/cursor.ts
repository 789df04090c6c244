/** Opaque cursors: where a list goes on. Signed, and bound to the question (noun, sort, filter) they came from. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { badParameters } from './problem.ts';

/** Sort value (null = the row has none), then the tie-breakers. */
export type Position = readonly [value: string | number | null, sortKey: string, code: string];

const macBytes = 16;

export function printCursor(secret: string, question: string, position: Position): string {
  const payload = Buffer.from(JSON.stringify(position));
  return Buffer.concat([sign(secret, question, payload), payload]).toString('base64url');
}

/** @throws Problem 400 for a cursor that was not given out for this question. */
export function readCursor(secret: string, question: string, cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  const payload = bytes.subarray(macBytes);
  const mac = bytes.subarray(0, macBytes);
  if (mac.length === macBytes && timingSafeEqual(mac, sign(secret, question, payload))) {
    return JSON.parse(payload.toString('utf8')) as Position;
  }
  throw badParameters([
    {
      key: 'cursor',
      value: cursor,
      allowed: {
        zh: '上一页答复中的 next，且筛选与排序不变；去掉 cursor 可从头开始',
        en: 'the next of an earlier page with the same filter and sort; leave it out to start again',
      },
    },
  ]);
}

function sign(secret: string, question: string, payload: Buffer): Buffer {
  const key = createHmac('sha256', secret).update('groundwork cursor').digest();
  return createHmac('sha256', key).update(`${question}\n`).update(payload).digest().subarray(0, macBytes);
}
