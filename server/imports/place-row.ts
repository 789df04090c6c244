/** Where a row lies: its geometry, or the one that its columns give, clean and of the noun's type. */
import type { Position } from 'geojson';
import { isChineseDatum, positionToWgs84 } from '../../data/import/chinese-datum.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { cleanShape } from './clean-shape.ts';
import { conformShape } from './conform-shape.ts';
import { readCrs } from './crs.ts';
import { givenPosition } from './given-position.ts';
import type { ImportSettings, SourceRow } from './import-facts.ts';
import type { RowShape } from './place-batch.ts';
import { wkbOf } from './wkb.ts';
import type { Shape } from './wkb.ts';

export type RowPlace = { readonly shape: RowShape } | { readonly refused: Word } | { readonly none: true };

const droppedWords: Readonly<Record<NonNullable<SourceRow['dropped']>[number], Word>> = {
  z: { zh: '去掉高程', en: 'heights left out' },
  m: { zh: '去掉 M 值', en: 'M values left out' },
  curve: { zh: '曲线化为折线', en: 'curves drawn as lines' },
};

/** The EPSG code in which the database gets the shapes: 4326 for degrees and for what is converted here. @throws Error */
export function sridOf(crs: string): number {
  const choice = readCrs(crs);
  if (!choice) throw new Error(`not a coordinate system that is taken: ${crs}`);
  return choice.kind === 'epsg' ? choice.epsg : 4326;
}

export interface RowPlacer {
  place(source: SourceRow): RowPlace;
}

/** Places rows as the settings say. */
export function rowPlacer(noun: Layer, settings: ImportSettings): RowPlacer {
  const { crs, swapped } = settings;
  const inDegrees = sridOf(crs) === 4326;
  const datum = isChineseDatum(crs) ? crs : undefined;
  const turn = ([x = NaN, y = NaN]: Position): Position => {
    const ordered: Position = swapped ? [y, x] : [x, y];
    const [lng = NaN, lat = NaN] = datum ? positionToWgs84(ordered, datum) : ordered;
    // As finely as a tenth of a millimetre: more is noise of the conversion.
    return inDegrees ? [round(lng), round(lat)] : [lng, lat];
  };
  return {
    place(source) {
      const found = givenPosition(settings, source);
      if (!('geometry' in found)) return found;
      const cleaned = cleanShape(found.geometry);
      if ('refused' in cleaned) return cleaned;
      if ('empty' in cleaned) return { none: true };
      const conformed = conformShape(noun, cleaned.shape);
      if ('refused' in conformed) return conformed;
      const mended = [
        ...(source.dropped ?? []).map((what) => droppedWords[what]),
        ...cleaned.mended,
        ...(conformed.note ? [conformed.note] : []),
      ];
      const shape = swapped || inDegrees ? mapped(conformed.shape, turn) : conformed.shape;
      return { shape: { row: source.row, wkb: wkbOf(shape), asPoint: conformed.asPoint ?? false, mended } };
    },
  };
}

const round = (value: number): number => Math.round(value * 1e9) / 1e9;

function mapped(shape: Shape, turn: (position: Position) => Position): Shape {
  const each = (value: unknown): unknown =>
    typeof (value as unknown[])[0] === 'number' ? turn(value as Position) : (value as unknown[]).map(each);
  return { ...shape, coordinates: each(shape.coordinates) } as Shape;
}
