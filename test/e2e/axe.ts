/** What axe finds wrong with a screen: WCAG 2.2 A and AA, and what is good practice beyond them. */
import axeCore from 'axe-core';
import type { Page } from './driver.ts';

interface Axe {
  run(options: object): Promise<{
    violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
  }>;
}

/** Rule, place and reason of every fault, each said with the name of the screen. */
export async function faultsOf(page: Page, screen: string): Promise<string[]> {
  // By the driver: the page's policy lets no script in.
  const known = await page.evaluate(() => 'axe' in globalThis);
  if (!known) await page.evaluate(axeCore.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map(({ target, failureSummary = '' }) => {
        const why = failureSummary.split('\n').slice(1, 3).join(' ').trim();
        return `${id}: ${target.join(' ')}: ${why}`;
      }),
    );
  });
  return found.map((fault) => `${screen}: ${fault}`);
}
