/** OGC API – Tiles over the live layers: the tiling scheme of the web and one tile set a collection. */
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { deepestZoom, liveLayers } from '../../tiles/layers.ts';
import { tileAt } from '../../tiles/pyramid.ts';
import { collectionIds } from './collections.ts';
import type { Link, Reader } from './documents.ts';
import { words } from './words.ts';

export const tilingId = 'WebMercatorQuad';
const definition = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const mercator = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const mvt = 'application/vnd.mapbox-vector-tile';
const half = 20_037_508.342_789_244;
/** Of a tile of 256 px at zoom 0, px of 0.28 mm (OGC 17-083r4, annex D.1). */
const firstScale = 559_082_264.028_717_8;

/** The scheme in JSON (OGC 17-083r4). */
export function tilingDocument() {
  return {
    id: tilingId,
    title: 'Google Maps Compatible for the World',
    uri: definition,
    crs: mercator,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: deepestZoom + 1 }, (_, zoom) => ({
      id: String(zoom),
      scaleDenominator: firstScale / 2 ** zoom,
      cellSize: (2 * half) / 256 / 2 ** zoom,
      cornerOfOrigin: 'topLeft',
      pointOfOrigin: [-half, half],
      tileWidth: 256,
      tileHeight: 256,
      matrixWidth: 2 ** zoom,
      matrixHeight: 2 ** zoom,
    })),
  };
}

export function tilingsDocument({ origin }: Reader) {
  const href = `${origin}/ogc/tileMatrixSets/${tilingId}`;
  const links: Link[] = [{ href, rel: 'self', type: 'application/json', title: tilingId }];
  return { tileMatrixSets: [{ id: tilingId, title: tilingId, uri: definition, crs: mercator, links }] };
}

/** The one tile set of a collection; `revision` goes into the address of its tiles. */
export function tileSetDocument(reader: Reader, layer: Layer, revision: string | undefined) {
  const { origin, language, place } = reader;
  const tiles = `${origin}/ogc/collections/${collectionIds[layer]}/tiles`;
  const [west, south, east, north] = place.extent;
  const { fields, minzoom } = liveLayers[layer];
  const version = revision === undefined ? '' : `?v=${revision}`;
  const zooms = Array.from({ length: deepestZoom - minzoom + 1 }, (_, at) => minzoom + at);
  const links: Link[] = [
    { href: `${tiles}/${tilingId}`, rel: 'self', type: 'application/json', title: words[language].tiles },
    {
      href: `${origin}/tiles/${layer}/{tileMatrix}/{tileCol}/{tileRow}.mvt${version}`,
      rel: 'item',
      type: mvt,
      title: words[language].tiles,
      templated: true,
    },
    {
      href: `${origin}/tiles/${layer}.json`,
      rel: 'describedby',
      type: 'application/json',
      title: 'TileJSON 3',
    },
    {
      href: `${origin}/ogc/tileMatrixSets/${tilingId}`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
      type: 'application/json',
      title: tilingId,
    },
    {
      href: `${origin}/ogc/collections/${collectionIds[layer]}`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/geodata',
      type: 'application/json',
    },
  ];
  return {
    title: layers.words[layer][language],
    dataType: 'vector',
    crs: mercator,
    tileMatrixSetURI: definition,
    tileMatrixSetId: tilingId,
    attribution: place.attribution,
    boundingBox: {
      lowerLeft: [west, south],
      upperRight: [east, north],
      crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    },
    tileMatrixSetLimits: zooms.map((zoom) => {
      const [first, last] = [tileAt(zoom, west, north), tileAt(zoom, east, south)];
      return {
        tileMatrix: String(zoom),
        minTileRow: first.y,
        maxTileRow: last.y,
        minTileCol: first.x,
        maxTileCol: last.x,
      };
    }),
    layers: [
      {
        id: layer,
        title: layers.words[layer][language],
        dataType: 'vector',
        minTileMatrix: String(minzoom),
        maxTileMatrix: String(deepestZoom),
        propertiesSchema: {
          type: 'object',
          properties: Object.fromEntries(
            Object.entries(fields).map(([name, type]) => [name, { type: type.toLowerCase() }]),
          ),
        },
      },
    ],
    links,
  };
}

export function tileSetsDocument(reader: Reader, layer: Layer, revision: string | undefined) {
  const { links, title, dataType, crs, tileMatrixSetURI } = tileSetDocument(reader, layer, revision);
  return {
    links: [
      {
        href: `${reader.origin}/ogc/collections/${collectionIds[layer]}/tiles`,
        rel: 'self',
        type: 'application/json',
        title: words[reader.language].tiles,
      },
    ] satisfies Link[],
    tilesets: [{ title, dataType, crs, tileMatrixSetURI, links }],
  };
}
