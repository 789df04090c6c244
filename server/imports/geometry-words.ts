/** Sentences about geometries that were mended or cannot be. */
import type { Word } from '../../data/vocabulary/word.ts';

/** What PostGIS says of a geometry that is not valid (GEOS, IsValidOp), in our words; the rest as it says it. */
const reasons: Readonly<Record<string, Word>> = {
  'Self-intersection': { zh: '边界自相交', en: 'the boundary crosses itself' },
  'Ring Self-intersection': { zh: '环自相接', en: 'a ring touches itself' },
  'Hole lies outside shell': { zh: '洞在外环之外', en: 'a hole lies outside its outline' },
  'Holes are nested': { zh: '洞套洞', en: 'holes are nested' },
  'Interior is disconnected': { zh: '内部被洞切断', en: 'holes cut the interior apart' },
  'Nested shells': { zh: '面与面重叠', en: 'areas lie within each other' },
  'Duplicate Rings': { zh: '环重复', en: 'rings are repeated' },
  'Too few points in geometry component': { zh: '点数不足', en: 'too few positions' },
};

/** Reason and position of an invalid geometry. */
function reasonWord(reason: string | null): Word {
  const [, what = '', where = ''] = /^([^[]*)(?:\[(.*)\])?$/.exec(reason ?? '') ?? [];
  const word = reasons[what.trim()] ?? { zh: what || '图形无效', en: what || 'the geometry is not valid' };
  return where ? { zh: `${word.zh}（${where}）`, en: `${word.en} (at ${where})` } : word;
}

export function invalidWord(reason: string | null): Word {
  const { zh, en } = reasonWord(reason);
  return { zh: `修复：${zh}`, en: `mended: ${en}` };
}

export function nothingLeft(reason: string | null): Word {
  const { zh, en } = reasonWord(reason);
  return reason
    ? {
        zh: `图形无法修复：${zh}，修复后面积或长度为零；请检查原图形。`,
        en: `The shape cannot be mended: ${en}, and nothing is left of it; check the shape.`,
      }
    : { zh: '图形的面积或长度为零；请检查原图形。', en: 'The shape has no area or length; check the shape.' };
}

export function crsRefusal(crs: string): Word {
  return {
    zh: `坐标不能按 ${crs} 换算到经纬度；请检查坐标系和 XY 次序。`,
    en: `The coordinates cannot be read as ${crs}; check the coordinate system and the order of the axes.`,
  };
}

export function offTheGlobe([west, south, east, north]: readonly number[], crs: string): Word {
  const shown = [west, south, east, north].map((degrees) => Number(degrees?.toFixed(4))).join(', ');
  return {
    zh: `按 ${crs} 落在可用范围之外（${shown}）：经度须在 ±180°、纬度在 ±85° 以内，且不跨越 180° 经线；请检查坐标系和 XY 次序。`,
    en: `As ${crs} it lies out of bounds (${shown}): longitudes within ±180°, latitudes within ±85° and nothing across the 180th meridian; check the coordinate system and the order of the axes.`,
  };
}

export const noGeometry: Word = {
  zh: '没有图形或坐标；请补上，或改用有位置的图层。',
  en: 'There is no geometry or position; give one, or take a layer that has them.',
};

export const takesTooLong: Word = {
  zh: '图形修复用时过长；请先简化，或在制图软件中修复。',
  en: 'It takes too long to mend the shape; simplify it, or mend it where it was drawn.',
};
