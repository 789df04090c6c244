/** The list of files at the end of an archive (APPNOTE.TXT 6.3.10, 4.3.12–4.3.16), its larger form (Zip64) too. */
import type { FileHandle } from 'node:fs/promises';
import { detectEncoding } from './read/encoding.ts';
import { SourceProblem } from './source.ts';

export interface DirectoryEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly packed: number;
  readonly bytes: number;
  /** Of its local header. */
  readonly offset: number;
  /** Unix's kind and rights; 0 where the archive has none. */
  readonly mode: number;
  readonly encrypted: boolean;
}

/** @throws SourceProblem when it is no archive or has more entries than `most`. */
export async function readDirectory(file: FileHandle, size: number, most: number): Promise<DirectoryEntry[]> {
  const { count, at, bytes } = await findDirectory(file, size);
  if (count > most) throw tooMany(count, most);
  if (at + bytes > size || bytes > most * 2000) throw damagedArchive();
  const directory = Buffer.alloc(bytes);
  await file.read(directory, 0, bytes, at);
  const raw: (Omit<DirectoryEntry, 'name'> & { name: Buffer; utf8: boolean })[] = [];
  for (let place = 0; raw.length < count;) {
    if (place + 46 > bytes || directory.readUInt32LE(place) !== 0x02014b50) throw damagedArchive();
    const nameLength = directory.readUInt16LE(place + 28);
    const extraLength = directory.readUInt16LE(place + 30);
    const flags = directory.readUInt16LE(place + 8);
    const name = directory.subarray(place + 46, place + 46 + nameLength);
    const extra = directory.subarray(place + 46 + nameLength, place + 46 + nameLength + extraLength);
    raw.push({
      name,
      utf8: (flags & 0x800) !== 0,
      method: directory.readUInt16LE(place + 10),
      ...sizes(directory, place, extra),
      mode: directory.readUInt8(place + 5) === 3 ? directory.readUInt32LE(place + 38) >>> 16 : 0,
      encrypted: (flags & 1) !== 0,
    });
    place += 46 + nameLength + extraLength + directory.readUInt16LE(place + 32);
  }
  // Names without the flag are in whatever the packing computer had: in China GBK.
  const { used } = detectEncoding(raw.filter((entry) => !entry.utf8).map((entry) => entry.name));
  const plain = new TextDecoder(used.startsWith('UTF-16') ? 'utf-8' : used);
  const utf8 = new TextDecoder('utf-8');
  return raw.map(({ name, utf8: said, ...entry }) => ({
    // Some Windows programs write backslashes between folders.
    name: (said ? utf8 : plain).decode(name).replace(/(?<=[^\\])\\(?=[^\\])/g, '/'),
    ...entry,
  }));
}

/** Where the list is: told at the end of the file, before a comment of at most 65,535 bytes. */
async function findDirectory(file: FileHandle, size: number) {
  const length = Math.min(size, 65_557);
  const end = Buffer.alloc(length);
  await file.read(end, 0, length, size - length);
  const at = end.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > length) throw damagedArchive();
  const told = {
    count: end.readUInt16LE(at + 10),
    bytes: end.readUInt32LE(at + 12),
    at: end.readUInt32LE(at + 16),
  };
  if (told.count !== 0xffff && told.at !== 0xffffffff && told.bytes !== 0xffffffff) return told;
  const locator = at - 20;
  if (locator < 0 || end.readUInt32LE(locator) !== 0x07064b50) return told;
  const large = Buffer.alloc(56);
  await file.read(large, 0, 56, Number(end.readBigUInt64LE(locator + 8)));
  if (large.readUInt32LE(0) !== 0x06064b50) throw damagedArchive();
  return {
    count: Number(large.readBigUInt64LE(32)),
    bytes: Number(large.readBigUInt64LE(40)),
    at: Number(large.readBigUInt64LE(48)),
  };
}

/** Sizes and place of an entry; those that do not fit in four bytes stand in the extra field 1, in this order. */
function sizes(directory: Buffer, place: number, extra: Buffer) {
  const plain = {
    bytes: directory.readUInt32LE(place + 24),
    packed: directory.readUInt32LE(place + 20),
    offset: directory.readUInt32LE(place + 42),
  };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    for (const name of ['bytes', 'packed', 'offset'] as const) {
      if (plain[name] !== 0xffffffff || next + 8 > extra.length) continue;
      plain[name] = Number(extra.readBigUInt64LE(next));
      next += 8;
    }
  }
  return plain;
}

function tooMany(count: number, most: number): SourceProblem {
  return new SourceProblem('archive', {
    zh: `压缩包里有 ${count} 个文件，最多 ${most} 个。`,
    en: `The archive has ${count} files; at most ${most} are read.`,
  });
}

export function damagedArchive(cause?: unknown): SourceProblem {
  return new SourceProblem(
    'damaged',
    {
      zh: '压缩包不完整或已损坏。请重新打包或重新上传。',
      en: 'The archive is cut off or damaged. Pack or upload it again.',
    },
    { cause },
  );
}
