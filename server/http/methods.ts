/** Methods that a path does not know: OPTIONS says which it knows, others are refused. */
import type { Hono } from 'hono';
import { Problem } from './problem.ts';
import type { Env } from '../route.ts';

/** To be called last: gives every path of the app an answer to the methods that it has no route for. */
export function refuseOtherMethods(app: Hono<Env>): void {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === 'ALL' || path.endsWith('*')) continue;
    const known = methods.get(path) ?? new Set();
    methods.set(path, known.add(method));
  }
  for (const [path, known] of methods) {
    const allow = [...known, ...(known.has('GET') ? ['HEAD'] : []), 'OPTIONS'].sort().join(', ');
    app.all(path, (context) => {
      if (context.req.method === 'OPTIONS')
        return new Response(null, { status: 204, headers: { Allow: allow } });
      throw new Problem({
        status: 405,
        kind: 'method-not-allowed',
        title: { zh: '方法不允许', en: 'Method not allowed' },
        detail: {
          zh: `此地址不接受 ${context.req.method}；允许：${allow}。`,
          en: `This address does not take ${context.req.method}; allowed: ${allow}.`,
        },
        headers: { Allow: allow },
      });
    });
  }
}
