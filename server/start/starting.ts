/** What the server answers while it is still starting. */
import { Hono } from 'hono';
import { protect } from '../http/guard.ts';
import { problemResponse, tryLater } from '../http/problem.ts';
import { healthResponse, readyResponse } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { startPage, startScript, startScriptPath } from './start-page.ts';

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
  app.get(startScriptPath, startScript);
  app.all('*', (context) => {
    if (context.req.method === 'GET' && context.req.header('Accept')?.includes('text/html')) {
      return context.html(startPage(readiness.steps), 503, {
        'Retry-After': '1',
        'Cache-Control': 'no-store',
      });
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
