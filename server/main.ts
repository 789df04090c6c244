/** `npm start`: the process, its signals and its words. */
import { fileURLToPath } from 'node:url';
import { readConfig } from '../data/config.ts';
import { StartError } from '../data/errors.ts';
import { start } from './start/start.ts';

try {
  const running = await start(readConfig(process.env), {
    root: fileURLToPath(new URL('..', import.meta.url)),
    node: process.execPath,
    environment: process.env,
    clock: () => new Date(),
    print: (line) => console.log(line),
    report: (error) => console.error(error),
    client: !process.argv.includes('--without-client'),
  });
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log('stopping');
      void running.close().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  running.ready.catch(async (error: unknown) => {
    if (stopping) return;
    say(error);
    await running.close().catch(() => {});
    process.exit(1);
  });
} catch (error) {
  fail(error);
}

/** One line for what the operator can put right; everything else with its stack. */
function say(error: unknown): void {
  console.error(error instanceof StartError ? error.message : error);
}

function fail(error: unknown): never {
  say(error);
  process.exit(1);
}
