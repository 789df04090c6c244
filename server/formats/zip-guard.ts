/**
 * Archives from outside (APPNOTE.TXT 6.3.10): looked through before anything is unpacked, then read entry by entry. What
 * an archive could do harm with is refused: names that leave the directory, links, equal names, archives in archives,
 * overlapping entries, more than it says, far more than it is.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { SourceProblem } from './source.ts';
import type { Limits } from './source.ts';
import { damagedArchive, readDirectory } from './zip-directory.ts';
import type { DirectoryEntry } from './zip-directory.ts';

export interface ArchiveEntry {
  /** With `/` between folders; never leaves the directory it is laid in. */
  readonly name: string;
  readonly bytes: number;
}

export interface Archive {
  /** Files only, in the archive's order. */
  readonly entries: readonly ArchiveEntry[];
  /** The bytes of an entry, never more than it says. */
  read(entry: ArchiveEntry): AsyncGenerator<Buffer>;
}

const mostRatio = 100;
/** Below this an archive may be packed as tightly as it likes. */
const harmless = 10 * 2 ** 20;
const nested = /\.(?:zip|kmz|rar|7z|gz|tgz|bz2|xz|tar|jar)$/i;
/** What computers lay beside the files. */
const clutter = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** @throws SourceProblem `archive` when it is refused, `damaged` when it is none. */
export async function openArchive(path: string, limits: Limits): Promise<Archive> {
  const file = await open(path);
  const known = new Map<ArchiveEntry, DirectoryEntry>();
  try {
    const { size } = await file.stat();
    const listed = await readDirectory(file, size, limits.entries);
    guard(listed, size, limits);
    for (const entry of listed) {
      if (entry.name.endsWith('/') || clutter.test(entry.name)) continue;
      known.set({ name: entry.name, bytes: entry.bytes }, entry);
    }
  } finally {
    await file.close();
  }
  return {
    entries: [...known.keys()],
    read(entry) {
      const found = known.get(entry);
      if (!found) throw new Error(`not an entry of this archive: ${entry.name}`);
      return contentOf(path, found);
    },
  };
}

function guard(entries: readonly DirectoryEntry[], size: number, limits: Limits): void {
  const names = new Set<string>();
  let unpacked = 0;
  for (const { name, packed, bytes, mode, encrypted, method } of entries) {
    if (/^[\\/]|^[A-Za-z]:|\\|\p{Cc}/u.test(name) || name.split('/').includes('..')) {
      throw refused(name, '路径不合法', 'its path leaves the archive');
    }
    const plain = name.normalize('NFC').toLowerCase().replace(/\/$/, '');
    if (names.has(plain)) throw refused(name, '文件名重复', 'the name is there twice');
    names.add(plain);
    if ((mode & 0o170000) === 0o120000) throw refused(name, '是链接', 'it is a link');
    if (encrypted)
      throw refused(name, '有密码保护，请解除密码后重新打包', 'it has a password: pack it without');
    if (nested.test(name))
      throw refused(name, '是压缩包中的压缩包，请先解开', 'it is an archive in an archive: unpack it first');
    if (method !== 0 && method !== 8)
      throw refused(
        name,
        '压缩方式不支持，请用普通 zip 重新打包',
        'its compression is not read: pack it as a plain zip',
      );
    if (bytes > harmless && bytes > packed * mostRatio) throw bomb();
    unpacked += bytes;
  }
  if (unpacked > harmless && unpacked > size * mostRatio) throw bomb();
  if (unpacked > limits.unpackedBytes) throw tooBig(limits.unpackedBytes);
  const inOrder = [...entries].sort((one, other) => one.offset - other.offset);
  for (const [at, entry] of inOrder.entries()) {
    const next = inOrder[at + 1]?.offset ?? size;
    if (entry.offset + 30 + entry.packed > next)
      throw refused(entry.name, '与其他文件重叠', 'it overlaps with another');
  }
}

/** The bytes of an entry. Ends with an error as soon as there are more than it said, or other ones. */
async function* contentOf(path: string, entry: DirectoryEntry): AsyncGenerator<Buffer> {
  const header = await headerAt(path, entry.offset);
  if (header.readUInt32LE(0) !== 0x04034b50) throw damagedArchive();
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) {
    if (entry.bytes > 0) throw damagedArchive();
    return;
  }
  const packed = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 1 << 18 });
  const unpacked = entry.method === 8 ? packed.pipe(createInflateRaw({ chunkSize: 1 << 18 })) : packed;
  packed.on('error', (error) => unpacked.destroy(error));
  let bytes = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > entry.bytes) throw bomb();
      yield piece;
    }
  } catch (error) {
    throw error instanceof SourceProblem ? error : damagedArchive(error);
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
  if (bytes !== entry.bytes) throw damagedArchive();
}

async function headerAt(path: string, offset: number): Promise<Buffer> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(30), 0, 30, offset)).buffer;
  } finally {
    await file.close();
  }
}

function refused(name: string, zh: string, en: string): SourceProblem {
  const shown = name.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 80);
  return new SourceProblem('archive', {
    zh: `压缩包没有打开：“${shown}”${zh}。`,
    en: `The archive was not opened: “${shown}”: ${en}.`,
  });
}

function bomb(): SourceProblem {
  return new SourceProblem('archive', {
    zh: `压缩包没有打开：解开后超过自身大小的 ${mostRatio} 倍。`,
    en: `The archive was not opened: unpacked it is more than ${mostRatio} times its size.`,
  });
}

function tooBig(limit: number): SourceProblem {
  const megabytes = Math.round(limit / 2 ** 20);
  return new SourceProblem('too_large', {
    zh: `压缩包解开后超过 ${megabytes} MB。请分成几个文件导入。`,
    en: `Unpacked, the archive is more than ${megabytes} MB. Import it in parts.`,
  });
}
