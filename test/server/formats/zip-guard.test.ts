import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { defaultLimits, SourceProblem } from '../../../server/formats/source.ts';
import { openArchive } from '../../../server/formats/zip-guard.ts';
import { refusal, uploads } from '../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

const text = (content: string) => new TextEncoder().encode(content);
const csv = text('a,b\n1,2\n');

/** An archive whose list of files is changed byte by byte: entry by entry, its place there and its local header's. */
function patched(members: Record<string, Uint8Array>, change: (list: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zipSync(members, { level: 6 }));
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
    change(bytes, at);
  return bytes;
}

test.each([
  ['a path that leaves the archive', zipSync({ '../../etc/a.csv': csv }), '路径不合法'],
  ['an absolute path', zipSync({ '/etc/a.csv': csv }), '路径不合法'],
  ['a path of Windows', zipSync({ 'C:/a.csv': csv }), '路径不合法'],
  ['a name with an end of line', zipSync({ 'a\n.csv': csv }), '路径不合法'],
  ['a name that is there twice', zipSync({ 'A.csv': csv, 'a.csv': csv }), '文件名重复'],
  ['an archive in the archive', zipSync({ 'a.zip': zipSync({ 'a.csv': csv }) }), '压缩包中的压缩包'],
  [
    'a link',
    patched({ 'a.csv': csv }, (list, at) => {
      list.writeUInt8(3, at + 5); // made by Unix
      list.writeUInt32LE((0o120777 << 16) >>> 0, at + 38);
    }),
    '是链接',
  ],
  ['a password', patched({ 'a.csv': csv }, (list, at) => list.writeUInt16LE(1, at + 8)), '有密码'],
  [
    'entries that share their bytes',
    patched({ 'a.csv': text('a,b\n'.repeat(99)), 'b.csv': text('a,b\n'.repeat(99)) }, (list, at) =>
      list.writeUInt32LE(0, at + 42),
    ),
    '重叠',
  ],
  ['a bomb', zipSync({ 'a.csv': new Uint8Array(30 * 2 ** 20) }, { level: 9 }), '100 倍'],
  [
    'an XLSX bomb',
    zipSync({
      'xl/workbook.xml': text('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(30 * 2 ** 20),
    }),
    '100 倍',
  ],
  ['a KMZ bomb', zipSync({ 'doc.kml': new Uint8Array(30 * 2 ** 20) }), '100 倍'],
])('%s is refused before anything is unpacked', async (_, bytes, word) => {
  const problem = await refusal(files.file('x.zip', bytes));
  expect(problem.kind).toBe('archive');
  expect(problem.zh).toContain(word);
});

test('too many entries are refused', async () => {
  const members = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`${at}.csv`, csv]));
  expect((await refusal(files.file('x.zip', zipSync(members, { level: 0 })))).zh).toContain('最多 10000 个');
});

test('more than may be unpacked is refused', async () => {
  const limits = { unpackedBytes: 1000 };
  const upload = files.file('x.zip', zipSync({ 'a.csv': text('a,b\n'.repeat(300)) }));
  expect((await refusal(upload, { limits })).kind).toBe('too_large');
});

test('an entry that is more than it says is stopped as it is unpacked', async () => {
  const lying = patched({ 'a.csv': text('a,b\n'.repeat(99)) }, (list, at) => list.writeUInt32LE(10, at + 24));
  expect((await refusal(files.file('x.zip', lying))).kind).toBe('archive');
});

test.each([
  ['cut off', Buffer.from(zipSync({ 'a.csv': csv })).subarray(0, 60)],
  ['other bytes in it', Buffer.from(zipSync({ 'a.csv': text('a,b\n'.repeat(999)) })).fill(0xff, 40, 50)],
])('an archive that is %s is damaged', async (_, bytes) => {
  expect((await refusal(files.file('x.zip', bytes))).kind).toBe('damaged');
});

test('names in GBK are read; what computers lay beside is passed over', async () => {
  const gbk = Buffer.from('cfeec4bf2e637376', 'hex'); // 项目.csv
  const bytes = Buffer.from(zipSync({ 'xxxx.csv': csv, '__MACOSX/a': csv, 'd/.DS_Store': csv }));
  for (let at = bytes.indexOf('xxxx.csv'); at >= 0; at = bytes.indexOf('xxxx.csv', at)) gbk.copy(bytes, at);
  const { entries } = await openArchive(files.file('x.zip', bytes).path, defaultLimits);
  expect(entries.map(({ name }) => name)).toEqual(['项目.csv']);
});

test('the error is one of reading', async () => {
  await expect(openArchive(files.file('x', 'PK nothing').path, defaultLimits)).rejects.toThrow(SourceProblem);
});
