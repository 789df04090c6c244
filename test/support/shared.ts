/** What many test files use at once: started when the first of them asks, ended with the run. */
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A thing that is shared: what its users are told of it, as JSON, and how it ends. */
export interface Shared {
  readonly told: unknown;
  stop(): Promise<unknown>;
}

const socketOf = (runDirectory: string) => join(runDirectory, 'shared.sock');

/** Answers whoever asks for a thing by its name; each is made once. Resolves to what ends them all. */
export async function offerShared(
  runDirectory: string,
  makers: Readonly<Record<string, () => Promise<Shared>>>,
): Promise<() => Promise<void>> {
  const made = new Map<string, Promise<Shared>>();
  const server = createServer((asked, answer) => {
    const name = decodeURIComponent(asked.url?.slice(1) ?? '');
    const making =
      made.get(name) ?? makers[name]?.() ?? Promise.reject(new Error(`nothing is called ${name}`));
    made.set(name, making);
    making.then(
      ({ told }) => answer.end(JSON.stringify(told)),
      (error: unknown) => answer.writeHead(500).end(String(error)),
    );
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(socketOf(runDirectory), resolve));
  return async () => {
    server.close();
    for (const one of await Promise.allSettled(made.values()))
      if (one.status === 'fulfilled') await one.value.stop();
  };
}

/** Asks for a shared thing: in a test file. @throws Error with what went wrong when it was made. */
export function askShared<Told>(name: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    request(
      { socketPath: socketOf(inject('runDirectory')), path: `/${encodeURIComponent(name)}` },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(JSON.parse(text) as Told)
            : reject(new Error(`the shared ${name} could not be made: ${text}`)),
        );
      },
    )
      .on('error', reject)
      .end();
  });
}
