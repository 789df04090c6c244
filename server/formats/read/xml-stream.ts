/** XML read piece by piece: nothing of it is held, no declaration is followed. */
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import { SourceProblem } from '../source.ts';
import { encodingNamed } from './encoding.ts';
import { declared } from './markup-guard.ts';

export interface XmlHandlers {
  /** Names are without their prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Feeds the handlers; yields after each piece, so that what they gathered can be handed on. */
export async function* streamXml(
  pieces: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  encoding?: string,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw declared();
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open(local(tag.name), tag.attributes));
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  parser.on('closetag', (tag: SaxesTagPlain) => handlers.close(local(tag.name)));
  parser.on('error', (error) => {
    throw error;
  });
  let decoder: TextDecoder | undefined;
  try {
    for await (const piece of pieces) {
      decoder ??= new TextDecoder(encoding ?? declaredEncoding(piece));
      parser.write(decoder.decode(piece, { stream: true }));
      yield;
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    throw error instanceof SourceProblem || !(error instanceof Error) || isAbort(error)
      ? error
      : damaged(error);
  }
  yield;
}

function isAbort(error: Error): boolean {
  return error.name === 'AbortError';
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function declaredEncoding(first: Buffer): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const told = /^[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)["']/.exec(first.toString('latin1', 0, 300))?.[1];
  return (told && encodingNamed(told)) ?? 'utf-8';
}

function damaged(cause: Error): SourceProblem {
  return new SourceProblem(
    'damaged',
    {
      zh: '文件不是完整的 XML，可能被截断或已损坏。请重新导出。',
      en: 'The file is not whole XML: it may be cut off or damaged. Export it again.',
    },
    { cause },
  );
}
