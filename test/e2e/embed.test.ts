import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeMade, testDemo } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';

let server: RunningServer;
let site: { port: number; close(): void };

/** A page of somebody else with a frame of the portal in it. */
async function pageWithFrame(port: number): Promise<{ port: number; close(): void }> {
  const pages = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://site').searchParams.get('frame') ?? '';
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>site</title><link rel="icon" href="data:,"><iframe title="map" width="900" height="600" src="${server.url}/${query.replaceAll('&', '&amp;')}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => pages.listen(port, '127.0.0.1', resolve));
  return { port: (pages.address() as AddressInfo).port, close: () => pages.close() };
}

beforeAll(async () => {
  const port = await freePort();
  const { url, directory } = await testDemo();
  server = await startServer({
    DATABASE_URL: url,
    GROUNDWORK_DATA: directory,
    GROUNDWORK_EMBED_ORIGINS: `http://localhost:${port}`,
  });
  site = await pageWithFrame(port);
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  site.close();
  await server.stop();
  await removeMade();
});

const framed = (host: string, query: string) =>
  visit(`http://${host}:${site.port}/?frame=${encodeURIComponent(query)}`);

describe('the map in a page of somebody else', { timeout: 90_000 }, () => {
  it('shows the view of the link on a page of an origin that is allowed', async () => {
    const { page, close } = await framed('localhost', '?status=under_construction&page=reporting&embed=1');
    const map = page.frameLocator('iframe');
    await map.getByTestId('embed-count').waitFor();
    await map.locator('[data-map-state="idle"]').waitFor({ timeout: 30_000 });
    const { total } = (await (await fetch(`${server.url}/api/summary?status=under_construction`)).json()) as {
      total: number;
    };
    expect(await map.getByTestId('embed-count').innerText()).toBe(`${total} 项`);
    const link = map.getByRole('link', { name: '打开完整页面' });
    const address = await link.getAttribute('href');
    expect(address).toContain('status=under_construction');
    expect(address).not.toContain('embed');
    // Nothing that writes, and nothing of the portal around the map.
    expect(await map.getByRole('button', { name: /填报|报/ }).count()).toBe(0);
    expect(await map.locator('input[type=password], form, nav').count()).toBe(0);
    expect(page.url()).toContain('http://localhost');
    await close();
  });

  it('stays out of a page of any other origin', async () => {
    const { page, faults, close } = await framed('127.0.0.1', '?embed=1');
    await expect.poll(() => faults.some((fault) => /frame-ancestors/.test(fault))).toBe(true);
    expect(await page.frameLocator('iframe').getByTestId('embed-count').count()).toBe(0);
    await close();
  });

  it('keeps the whole portal out of every foreign frame', async () => {
    const { page, faults, close } = await framed('localhost', '?page=reporting');
    await expect.poll(() => faults.some((fault) => /frame-ancestors|X-Frame-Options/.test(fault))).toBe(true);
    expect(await page.frameLocator('iframe').locator('main').count()).toBe(0);
    await close();
  });

  it('opens the whole page beside it, with the same view', async () => {
    const { page, close } = await framed('localhost', '?status=completed&lang=en&embed=1');
    const opened = page.context().waitForEvent('page');
    await page.frameLocator('iframe').getByRole('link', { name: 'Open the whole page' }).click();
    const whole = await opened;
    await whole.getByTestId('mapped').first().waitFor();
    expect(new URL(whole.url()).searchParams.get('status')).toBe('completed');
    expect(new URL(whole.url()).searchParams.get('lang')).toBe('en');
    await close();
  });
});
