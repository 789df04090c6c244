import { Hono } from 'hono';
import { z } from 'zod';
import type { OwnerBasemaps } from '../archives/owner-basemaps.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';

const answer = z.strictObject({
  archives: z
    .array(z.strictObject({ id: z.string(), name: z.string(), attribution: z.string().nullable() }))
    .meta({
      description: 'Archives with the Protomaps schema that the owner laid in; under /archives/basemaps/{id}',
    }),
  tianditu: z
    .strictObject({
      key: z.string(),
      approval: z.string().meta({ description: '审图号 of 天地图' }),
    })
    .nullable()
    .meta({ description: '天地图 with the key for browsers; null = not offered' }),
});

/** The basemaps that can be chosen beside the place's own. */
export function basemapRoutes(basemaps: OwnerBasemaps) {
  return new Hono<Env>().get(
    '/',
    route({ summary: 'Basemaps to choose from beside the own archive', tag: 'tiles', answer }, async () => {
      const { usable } = await basemaps.list();
      return {
        archives: usable.map((basemap) => ({ ...basemap })),
        tianditu: basemaps.tianditu ?? null,
      };
    }),
  );
}
