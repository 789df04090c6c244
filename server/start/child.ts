/** Work that is done in a process of its own, so that it holds neither this one's memory nor its loop. */
import { spawn } from 'node:child_process';

export interface ChildTask {
  /** The Node executable. */
  readonly node: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the child. */
  readonly signal: AbortSignal;
}

const longestOutput = 4000;

/** Runs to the end. @throws with the last lines of its output when it fails. */
export async function runChild(task: ChildTask): Promise<void> {
  const child = spawn(task.node, task.arguments, {
    cwd: task.directory,
    env: task.environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: task.signal,
  });
  let output = '';
  const listen = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-longestOutput));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${task.arguments.join(' ')} ended with ${code}:\n${output.trim()}`);
}
