import { Hono } from 'hono';
import { z } from 'zod';
import { layer as layers, type Layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { deepestZoom, liveLayers } from '../../tiles/layers.ts';
import { layerRevisions, type LiveTile } from '../../tiles/live.ts';
import { bbox } from '../http/answers.ts';
import { badParameters, notFound, tryLater } from '../http/problem.ts';
import { fileRoute, route, type Env } from '../route.ts';
import type { Services } from '../services.ts';
import { tileAnswer, tileOfPath } from '../tiles/tile-answer.ts';
import type { TileQuestion, TileService } from '../tiles/tile-service.ts';

const noun = { zh: '图层', en: 'layer' };

const fieldType = z.enum(['String', 'Number', 'Boolean']);
const tileJson = z.strictObject({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  description: z.string(),
  attribution: z.string(),
  scheme: z.literal('xyz'),
  tiles: z.array(z.string()),
  minzoom: z.number().int(),
  maxzoom: z.number().int(),
  bounds: bbox,
  vector_layers: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string(),
      fields: z.record(z.string(), fieldType),
      minzoom: z.number().int(),
      maxzoom: z.number().int(),
    }),
  ),
  revision: z.string().meta({ description: 'Revision of the layer, also the v= of its tiles' }),
});

const tileJsons = z.strictObject(
  Object.fromEntries(layers.codes.map((noun) => [noun, tileJson])) as Record<Layer, typeof tileJson>,
);

/** `/tiles/{layer}.json`, `/tiles/layers.json` and `/tiles/{layer}/{z}/{x}/{y}.mvt`. */
export function tileRoutes(services: Services, tiles: TileService) {
  function drawn(question: TileQuestion, signal: AbortSignal): Promise<LiveTile> {
    const { result, leave } = tiles.draw(question);
    signal.addEventListener('abort', leave, { once: true });
    return result;
  }
  /** What is the same for every layer is read once. @throws Problem 503 for a layer that is not there yet. */
  async function describe(origin: string): Promise<(noun: Layer) => z.input<typeof tileJson>> {
    const [place, revisions] = await Promise.all([services.place(), layerRevisions(services.database)]);
    return (noun) => {
      const revision = revisions.get(noun);
      if (!revision) throw tryLater({ zh: '图层尚未建立。', en: 'The layer is not there yet.' });
      const { fields, minzoom } = liveLayers[noun];
      const description = layers.words[noun].zh;
      return {
        tilejson: '3.0.0',
        name: noun,
        description,
        attribution: place.attribution,
        scheme: 'xyz',
        tiles: [`${origin}/tiles/${noun}/{z}/{x}/{y}.mvt?v=${revision}`],
        minzoom,
        maxzoom: deepestZoom,
        bounds: place.extent,
        vector_layers: [{ id: noun, description, fields, minzoom, maxzoom: deepestZoom }],
        revision,
      };
    };
  }
  return new Hono<Env>()
    .get(
      '/layers.json',
      route(
        {
          summary: 'TileJSON 3.0.0 of every live layer, by name: one question for a page that draws them all',
          tag: 'tiles',
          answer: tileJsons,
        },
        async ({ client }) => {
          const of = await describe(client.origin);
          return Object.fromEntries(layers.codes.map((noun) => [noun, of(noun)])) as Record<
            Layer,
            z.input<typeof tileJson>
          >;
        },
      ),
    )
    .get(
      '/:file{[^/]+\\.json}',
      route(
        {
          summary: 'TileJSON 3.0.0 of a live layer',
          tag: 'tiles',
          noun,
          param: z.strictObject({ file: z.enum(layers.codes.map((code) => `${code}.json`)) }),
          answer: tileJson,
        },
        async ({ param, client }) => (await describe(client.origin))(param.file.slice(0, -5) as Layer),
      ),
    )
    .get(
      '/:layer/:z/:x/:y{[^/]+\\.mvt}',
      fileRoute(
        {
          summary: 'One vector tile of a live layer; with the revision in v it may be kept for ever',
          tag: 'tiles',
          contentType: 'application/vnd.mapbox-vector-tile',
          param: z.strictObject({ layer: z.string(), z: z.string(), x: z.string(), y: z.string() }),
          query: z.strictObject({
            v: z.string().max(64).optional().meta({ description: 'Revision of the layer from its TileJSON' }),
          }),
        },
        async ({ param, query, request, viewer, signal }) => {
          // The path as it came: a percent-encoded digit is not a digit.
          const address = tileOfPath(new URL(request.url).pathname);
          if (!address) throw isCode(layers, param.layer) ? outOfRange(param) : notFound(noun, param.layer);
          const question = { address, viewer, wanted: query.v };
          const { status, headers, body } = tileAnswer(
            tiles.kept(question) ?? (await drawn(question, signal)),
            {
              viewer,
              wanted: query.v,
              acceptEncoding: request.headers.get('Accept-Encoding'),
              ifNoneMatch: request.headers.get('If-None-Match'),
            },
          );
          return new Response(body as Uint8Array<ArrayBuffer> | null, { status, headers });
        },
      ),
    );
}

function outOfRange({ z: zoom, x, y }: { z: string; x: string; y: string }) {
  return badParameters([
    {
      key: 'z/x/y',
      value: `${zoom}/${x}/${y}`,
      allowed: {
        zh: `十进制整数，z 为 0 到 ${deepestZoom}，x 与 y 为 0 到 2^z − 1`,
        en: `plain decimal digits, z from 0 to ${deepestZoom}, x and y from 0 to 2^z − 1`,
      },
    },
  ]);
}
