/**
 * `npm run dev`: the development loop. The server restarts when one of its files changes; Vite serves the client with
 * hot replacement at http://localhost:5173 and hands /api, /tiles and /archives on to it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (path: string) => join(root, 'node_modules', path);
const programs = [
  [bin('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts', '--without-client'],
  [bin('vite/bin/vite.js'), '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

let stopping = false;
function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const program of programs) program.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
for (const program of programs) program.on('exit', (code) => stop(code ?? 1));
