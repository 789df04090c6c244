/** What the server answers while it is still starting. */
import { Hono } from 'hono';
import { protect } from '../http/guard.ts';
import { problemResponse, tryLater } from '../http/problem.ts';
import { healthResponse, readyResponse } from './readiness.ts';
import type { Readiness } from './readiness.ts';

/**
 * Health and readiness; a page that comes back by itself; 503 for everything else. It is never ready itself, not even
 * when nothing is waited for any more: whoever is told so would ask at once, and still ask this one.
 */
export function startingApp(readiness: Readiness): Hono {
  const app = new Hono();
  const waitingFor = () => (readiness.waiting.length > 0 ? readiness.waiting : ['server']);
  app.use(protect);
  app.get('/healthz', () => healthResponse());
  app.get('/readyz', () => readyResponse(waitingFor()));
  app.all('*', (context) => {
    if (context.req.method === 'GET' && context.req.header('Accept')?.includes('text/html')) {
      return context.html(page(waitingFor()), 503, { 'Retry-After': '1', 'Cache-Control': 'no-store' });
    }
    const waiting = waitingFor().join(', ');
    const problem = tryLater(
      { zh: `服务器正在启动（等待：${waiting}）。`, en: `The server is starting; it waits for: ${waiting}.` },
      { seconds: 1 },
    );
    return problemResponse(problem, context.req.raw);
  });
  return app;
}

function page(waiting: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-Hans"><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>奠基</title>
<p>服务器正在启动… <span lang="en">Starting (${waiting.join(', ')})</span></p></html>
`;
}
