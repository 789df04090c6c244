import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartError } from './errors.ts';

/**
 * Makes the data directory (0700) when it is missing.
 * @throws StartError when it cannot be made or written.
 */
export async function makeDataDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const probe = join(directory, `.write-test-${randomBytes(6).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw new StartError(
      `GROUNDWORK_DATA=${JSON.stringify(directory)}: the directory cannot be written (${reason}); correct its owner and rights, or name another directory`,
      { cause },
    );
  }
}

/**
 * The signing key: GROUNDWORK_SECRET, else one generated at the first start and kept in the data directory
 * (`secret`, 0600). Two processes that start at once agree on one key.
 */
export async function loadSecret(config: Pick<Config, 'secret' | 'dataDirectory'>): Promise<string> {
  if (config.secret) return config.secret;
  await makeDataDirectory(config.dataDirectory);
  const path = join(config.dataDirectory, 'secret');
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(mine, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    await link(mine, path); // fails when somebody was first: then theirs counts
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await chmod(path, 0o600);
  } finally {
    await rm(mine, { force: true });
  }
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length < 32)
    throw new StartError(
      `${path}: the stored key is damaged; delete the file to have a new one generated (signed links expire)`,
    );
  return secret;
}
