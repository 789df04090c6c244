/** Who asks. A required argument of every query; anonymous viewers get published, public rows only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import sql, { raw, type Sql } from 'sql-template-tag';
import { Problem } from './http/problem.ts';

export type Viewer = { readonly kind: 'anonymous' } | { readonly kind: 'operator' };

export const anonymous: Viewer = Object.freeze({ kind: 'anonymous' });
export const operator: Viewer = Object.freeze({ kind: 'operator' });

/** Tells the viewer from the value of an `Authorization` header. @throws Problem 401 for a token that is not known. */
export type ViewerCheck = (authorization: string | null | undefined) => Viewer;

/** A token for the operator of this run of the server: 256 random bits. */
export function newOperatorToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The check against the operator's token; compared in constant time. */
export function viewerCheck(operatorToken: string): ViewerCheck {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(operatorToken);
  return (authorization) => {
    if (!authorization) return anonymous;
    const token = /^Bearer +([\w~+/.=-]{1,512})$/i.exec(authorization)?.[1];
    if (token && timingSafeEqual(digest(token), expected)) return operator;
    throw new Problem({
      status: 401,
      kind: 'unknown-token',
      title: { zh: '令牌无效', en: 'Unknown token' },
      detail: {
        zh: 'Authorization 中的令牌无效；请使用服务器启动时打印的操作员令牌，或去掉该请求头以匿名访问。',
        en: 'The token in Authorization is not known; use the operator token that the server printed at its start, or leave the header out to ask anonymously.',
      },
      headers: { 'WWW-Authenticate': 'Bearer realm="groundwork"' },
    });
  };
}

/** The condition under which a viewer sees a row of a table with `published` and `secrecy`. */
export function visibleTo(viewer: Viewer, alias: string): Sql {
  if (!/^[a-z_]+$/.test(alias)) throw new Error(`not a table alias: ${alias}`);
  return viewer.kind === 'operator'
    ? sql`true`
    : sql`(${raw(alias)}.published and ${raw(alias)}.secrecy = 'public')`;
}
