/**
 * `npm run screenshots`: takes the pictures of README.md and README.zh-CN.md anew, from the portal over the demo city
 * as a newcomer starts it. Each picture is a link; what a link cannot say is done as the tour tells it.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { closeBrowser, visit } from '../e2e/driver.ts';
import type { Page, PageOptions } from '../e2e/driver.ts';
import { projectRoot, startServer } from '../support/server.ts';

interface Picture extends PageOptions {
  readonly name: string;
  readonly query: string;
  /** Width of the kept picture in px; a wall is made smaller. */
  readonly kept?: number;
  readonly act?: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: 'overview', query: '' },
  {
    name: 'search',
    query: '',
    async act(page) {
      await page.keyboard.press('/');
      await page.keyboard.type('sqjc');
      await page
        .locator('[role=option]', { hasText: /机场|[Aa]irport/ })
        .first()
        .waitFor();
    },
  },
  { name: 'card', query: 'select=project:SQ-P-016' },
  { name: 'narrowed', query: 'status=under_construction&district=411402&category=industry' },
  { name: 'wall', query: '', width: 5120, height: 1440, theme: 'dark', kept: 1920 },
];

/** Everything asked for is drawn. */
const settled = (page: Page) => page.locator('[data-map-state="idle"]').waitFor({ timeout: 120_000 });

const directory = join(projectRoot, '.github', 'images');
const data = await mkdtemp(join(tmpdir(), 'groundwork-screenshots-'));
const server = await startServer({ GROUNDWORK_DATA: data }, { client: true });
try {
  await mkdir(directory, { recursive: true });
  for (const language of ['zh-Hans', 'en']) {
    for (const { name, query, kept, act, ...options } of pictures) {
      const address = `${server.url}/?${[query, language === 'en' ? 'lang=en' : ''].filter(Boolean).join('&')}`;
      const { page, close } = await visit(address, options);
      await settled(page);
      // The projects come a moment after the ground.
      await page.waitForTimeout(2_000);
      await act?.(page);
      await settled(page);
      const file = join(directory, `${name}.${language}.png`);
      await sharp(await page.screenshot())
        .resize({ width: kept, withoutEnlargement: true })
        .png({ palette: true, quality: 95, compressionLevel: 9, effort: 10 })
        .toFile(file);
      console.log(file);
      await close();
    }
  }
} finally {
  await closeBrowser();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
