/** The whole application over its services: every route, one error handler. `Api` is what the client is typed by. */
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { asProblem, bodyTooLarge, noSuchAddress, problemResponse } from './http/problem.ts';
import { embedding } from './http/embedding.ts';
import { bodyLimit } from 'hono/body-limit';
import { guard, largestBody, protectWith } from './http/guard.ts';
import { openApiPageRoute, openApiRoute } from './http/openapi.ts';
import { refuseOtherMethods } from './http/methods.ts';
import type { Env } from './route.ts';
import type { ArchiveStore } from './archives/archive-store.ts';
import { ownerBasemaps } from './archives/owner-basemaps.ts';
import type { OwnerBasemaps } from './archives/owner-basemaps.ts';
import type { FileStore } from './files.ts';
import { photoUpload } from './reporting/photos.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { archiveRoutes } from './routes/archives.ts';
import { basemapRoutes } from './routes/basemaps.ts';
import { columnRoutes } from './routes/columns.ts';
import { constraintRoutes } from './routes/constraints.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { corridorRoutes } from './routes/corridors.ts';
import { districtRoutes, reportingAreaRoutes } from './routes/districts.ts';
import { dossierFileRoutes, dossierRoutes } from './routes/dossier.ts';
import { exportFileRoutes, exportRoutes } from './routes/exports.ts';
import { facilityRoutes } from './routes/facilities.ts';
import { importRowRoutes } from './routes/import-rows.ts';
import { importRoutes } from './routes/imports.ts';
import type { ImportParts } from './routes/imports.ts';
import { issueRoutes } from './routes/issues.ts';
import { leagueRoutes } from './routes/league.ts';
import { ogcRoutes } from './routes/ogc.ts';
import { parcelRoutes } from './routes/parcels.ts';
import { photoFileRoutes, projectPhotoRoutes } from './routes/photos.ts';
import { placeRoutes, revisionRoutes } from './routes/place.ts';
import { projectHistoryRoutes } from './routes/project-history.ts';
import { projectProgressRoutes } from './routes/project-progress.ts';
import { projectRoutes } from './routes/projects.ts';
import { reportingRoutes } from './routes/reporting.ts';
import { searchRoutes } from './routes/search.ts';
import { styleRoutes } from './routes/styles.ts';
import { summaryRoutes } from './routes/summary.ts';
import {
  corridorAlongRoutes,
  districtContentsRoutes,
  facilityNearbyRoutes,
  zoneContentsRoutes,
} from './routes/surroundings.ts';
import { tileRoutes } from './routes/tiles.ts';
import { companyRoutes, unitRoutes } from './routes/units.ts';
import { vocabularyRoutes } from './routes/vocabulary.ts';
import { zoneRoutes } from './routes/zones.ts';
import type { Services } from './services.ts';
import type { TileService } from './tiles/tile-service.ts';

/** What the routes of tiles and archives stand on, and what is served beside the declared routes. */
export interface Parts {
  readonly tiles: TileService;
  readonly archives: ArchiveStore;
  /** What the owner adds to choose from; absent = nothing. */
  readonly basemaps?: OwnerBasemaps;
  /** Photos of sites, originals of imports. */
  readonly files: FileStore;
  /** What imports are taken with; absent = they are read by another server. */
  readonly imports?: ImportParts;
  /** Origins that may frame the embedded view; none = this server's own pages only. */
  readonly embedOrigins?: readonly string[];
  /** Health, pages. */
  readonly rest?: (app: Hono<Env>) => void;
}

/** A folder that cannot be: no basemaps. */
const nowhere = '/dev/null/basemaps';

/** The declared routes; the chain carries their types to the client. */
export function declareRoutes(
  services: Services,
  { tiles, archives, files, imports, basemaps = ownerBasemaps(nowhere) }: Parts,
) {
  return new Hono<Env>()
    .route('/api/place', placeRoutes(services))
    .route('/api/revisions', revisionRoutes(services))
    .route('/api/vocabulary', vocabularyRoutes())
    .route('/api/projects', projectRoutes(services))
    .route('/api/projects', projectProgressRoutes(services))
    .route('/api/projects', projectHistoryRoutes(services))
    .route('/api/projects', correctionRoutes(services))
    .route('/api/projects', projectPhotoRoutes(services, files))
    .route('/api/reporting', reportingRoutes(services))
    .route('/photos', photoFileRoutes(services, files))
    .route('/api/summary', summaryRoutes(services))
    .route('/api/search', searchRoutes(services))
    .route('/api/league', leagueRoutes(services))
    .route('/api/issues', issueRoutes(services))
    .route('/api/approvals', approvalRoutes(services))
    .route('/api/dossier', dossierRoutes(services))
    .route('/api/dossier.xlsx', dossierFileRoutes(services))
    .route('/api/zones', zoneRoutes(services))
    .route('/api/zones', zoneContentsRoutes(services))
    .route('/api/corridors', corridorRoutes(services))
    .route('/api/corridors', corridorAlongRoutes(services))
    .route('/api/districts', districtRoutes(services))
    .route('/api/districts', districtContentsRoutes(services))
    .route('/api/reporting-areas', reportingAreaRoutes(services))
    .route('/api/units', unitRoutes(services))
    .route('/api/companies', companyRoutes(services))
    .route('/api/parcels', parcelRoutes(services))
    .route('/api/facilities', facilityRoutes(services))
    .route('/api/facilities', facilityNearbyRoutes(services))
    .route('/api/constraints', constraintRoutes(services))
    .route('/api/columns', columnRoutes(services))
    .route('/api', exportFileRoutes(services))
    .route('/api/exports', exportRoutes(services))
    .route('/api/imports', importRoutes(services, files, imports))
    .route('/api/imports', importRowRoutes(services, files, imports))
    .route('/ogc', ogcRoutes(services))
    .route('/styles', styleRoutes(services))
    .route('/tiles', tileRoutes(services, tiles))
    .route('/archives', archiveRoutes(services, archives))
    .route('/archives/basemaps', archiveRoutes(services, basemaps.archives, { at: '/archives/basemaps' }))
    .route('/api/basemaps', basemapRoutes(basemaps));
}

/** The type of the API for `hc<Api>('/')`. */
export type Api = ReturnType<typeof declareRoutes>;

/** Makes the application. What is found neither in its routes nor in `rest` is a 404 problem. */
export function createApp(services: Services, parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, context) => problemResponse(asProblem(error, services.report), context.req.raw));
  app.notFound((context) => problemResponse(noSuchAddress(context.req.path), context.req.raw));
  app.use(
    embedding(parts.embedOrigins ?? []),
    protectWith({ tianditu: parts.basemaps?.tianditu !== undefined }),
    guard(services),
    limitBody,
  );
  const declared = declareRoutes(services, parts);
  app.route('/', declared);
  app.get('/api/openapi.json', openApiRoute(declared));
  app.get('/api/docs', openApiPageRoute(declared));
  parts.rest?.(app);
  refuseOtherMethods(app);
  return app;
}

const limitTo = (maxSize: number): MiddlewareHandler<Env> =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw bodyTooLarge(maxSize);
    },
  });
const ordinary = limitTo(largestBody);
const photo = limitTo(photoUpload.largestBytes);

/** Only the operator's photos and files may be large; files are counted while they are read (`readChunks`). */
const limitBody: MiddlewareHandler<Env> = (context, next) => {
  const { path, method } = context.req;
  if (context.get('viewer').kind === 'operator' && method === 'POST') {
    if (path === '/api/imports') return next();
    if (/^\/api\/projects\/[^/]+\/photos$/.test(path)) return photo(context, next);
  }
  return ordinary(context, next);
};
