/** The rows of an export, page by page, all of one revision; and texts as the bytes of an answer. */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { exportPage } from '../queries/exports.ts';
import type { Chosen, ExportRow } from '../queries/exports.ts';

/** Rows were written since they were chosen: what was sent is not the whole of one state. */
export class RowsMoved extends Error {
  override name = 'RowsMoved';
}

const rowsPerPage = 1000;
/** Of what was known at a moment every page is computed from all changes. */
const rowsPerPastPage = 20_000;

type PageQuestion = Omit<Parameters<typeof exportPage>[2], 'fids'> & {
  readonly chosen: Chosen;
  readonly signal: StopSignal;
};

/**
 * Pages in order; the next one is read while the last is being sent, no more. The first has been read when this
 * resolves, so that what is wrong is known before an answer begins.
 * @throws RowsMoved when something was written in between; also while the pages are read.
 */
export async function openPages<Part extends keyof ExportRow>(
  database: Database,
  noun: Layer,
  { chosen, ...question }: PageQuestion,
): Promise<AsyncGenerator<Pick<ExportRow, Part>[], undefined>> {
  const { fids, revision } = chosen;
  const size = question.scope.known ? rowsPerPastPage : rowsPerPage;
  const read = async (from: number) => {
    const asked = fids.slice(from, from + size);
    const rows = await exportPage<Part>(database, noun, { ...question, fids: asked });
    if (rows.length < asked.length || rows.some((row) => row.revision !== revision))
      throw new RowsMoved(`rows of ${noun} were written while they were read`);
    return rows;
  };
  const first = fids.length > 0 ? await read(0) : [];
  return (async function* () {
    let page = first;
    for (let from = size; page.length > 0; from += size) {
      const next = from < fids.length ? read(from) : Promise.resolve([]);
      next.catch(() => undefined); // thrown where it is awaited, if it is
      yield page;
      page = await next;
    }
    return undefined;
  })();
}

/** Texts as bytes, made as they are taken; what fails, ends the answer with an error that `report` is told of. */
export function byteStream(
  pieces: AsyncIterable<Uint8Array>,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          signal.throwIfAborted();
          const { value, done } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!signal.aborted && !(error instanceof RowsMoved)) report(error);
          controller.error(error);
          await iterator.return?.(undefined);
        }
      },
      async cancel() {
        await iterator.return?.(undefined);
      },
    },
    { highWaterMark: 0 }, // nothing is made for a client that only asks for the head
  );
}

const encoder = new TextEncoder();

/** UTF-8. */
export async function* utf8(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, undefined> {
  for await (const text of texts) yield encoder.encode(text);
  return undefined;
}
