/** The dossier of some 200 projects: the workbook to its last byte, and the print page until its map is drawn. */
import { launchBrowser } from '../e2e/driver.ts';
import { ofRounds, type Measurement } from './measurement.ts';
import { startServer, type BenchServer } from './server.ts';

const wanted = 200;
const rounds = 9;

/** Projects of a category in a district, in a tier or in all: the smallest set that is not below what is wanted. */
async function filterOf(address: string): Promise<{ query: string; total: number }> {
  const candidates = ['transport', 'urban', 'industry'].flatMap((category) => [
    `category=${category}&district=T-D-1`,
    `category=${category}&tier=city&district=T-D-1`,
    `category=${category}&tier=city`,
    `category=${category}`,
  ]);
  const sets = await Promise.all(
    candidates.map(async (query) => {
      const response = await fetch(`${address}/api/summary?${query}`);
      return { query, total: ((await response.json()) as { total: number }).total };
    }),
  );
  const found = sets.filter(({ total }) => total >= wanted).sort((a, b) => a.total - b.total)[0];
  if (!found) throw new Error(`no set of ${wanted} projects in the synthetic city`);
  return found;
}

export async function measureDossier(
  server: BenchServer,
  url: string,
  dataDirectory: string,
): Promise<Measurement[]> {
  const { query, total } = await filterOf(server.address);
  const times: number[] = [];
  let size = 0;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const response = await fetch(`${server.address}/api/dossier.xlsx?${query}`);
    size = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`/api/dossier.xlsx?${query} answered ${response.status}`);
    times.push((performance.now() - began) / 1000);
  }
  return [
    ofRounds(times, {
      name: 'dossier of 200 projects, XLSX to its last byte',
      unit: 's',
      limit: { at: 'most', value: 3 },
      note: `${total} projects, ${(size / 1024).toFixed(0)} KB`,
    }),
    await printPage(query, total, url, dataDirectory),
  ];
}

/** Software draws the map here; a graphics card does it in a fraction of the time. */
async function printPage(
  query: string,
  total: number,
  url: string,
  dataDirectory: string,
): Promise<Measurement> {
  const server = await startServer({
    environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory },
    client: true,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 1200 } });
    const began = performance.now();
    await page.goto(`${server.address}/print?${query}`);
    await page.getByTestId('list').waitFor({ timeout: 60_000 });
    const listed = (performance.now() - began) / 1000;
    await page.locator('[data-print-state="ready"]').waitFor({ timeout: 90_000 });
    return {
      name: 'print page of 200 projects until its map is drawn',
      value: (performance.now() - began) / 1000,
      unit: 's',
      note: `${total} projects; figures and tables after ${listed.toFixed(1)} s`,
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}
