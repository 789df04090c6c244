import { Hono } from 'hono';
import { z } from 'zod';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { send } from '../http/send.ts';
import { answer, languageOf, readerOf } from '../ogc/answer.ts';
import { formatParameter } from '../ogc/asked.ts';
import { collectionIds, collectionSchema, layerOf } from '../ogc/collections.ts';
import { conformsTo } from '../ogc/conformance.ts';
import {
  collectionDocument,
  collectionsDocument,
  landingDocument,
  openApi30,
  schemaType,
} from '../ogc/documents.ts';
import { openApi30Document } from '../ogc/open-api.ts';
import {
  collectionPage,
  collectionsPage,
  conformancePage,
  landingPage,
  schemaPage,
} from '../ogc/pages/documents.ts';
import { openApiPage } from '../ogc/pages/open-api.ts';
import type { OpenApiDocument } from '../ogc/pages/open-api.ts';
import { styleSheet } from '../ogc/pages/page.ts';
import {
  tileSetDocument,
  tileSetsDocument,
  tilingDocument,
  tilingId,
  tilingsDocument,
} from '../ogc/tile-sets.ts';
import { holdings } from '../queries/ogc.ts';
import type { Holding } from '../queries/ogc.ts';
import { fileRoute } from '../route.ts';
import type { Env, Question } from '../route.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';
import { addItemRoutes } from './ogc-items.ts';

const noun = { zh: '数据集', en: 'collection' };
const json = 'application/json';
const query = z.strictObject(formatParameter);
const param = z.strictObject({ collection: z.enum(layers.codes.map((layer) => collectionIds[layer])) });
type Asked = Question<z.output<typeof query>, z.output<typeof param>>;

/** OGC API – Features (Parts 1, 2, 3 and 5) and Tiles at `/ogc`. */
export function ogcRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>();
  const held = holdingsReader(services);
  const declare = (summary: string, contentType = json) => ({ summary, tag: 'ogc', contentType, query });
  const declareOne = (summary: string, contentType = json) => ({
    ...declare(summary, contentType),
    noun,
    param,
  });
  const layerIn = ({ param: { collection } }: Asked) => layerOf(collection) as Layer;

  app.get(
    '/',
    fileRoute(declare('Landing page of the OGC interface'), async (question) => {
      const document = landingDocument(await readerOf(question, services));
      return answer(question, { json: document, page: () => landingPage(document) });
    }),
  );
  app.get(
    '/conformance',
    fileRoute(declare('Conformance classes of the OGC interface'), (question) =>
      answer(question, {
        json: { conformsTo },
        page: () => conformancePage(conformsTo, languageOf(question)),
      }),
    ),
  );
  app.get(
    '/api',
    fileRoute(declare('OpenAPI 3.0 of the OGC interface', openApi30), async (question) => {
      const reader = await readerOf(question, services);
      const document = openApi30Document(reader);
      const page = () =>
        openApiPage(document as unknown as OpenApiDocument, {
          title: document.info.title,
          language: reader.language,
          path: [
            ['OGC API', '/ogc'],
            ['OpenAPI', '/ogc/api?f=html'],
          ],
          related: [
            ['OpenAPI 3.0 (JSON)', '/ogc/api?f=json'],
            ['API', '/api/docs'],
          ],
        });
      return answer(question, { json: document, type: openApi30, page });
    }),
  );
  app.get(
    '/pages.css',
    fileRoute(
      { summary: 'Style sheet of the pages of the OGC interface', tag: 'ogc', contentType: 'text/css' },
      ({ request, viewer }) =>
        send(styleSheet(), { request, viewer, cache: 'revalidate', contentType: 'text/css; charset=UTF-8' }),
    ),
  );
  app.get(
    '/collections',
    fileRoute(declare('The collections'), async (question) => {
      const document = collectionsDocument(await readerOf(question, services), await held(question.viewer));
      return answer(question, {
        json: document,
        page: () => collectionsPage(document.collections, languageOf(question)),
      });
    }),
  );
  app.get(
    '/collections/:collection',
    fileRoute(declareOne('One collection: its extent, systems and links'), async (question) => {
      const layer = layerIn(question);
      const reader = await readerOf(question, services);
      const document = collectionDocument(reader, layer, (await held(question.viewer)).get(layer));
      return answer(question, { json: document, page: () => collectionPage(document, reader.language) });
    }),
  );
  for (const which of ['queryables', 'schema'] as const) {
    const summary =
      which === 'schema'
        ? 'JSON Schema of the features of a collection'
        : 'JSON Schema of what a collection can be filtered by';
    app.get(
      `/collections/:collection/${which}`,
      fileRoute(declareOne(summary, schemaType), (question) => {
        const layer = layerIn(question);
        const language = languageOf(question);
        const about = {
          id: collectionIds[layer],
          name: layers.words[layer][language],
          queryables: which === 'queryables',
          language,
        };
        const id = `${question.client.origin}/ogc/collections/${about.id}/${which}`;
        const schema = collectionSchema(layer, { ...about, viewer: question.viewer, id });
        return answer(question, { json: schema, type: schemaType, page: () => schemaPage(schema, about) });
      }),
    );
  }
  addItemRoutes(app, services);
  addTileRoutes(app, services);
  return app;
}

function addTileRoutes(app: Hono<Env>, services: Services): void {
  const about = (summary: string) => ({ summary, tag: 'ogc', contentType: json });
  const sendJson = ({ request, viewer }: Pick<Asked, 'request' | 'viewer'>, document: object) =>
    send(JSON.stringify(document), {
      request,
      viewer,
      cache: 'revalidate',
      contentType: json,
      headers: { Vary: 'Accept-Language' },
    });
  const reader = (question: Omit<Asked, 'query' | 'param'>) => readerOf({ ...question, query: {} }, services);
  app.get(
    '/tileMatrixSets',
    fileRoute(about('The tiling schemes'), async (question) =>
      sendJson(question, tilingsDocument(await reader(question))),
    ),
  );
  app.get(
    `/tileMatrixSets/${tilingId}`,
    fileRoute(about('The tiling scheme WebMercatorQuad'), (question) => sendJson(question, tilingDocument())),
  );
  app.get(
    '/collections/:collection/tiles',
    fileRoute({ ...about('The tile sets of a collection'), noun, param }, async (question) => {
      const layer = layerOf(question.param.collection) as Layer;
      return sendJson(
        question,
        tileSetsDocument(await reader(question), layer, services.revisions.layer(layer)),
      );
    }),
  );
  app.get(
    `/collections/:collection/tiles/${tilingId}`,
    fileRoute({ ...about('The tile set of a collection'), noun, param }, async (question) => {
      const layer = layerOf(question.param.collection) as Layer;
      return sendJson(
        question,
        tileSetDocument(await reader(question), layer, services.revisions.layer(layer)),
      );
    }),
  );
}

/** What collections hold is read once for each kind of viewer, and again when a revision has moved. */
function holdingsReader({
  database,
  revisions,
}: Services): (viewer: Viewer) => Promise<ReadonlyMap<Layer, Holding>> {
  const kept = new Map<Viewer['kind'], Promise<ReadonlyMap<Layer, Holding>>>();
  revisions.onMove(() => kept.clear());
  return (viewer) => {
    const known = kept.get(viewer.kind);
    if (known) return known;
    const asked = holdings(database, viewer);
    kept.set(viewer.kind, asked);
    asked.catch(() => kept.delete(viewer.kind));
    return asked;
  };
}
