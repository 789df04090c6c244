/** A clean shape as the type that a noun is stored with. */
import type { Position } from 'geojson';
import { geometryTypesOf } from '../../data/vocabulary/fields/index.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import type { Shape } from './wkb.ts';

export type Conformed =
  | {
      readonly shape: Shape;
      readonly note?: Word;
      /** Its area is given, its point is stored. */ readonly asPoint?: true;
    }
  | { readonly refused: Word };

const typeWords: Readonly<Record<'Point' | 'LineString' | 'Polygon', Word>> = {
  Point: { zh: '点', en: 'point' },
  LineString: { zh: '线', en: 'line' },
  Polygon: { zh: '面', en: 'area' },
};
const single = (type: Shape['type']) => type.replace('Multi', '') as keyof typeof typeWords;

/** What a noun is drawn as: areas, lines, points, or any of them. */
const wantedOf = (noun: Layer) => new Set(geometryTypesOf[noun].map((type) => single(type as Shape['type'])));

/** The largest dimension that the noun may have (2 area, 1 line, 0 point), or `null` where any may be. */
export function dimensionOf(noun: Layer): 0 | 1 | 2 | null {
  const wanted = wantedOf(noun);
  if (wanted.size > 1) return null;
  return wanted.has('Polygon') ? 2 : wanted.has('LineString') ? 1 : 0;
}

/** Turns a shape into the stored type where nothing is invented by it; anything else is refused with what is wanted. */
export function conformShape(noun: Layer, shape: Shape): Conformed {
  const given = single(shape.type);
  const dimension = dimensionOf(noun);
  if (dimension === null) {
    if (shape.type !== 'MultiPoint') return { shape };
    return refuse(noun, { zh: '多个分散的点', en: 'several separate points' });
  }
  if (dimension === 2) {
    if (given === 'Polygon') return { shape: multi(shape) };
    const closed = closedLines(shape);
    if (!closed) return refuse(noun, typeWords[given]);
    return {
      shape: { type: 'MultiPolygon', coordinates: closed.map((ring) => [ring]) },
      note: { zh: '闭合的线作为面', en: 'a closed line taken as the area within it' },
    };
  }
  if (dimension === 1)
    return given === 'LineString' ? { shape: multi(shape) } : refuse(noun, typeWords[given]);
  if (shape.type === 'Point') return { shape };
  if (given === 'Polygon')
    return {
      shape,
      asPoint: true,
      note: { zh: '面取其内部一点', en: 'a point inside the area is taken' },
    };
  return refuse(
    noun,
    shape.type === 'MultiPoint' ? { zh: '多个点', en: 'several points' } : typeWords[given],
  );
}

/** Of lines that are all closed, their rings. */
function closedLines(shape: Shape): Position[][] | undefined {
  const lines =
    shape.type === 'LineString'
      ? [shape.coordinates]
      : shape.type === 'MultiLineString'
        ? shape.coordinates
        : [];
  const closed = lines.every((line) => {
    const [first, last] = [line[0], line.at(-1)];
    return line.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  });
  return closed && lines.length > 0 ? lines : undefined;
}

function multi(shape: Shape): Shape {
  return shape.type.startsWith('Multi')
    ? shape
    : ({ type: `Multi${shape.type}`, coordinates: [shape.coordinates] } as Shape);
}

function refuse(noun: Layer, given: Word): Conformed {
  const wanted = [...wantedOf(noun)].map((type) => typeWords[type]);
  const { zh, en } = layer.words[noun];
  return {
    refused: {
      zh: `图形是${given.zh}，${zh}需要${wanted.map((word) => word.zh).join('或')}；请换用对应的图层。`,
      en: `The shape is ${given.en}; ${en.toLowerCase()} need ${wanted.map((word) => word.en).join(' or ')}; take the layer that has them.`,
    },
  };
}
