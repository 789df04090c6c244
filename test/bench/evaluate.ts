import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { launchBrowser } from '../e2e/driver.ts';
import { evaluationTimes } from './evaluate-columns.ts';
import { quantile, type Measurement } from './measurement.ts';

/** Facets, list and totals over 100,000 rows: in the browser's engine, and in this one. */
export async function measureEvaluate(): Promise<Measurement[]> {
  return [
    timesOf('browser', await inBrowser(), { limit: { at: 'most', value: 8 } }),
    timesOf('Node', evaluationTimes(), {}),
  ];
}

function timesOf(where: string, times: readonly number[], about: Pick<Measurement, 'limit'>): Measurement {
  return {
    name: `facets, list and totals over 100,000 rows, ${where}`,
    value: quantile(times, 0.5),
    unit: 'ms',
    ...about,
    spread: [Math.min(...times), Math.max(...times)],
    note: `p95 ${quantile(times, 0.95).toFixed(1)} ms`,
  };
}

async function inBrowser(): Promise<number[]> {
  const bundle = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('evaluate-columns.ts', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
        fileName: 'bench',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const code = bundle[0]?.output[0].code;
  if (!code) throw new Error('the bundle is empty');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: code });
    return (await page.evaluate('bench.evaluationTimes()')) as number[];
  } finally {
    await browser.close();
  }
}
