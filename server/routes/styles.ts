import { Hono } from 'hono';
import { z } from 'zod';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import { themes } from '../../data/vocabulary/tokens.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import { styleOf } from '../../tiles/style/style.ts';
import { choice } from '../http/parameters.ts';
import { send } from '../http/send.ts';
import { fileRoute } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '样式', en: 'style' };

/** `/styles/{theme}.json`: the map's own style over the live layers, for other programs; every address in it is absolute. */
export function styleRoutes(services: Services) {
  return new Hono<Env>().get(
    '/:file{[^/]+\\.json}',
    fileRoute(
      {
        summary: 'The style of the live layers in a theme (MapLibre style specification 8)',
        tag: 'tiles',
        noun,
        contentType: 'application/json',
        param: z.strictObject({ file: z.enum(themes.map((theme) => `${theme}.json` as const)) }),
        query: z.strictObject({
          lang: choice(['zh-Hans', 'zh-Hant', 'en'], 'Language of the labels', 'zh-Hans'),
        }),
      },
      async ({ param, query, client, viewer, request }) => {
        const place = await services.place();
        const language = query.lang ?? 'zh-Hans';
        const sources = Object.fromEntries(
          layers.codes.map((layer) => [
            layer,
            {
              type: 'vector' as const,
              url: `${client.origin}/tiles/${layer}.json`,
              attribution: place.attribution,
            },
          ]),
        );
        const style = styleOf({
          theme: param.file.slice(0, -'.json'.length) as Theme,
          language,
          sources,
          visible: layers.codes,
        });
        const [west, south, east, north] = place.extent;
        const body = {
          ...style,
          name: language === 'en' ? place.nameEn : place.name,
          center: [(west + east) / 2, (south + north) / 2],
          zoom: 9,
        };
        return send(JSON.stringify(body), {
          request,
          viewer,
          cache: 'revalidate',
          contentType: 'application/json',
        });
      },
    ),
  );
}
