import { readFileSync } from 'node:fs';
import type { Browser, Page } from '../e2e/driver.ts';

/** Memory of a page after its garbage is collected, MB: heap with the buffers it holds, and its whole process. */
export async function pageMemory(browser: Browser, page: Page): Promise<{ heap: number; process: number }> {
  const session = await page.context().newCDPSession(page);
  const whole = await browser.newBrowserCDPSession();
  try {
    for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
    const usage = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      embedderHeapUsedSize?: number;
      backingStorageSize?: number;
    };
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
    const resident = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id));
    return {
      heap:
        (usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 1_000_000,
      process: Math.max(...resident),
    };
  } finally {
    await session.detach();
    await whole.detach();
  }
}

function residentOf(id: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
  return (Number(kilobytes ?? NaN) * 1024) / 1_000_000;
}
