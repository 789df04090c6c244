import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { embedding } from '../../server/http/embedding.ts';
import { protectWith } from '../../server/http/guard.ts';

const ask = async (origins: readonly string[], path: string) => {
  const app = new Hono();
  app.use(embedding(origins), protectWith({ tianditu: false }));
  app.all('*', (context) => context.text('page'));
  const { headers } = await app.request(path);
  const policy = headers.get('Content-Security-Policy') ?? '';
  return {
    ancestors: /frame-ancestors ([^;]*)/.exec(policy)?.[1],
    policy,
    frameOptions: headers.get('X-Frame-Options'),
    resources: headers.get('Cross-Origin-Resource-Policy'),
  };
};
const origins = ['https://www.example.org', 'http://intranet:8080'];
const closed = { ancestors: "'self'", frameOptions: 'SAMEORIGIN', resources: 'same-origin' };

describe('who may frame what', () => {
  it('lets the named origins frame the embedded view', async () => {
    expect(await ask(origins, '/?embed=1&status=completed')).toMatchObject({
      ancestors: "'self' https://www.example.org http://intranet:8080",
      frameOptions: null,
      resources: 'cross-origin',
    });
  });

  it('changes nothing else of the policy', async () => {
    const [open, shut] = await Promise.all([ask(origins, '/?embed=1'), ask(origins, '/')]);
    expect(open.policy.replace(` ${origins.join(' ')}`, '')).toBe(shut.policy);
  });

  it.each([
    '/',
    '/?embed=0',
    '/?embed=0&embed=1',
    '/?embed',
    '/?page=reporting',
    '/print?embed=1',
    '/index.html?embed=1',
    '//?embed=1',
    '/%2e?embed=10',
    '/api/projects?embed=1',
    '/photos/x?embed=1',
  ])('keeps %s out of foreign frames', async (path) => {
    expect(await ask(origins, path)).toMatchObject(closed);
  });

  it('lets nobody in while no origin is named', async () => {
    expect(await ask([], '/?embed=1')).toMatchObject(closed);
  });
});
