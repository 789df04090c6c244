/**
 * Photos of sites as they are kept: really decoded, turned upright, without metadata (camera, time, position),
 * encoded anew, with a thumbnail.
 */
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Word } from '../../data/vocabulary/word.ts';
import { limiter } from '../http/limiter.ts';
import { Problem, tryLater, unsupportedType } from '../http/problem.ts';
import type { FileHash } from '../files.ts';

/** What is taken: media types and bytes. */
export const photoUpload = {
  types: ['image/jpeg', 'image/png', 'image/webp'],
  largestBytes: 10 * 1024 * 1024,
} as const;

/** Largest picture in pixels: the 108 megapixels of telephones and no more, since it is decoded whole to be turned. */
const mostPixels = 110_000_000;
/** Longest side in pixels of what is kept: A4 at 300 dpi. */
const longestSide = 3508;
export const thumbnailSide = 480;

/** One at a time: a large picture takes some hundred megabytes while it is turned. */
const turns = limiter({
  running: 1,
  waiting: 20,
  refuse: () =>
    tryLater({
      zh: '正在处理的照片过多，请稍后重试。',
      en: 'Too many photos are being processed; try again soon.',
    }),
});

/** Where a photo and its thumbnail are served: the one as JPEG, the other as WebP. */
export const photoAddress = (hash: FileHash): string => `/photos/${hash}.jpg`;
export const thumbnailAddress = (hash: FileHash): string => `/photos/${hash}.webp`;

export interface PreparedPhoto {
  /** JPEG, sRGB. */
  readonly photo: Uint8Array;
  /** WebP, at most 480 pixels a side. */
  readonly thumbnail: Uint8Array;
  /** Of the photo, upright. */
  readonly width: number;
  readonly height: number;
}

/** @throws Problem 415 for what is no JPEG, PNG or WebP, naming what it is; 400 when it cannot be decoded or is too large. */
export async function preparePhoto(bytes: Uint8Array, signal: AbortSignal): Promise<PreparedPhoto> {
  const kind = kindOf(bytes);
  if (!('format' in kind)) throw notAPhoto(kind);
  const { width, height } = await dimensions(bytes);
  if (width * height > mostPixels) throw tooManyPixels(width, height);
  return turns.run(() => encode(bytes), signal);
}

async function dimensions(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw undecodable(cause);
  }
}

async function encode(bytes: Uint8Array): Promise<PreparedPhoto> {
  const open = (): Sharp => sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', autoOrient: true });
  const inside = (side: number) =>
    ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;
  try {
    // Nothing of the metadata is carried over unless it is asked for.
    const { data, info } = await open()
      .resize(inside(longestSide))
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(data).resize(inside(thumbnailSide)).webp({ quality: 76 }).toBuffer();
    return { photo: data, thumbnail, width: info.width, height: info.height };
  } catch (cause) {
    throw undecodable(cause);
  }
}

type Kind = { readonly format: 'jpeg' | 'png' | 'webp' } | Word;

/** What the first bytes say that a file is, whatever its name and media type claim. */
function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 64));
  const text = head.toString('latin1');
  if (head.length === 0) return { zh: '空文件', en: 'an empty file' };
  if (text.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { format: 'webp' };
  return (
    others.find(({ is }) => is.test(text))?.kind ?? { zh: '无法识别的文件', en: 'an unknown kind of file' }
  );
}

const plain = (name: string): Word => ({ zh: `${name} 文件`, en: `a ${name} file` });
const others: readonly { readonly is: RegExp; readonly kind: Word }[] = [
  { is: /^GIF8[79]a/, kind: plain('GIF') },
  { is: /^....ftyp(heic|heix|hevc|mif1|msf1)/s, kind: plain('HEIC') },
  { is: /^....ftypavif/s, kind: { zh: 'AVIF 文件', en: 'an AVIF file' } },
  { is: /^....ftyp/s, kind: { zh: 'MP4/MOV 视频', en: 'an MP4 or MOV video' } },
  { is: /^(II\*\0|MM\0\*)/, kind: plain('TIFF') },
  { is: /^BM/, kind: plain('BMP') },
  { is: /^%PDF/, kind: plain('PDF') },
  { is: /^PK[^\x20-\x7e]/, kind: { zh: 'ZIP 或 Office 文件', en: 'a ZIP or Office file' } },
  { is: /^\xd0\xcf/, kind: { zh: '旧版 Office 文件', en: 'an old Office file' } },
  { is: /^MZ|^\x7fELF/, kind: { zh: '可执行程序', en: 'a program' } },
  {
    is: /^\s*(\xef\xbb\xbf)?\s*<(\?xml|svg|!doctype|html)/i,
    kind: { zh: 'HTML、XML 或 SVG 文本', en: 'a text of HTML, XML or SVG' },
  },
  { is: /^[\t\n\r\x20-\x7e\x80-\xff]+$/, kind: { zh: '文本', en: 'a text' } },
];

function notAPhoto(kind: Word): Problem {
  return unsupportedType(
    kind.en,
    {
      zh: `文件内容不是 JPEG、PNG 或 WebP 照片，而是${kind.zh}。`,
      en: `The file holds no JPEG, PNG or WebP photo: it is ${kind.en}.`,
    },
    photoUpload.types,
  );
}

function tooManyPixels(width: number, height: number): Problem {
  const size = `${width} × ${height}`;
  const megapixels = mostPixels / 1e6;
  return new Problem({
    status: 400,
    kind: 'photo-too-large',
    title: { zh: '照片尺寸过大', en: 'Too many pixels' },
    detail: {
      zh: `照片为 ${size} 像素，最多 ${megapixels} 百万像素。`,
      en: `The photo has ${size} pixels; at most ${megapixels} megapixels are taken.`,
    },
    refusals: [
      { key: 'body', value: size, allowed: { zh: `≤ ${megapixels} 百万像素`, en: `≤ ${megapixels} MP` } },
    ],
  });
}

function undecodable(cause: unknown): Problem {
  return new Problem({
    status: 400,
    kind: 'photo-undecodable',
    title: { zh: '照片无法解码', en: 'The photo cannot be decoded' },
    detail: {
      zh: '照片文件已损坏或不完整，无法解码；请重新导出后上传。',
      en: 'The photo is damaged or incomplete and cannot be decoded; export it again and send that.',
    },
    refusals: [{ key: 'body', value: '' }],
    cause,
  });
}
