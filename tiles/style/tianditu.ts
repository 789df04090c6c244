/**
 * 天地图, the national platform's raster map: `vec` the ground, `cva` (English: `eva`) its names, as WMTS in Web Mercator
 * (https://lbs.tianditu.gov.cn/server/MapService.html). In the dark theme it is dimmed: there is no dark edition.
 */
import type { RasterSourceSpecification } from 'maplibre-gl';
import type { OtherGround } from './other-ground.ts';

/** Deepest zoom of the service's matrix `w`. */
const deepest = 18;

function source(layer: 'vec' | 'cva' | 'eva', key: string): RasterSourceSpecification {
  const question = new URLSearchParams({
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: layer,
    STYLE: 'default',
    TILEMATRIXSET: 'w',
    FORMAT: 'tiles',
    tk: key,
  });
  const place = 'TILEMATRIX={z}&TILEROW={y}&TILECOL={x}';
  return {
    type: 'raster',
    tiles: Array.from(
      { length: 8 },
      (_, host) => `https://t${host}.tianditu.gov.cn/${layer}_w/wmts?${question.toString()}&${place}`,
    ),
    tileSize: 256,
    maxzoom: deepest,
  };
}

/** @param approval the 审图号 that 天地图 bears */
export function tiandituGround({
  key,
  approval,
  language,
}: {
  readonly key: string;
  readonly approval: string;
  readonly language: string;
}): OtherGround {
  return {
    id: 'tianditu',
    sources: {
      tianditu: source('vec', key),
      'tianditu-names': source(language === 'en' ? 'eva' : 'cva', key),
    },
    background: ({ colour }) => colour['m-out'],
    layers: ({ colour }) => {
      // Told by the paper itself: the style knows colours, not the name of its theme.
      const dark = parseInt(colour['m-land'].slice(1, 3), 16) < 0x80;
      const paint = dark
        ? { 'raster-saturation': -0.6, 'raster-brightness-max': 0.45, 'raster-contrast': 0.1 }
        : { 'raster-saturation': -0.35 };
      return [
        { id: 'tianditu', type: 'raster', source: 'tianditu', paint },
        { id: 'tianditu-names', type: 'raster', source: 'tianditu-names', paint },
      ];
    },
    attribution: `天地图 · 国家地理信息公共服务平台 · 审图号：${approval}`,
  };
}
