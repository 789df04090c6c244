/** The geometries of a batch as they would be stored: every row gets an answer, whatever the database makes of it. */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { DatabaseUnavailable, QueryTimeout } from '../../data/db.ts';
import { placeShapes } from '../queries/imports/geometry.ts';
import type { GivenShape, PlacedShape } from '../queries/imports/geometry.ts';
import { dimensionOf } from './conform-shape.ts';
import type { RowRepair } from './import-facts.ts';
import { crsRefusal, invalidWord, nothingLeft, offTheGlobe, takesTooLong } from './geometry-words.ts';

/** A shape of a row, in coordinates that the database places. */
export interface RowShape extends GivenShape {
  /** What was mended before. */
  readonly mended: readonly Word[];
}

export type BatchPlace =
  | {
      readonly wkb: string;
      /** West, south, east, north in degrees. */
      readonly box: PlacedShape['box'] & object;
      readonly repair: RowRepair | null;
    }
  | { readonly refused: Word };

/** Nouns whose tables keep a point for the label, computed when a row is written. */
const labelled: readonly Layer[] = ['project', 'zone', 'corridor', 'district'];

/** Places the shapes of a batch; the answer has every row. `crs` is the name under which `srid` was asked for. */
export async function placeBatch(
  database: Database,
  shapes: readonly RowShape[],
  { noun, srid, crs, signal }: { noun: Layer; srid: number; crs: string; signal?: StopSignal | undefined },
): Promise<Map<number, BatchPlace>> {
  const question = { srid, dimension: dimensionOf(noun), labelled: labelled.includes(noun), signal };
  const answers = new Map<number, PlacedShape | undefined>();
  const late = new Set<number>();

  /** All in one statement; when it fails, or loses rows without a word, by halves down to the row at fault. */
  async function place(part: readonly RowShape[]): Promise<void> {
    if (part.length === 0) return;
    signal?.throwIfAborted();
    const placed = await placeShapes(database, part, question).catch((error: unknown) => {
      if (signal?.aborted || error instanceof DatabaseUnavailable || error instanceof QueryTimeout)
        throw error;
      return [];
    });
    for (const each of placed) answers.set(each.row, each);
    const missing = part.filter(({ row }) => !answers.has(row));
    if (missing.length === 0) return;
    if (part.length === 1) {
      for (const { row } of missing) answers.set(row, undefined);
      return;
    }
    const half = Math.ceil(missing.length / 2);
    await place(missing.slice(0, half));
    await place(missing.slice(half));
  }
  await place(shapes);
  return new Map(
    shapes.map((shape) => [
      shape.row,
      late.has(shape.row) ? { refused: takesTooLong } : answerFor(shape, answers.get(shape.row), crs),
    ]),
  );
}

/** Beyond this latitude the map's projection ends. */
const mostLatitude = 85;

function answerFor(
  { wkb: given, mended, asPoint }: RowShape,
  placed: PlacedShape | undefined,
  crs: string,
): BatchPlace {
  if (!placed) return { refused: crsRefusal(crs) };
  const { valid, reason, areaBefore, areaAfter, slivers, usable, box } = placed;
  if (box && (box.some((degrees) => !Number.isFinite(degrees)) || offGlobe(box)))
    return { refused: offTheGlobe(box, crs) };
  if (!usable || !box) return { refused: nothingLeft(reason) };
  const words = [
    ...mended,
    ...(valid ? [] : [invalidWord(reason)]),
    ...(slivers > 0
      ? [{ zh: `去掉 ${slivers} 个不足 1 ㎡ 的碎面`, en: `${slivers} slivers below 1 m² left out` }]
      : []),
  ];
  const repair =
    words.length > 0 ? { ...joined(words), areaBefore, areaAfter: asPoint ? null : areaAfter } : null;
  return { wkb: placed.wkb ?? given, box, repair };
}

function offGlobe([west, south, east, north]: readonly [number, number, number, number]): boolean {
  return west < -180 || east > 180 || south < -mostLatitude || north > mostLatitude || east - west > 180;
}

function joined(words: readonly Word[]): Word {
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') };
}
