/** Lighthouse (desktop) of the portal over the demo city, beside the same map on a page of its own in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { browserSwitches } from '../e2e/driver.ts';
import { findTools } from '../support/tools.ts';
import { serveBarePage } from './bare-page.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import { startServer } from './server.ts';

const rounds = 5;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
type Scores = Record<(typeof categories)[number], number>;

/** Scores of 0–100; the performance of both pages is measured by turns. @throws Error when a page cannot be judged. */
export async function measureLighthouse(): Promise<Measurement[]> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-lighthouse-'));
  const server = await startServer({
    environment: { GROUNDWORK_DATA: join(directory, 'data') },
    client: true,
  });
  const bare = await serveBarePage(join(directory, 'bare'), server.port);
  try {
    const portalScores: Scores[] = [];
    const bareScores: Scores[] = [];
    for (let round = 0; round < rounds; round += 1) {
      portalScores.push(await judge(`${server.address}/`, round === 0));
      bareScores.push(await judge(bare.url, false));
    }
    const performance = (scores: readonly Scores[]) => scores.map((score) => score.performance);
    const shares = performance(portalScores).map((score, at) => score / (bareScores[at]?.performance ?? NaN));
    return [
      {
        name: 'Lighthouse accessibility',
        value: Math.min(...portalScores.map((score) => score.accessibility)),
        unit: '',
        limit: { at: 'least', value: 100 },
      },
      {
        name: 'Lighthouse best practices',
        value: Math.min(...portalScores.map((score) => score['best-practices'])),
        unit: '',
        limit: { at: 'least', value: 100 },
      },
      ofRounds(shares, {
        name: 'Lighthouse performance beside a bare map',
        unit: '',
        limit: { at: 'least', value: 0.9 },
        note: `portal ${quantile(performance(portalScores), 0.5)}, bare map ${quantile(performance(bareScores), 0.5)}`,
      }),
    ];
  } finally {
    bare.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A visit that a busy machine has spoilt (the trace holds no beginning) is made again, as Lighthouse asks; twice at most. */
async function judge(url: string, tell: boolean, visits = 3): Promise<Scores> {
  try {
    return await visit(url, tell);
  } catch (error) {
    if (visits === 1 || !String(error).includes('run Lighthouse again')) throw error;
    return judge(url, tell, visits - 1);
  }
}

/** One visit in a browser of its own. `tell` prints what cost points in accessibility and best practices. */
async function visit(url: string, tell: boolean): Promise<Scores> {
  const { chromium: chromePath } = findTools();
  if (!chromePath) throw new Error('chromium is missing (Debian: apt-get install chromium)');
  const browser = await launch({
    chromePath,
    chromeFlags: ['--headless=new', ...browserSwitches],
    logLevel: 'silent',
  });
  try {
    const result = await lighthouse(
      url,
      {
        port: browser.port,
        output: 'json',
        logLevel: 'silent',
        onlyCategories: [...categories],
        maxWaitForLoad: 90_000,
      },
      desktopConfig,
    );
    if (!result) throw new Error(`Lighthouse gave no result for ${url}`);
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
    if (tell) {
      for (const category of ['accessibility', 'best-practices'] as const) {
        for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
          const score = lhr.audits[id]?.score;
          if (weight > 0 && typeof score === 'number' && score < 1)
            console.log(`${category}: ${id}: ${lhr.audits[id]?.title}`);
        }
      }
    }
    const score = (category: (typeof categories)[number]) =>
      Math.round((lhr.categories[category]?.score ?? NaN) * 100);
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    };
  } finally {
    browser.kill();
  }
}
