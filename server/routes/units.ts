import { Hono } from 'hono';
import { z } from 'zod';
import { namedCodes } from '../queries/dictionary.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const named = z.strictObject({ code: z.string(), name: z.string(), nameEn: z.string().nullable() });
const answer = z.strictObject({ items: z.array(named) });

const namesRoute = (services: Services, facet: 'unit' | 'company', summary: string) =>
  route({ summary, tag: 'projects', answer }, async ({ viewer, signal }) => ({
    items: await namedCodes(services.database, facet, viewer, signal),
  }));

/** The units that the filter can name. */
export function unitRoutes(services: Services) {
  return new Hono<Env>().get('/', namesRoute(services, 'unit', 'Responsible units of the projects, by name'));
}

/** The companies that the filter can name. */
export function companyRoutes(services: Services) {
  return new Hono<Env>().get('/', namesRoute(services, 'company', 'Owners of the projects, by name'));
}
