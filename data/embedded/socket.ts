import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from '../errors.ts';

/** `pg` adds this to a directory when its host is a path. */
const socketName = '.s.PGSQL.5432';
/** A Unix socket's path holds 108 bytes with its end mark (sockaddr_un, unix(7)); macOS 104. */
const maxPathBytes = 103;

/**
 * The directory for the database's socket, mode 0700 and owned by us: the socket has no password, so the
 * directory is the door. In the data directory, or in the temporary one when that path is too long.
 * @returns the directory (the `host` for pg), the full path of the socket, and what removes both.
 */
export async function socketDirectory(
  dataDirectory: string,
  temporary = tmpdir(),
): Promise<{ directory: string; socketPath: string; remove(): Promise<void> }> {
  const inside = resolve(dataDirectory, 'embedded.socket');
  const key = createHash('sha256').update(inside).digest('hex').slice(0, 12);
  const user = userInfo();
  const directory = fits(inside) ? inside : join(temporary, `groundwork-${user.uid}-${key}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const made = await lstat(directory);
  if (!made.isDirectory() || (user.uid >= 0 && made.uid !== user.uid))
    throw new StartError(
      `${directory} belongs to somebody else and cannot hold the database's socket; remove it, or give GROUNDWORK_DATA a shorter path`,
    );
  await chmod(directory, 0o700);
  const remove = () => rm(directory, { recursive: true, force: true });
  return { directory, socketPath: join(directory, socketName), remove };
}

function fits(directory: string): boolean {
  return Buffer.byteLength(join(directory, socketName)) <= maxPathBytes;
}
