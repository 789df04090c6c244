/**
 * `npm test`: the machine's tools, the checks, every test on both databases and in a real browser, and one last
 * plain line `N passed, N failed`. Further arguments go to vitest: `npm test -- test/data`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countResults, type Counts, type VitestReport } from './support/count.ts';
import { findTools, missingPackages } from './support/tools.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitestArguments = process.argv.slice(2);
let child: ChildProcess | undefined;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    interrupted = true;
    child?.kill('SIGTERM'); // vitest takes the throw-away cluster down; if it cannot, the cluster sees that it is gone
  });

const missing = provideTools();
const counts: Counts = { passed: 0, failed: 0, problems: [] };
if (missing.length > 0)
  fail(`missing on this machine: ${missing.join(', ')} (Debian: apt-get install ${missing.join(' ')})`);
else {
  // The checks are one test: npm run check says itself what is wrong.
  if ((await run('npm', ['run', '--silent', 'check'])) === 0) counts.passed += 1;
  else fail('npm run check');
  if (!interrupted) await runVitest();
}
if (interrupted) fail('interrupted');
for (const problem of counts.problems) console.log(`FAILED ${problem}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

function fail(problem: string): void {
  counts.failed += 1;
  counts.problems.push(problem);
}

/** Looks for the tools; as root on Debian what is missing is installed. Returns the packages that stay missing. */
function provideTools(): string[] {
  const packages = missingPackages(findTools());
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return packages;
  console.log(`installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]])
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  return missingPackages(findTools());
}

async function runVitest(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-report-'));
  const report = join(directory, 'report.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [vitest, ...options, ...vitestArguments]);
  if (existsSync(report)) {
    const chosen = vitestArguments.some((argument) => /^(-t|--testNamePattern)/.test(argument));
    const found = countResults(JSON.parse(readFileSync(report, 'utf8')) as VitestReport, {
      allowSkipped: chosen,
    });
    counts.passed += found.passed;
    counts.failed += found.failed;
    counts.problems.push(...found.problems);
    if (found.passed + found.failed === 0) fail('no test ran');
    else if (code !== 0 && found.failed === 0)
      fail(`vitest ended with ${code}: an error outside the tests, see above`);
  } else fail(`vitest ended with ${code} before its report`);
  rmSync(directory, { recursive: true, force: true });
}

/** Runs a command with its output shown; its exit code. */
function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: false });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
