import { Hono } from 'hono';
import { z } from 'zod';
import { date } from '../http/answers.ts';
import type { FileStore } from '../files.ts';
import { isKnown } from '../http/etag.ts';
import { codeParam, day, text } from '../http/parameters.ts';
import { photoAddress, photoUpload, preparePhoto, thumbnailAddress } from '../reporting/photos.ts';
import { badParameters, notFound } from '../http/problem.ts';
import { insertPhoto, maySeeFile, photosOf, projectFid } from '../queries/photos.ts';
import type { PhotoRow } from '../queries/photos.ts';
import { fileRoute, route } from '../route.ts';
import type { Env } from '../route.ts';
import { cacheControl } from '../http/send.ts';
import type { Services } from '../services.ts';

const project = { zh: '项目', en: 'project' };
const photo = z.strictObject({
  url: z.string().meta({ description: 'JPEG, upright, without metadata; its address never changes' }),
  thumbnailUrl: z.string().meta({ description: 'WebP, at most 480 pixels a side' }),
  takenOn: date,
  caption: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  published: z.boolean(),
});

const answered = ({ file, thumbnail, ...rest }: PhotoRow): z.input<typeof photo> => ({
  url: photoAddress(file),
  thumbnailUrl: thumbnailAddress(thumbnail),
  ...rest,
});

/** Photos of a project: the list, and taking a new one. */
export function projectPhotoRoutes(services: Services, files: FileStore) {
  const { database } = services;
  return new Hono<Env>()
    .get(
      '/:code/photos',
      route(
        {
          summary: "The photos of a project's sites, newest first",
          tag: 'reporting',
          noun: project,
          param: codeParam,
          answer: z.strictObject({ items: z.array(photo) }),
        },
        async ({ param: { code }, viewer }) => {
          const fid = await projectFid(database, { viewer, code });
          if (fid === undefined) throw notFound(project, code);
          return { items: (await photosOf(database, { viewer, fid })).map(answered) };
        },
      ),
    )
    .post(
      '/:code/photos',
      route(
        {
          summary: 'Takes a photo: decoded, turned upright, freed of metadata, encoded anew',
          tag: 'reporting',
          access: 'operator',
          noun: project,
          param: codeParam,
          query: z.strictObject({
            takenOn: day('Day on which it was taken; by default today'),
            caption: text({ description: 'What it shows; at most 200 characters' }),
          }),
          upload: photoUpload,
          answer: photo,
        },
        async ({ param: { code }, query, viewer, bytes, signal }) => {
          const { today } = await services.place();
          const takenOn = query.takenOn ?? today;
          if (takenOn > today)
            throw badParameters([
              {
                key: 'takenOn',
                value: takenOn,
                allowed: { zh: `不晚于 ${today}`, en: `not after ${today}` },
              },
            ]);
          const caption = captionOf(query.caption);
          const fid = await projectFid(database, { viewer, code });
          if (fid === undefined) throw notFound(project, code);
          const prepared = await preparePhoto(bytes, signal);
          const kept = [await files.put(prepared.photo)];
          try {
            kept.push(await files.put(prepared.thumbnail));
            const [file, thumbnail] = kept.map(({ hash }) => hash) as [string, string];
            const { width, height } = prepared;
            await database.transaction({ actor: viewer.kind }, (tx) =>
              insertPhoto(tx, {
                projectFid: fid,
                takenOn,
                caption,
                file,
                thumbnail,
                width,
                height,
                source: '现场照片',
              }),
            );
            await services.revisions.refresh();
            const stored = (await photosOf(database, { viewer, fid })).find((row) => row.file === file);
            if (!stored) throw new Error(`the photo ${file} was written and is not there`);
            return answered(stored);
          } catch (error) {
            // A file without a row would lie there for ever.
            for (const { hash, isNew } of kept) if (isNew) await files.delete(hash);
            throw error;
          }
        },
      ),
    );
}

function captionOf(given: string | undefined): string | null {
  const caption = given?.trim() ?? '';
  if ([...caption].length > 200)
    throw badParameters([
      { key: 'caption', value: caption, allowed: { zh: '至多 200 字', en: 'at most 200 characters' } },
    ]);
  return caption || null;
}

const noun = { zh: '照片', en: 'photo' };

/** `/photos/{hash}.jpg` and `.webp`: what the viewer may see, under addresses whose content never changes. */
export function photoFileRoutes(services: Services, files: FileStore) {
  const { database } = services;
  return new Hono<Env>().get(
    '/:file',
    fileRoute(
      {
        summary: 'A photo (.jpg) or thumbnail (.webp)',
        tag: 'reporting',
        noun,
        contentType: 'image/*',
        cache: 'immutable',
        param: z.strictObject({ file: z.string().regex(/^[0-9a-f]{64}\.(jpg|webp)$/) }),
      },
      async ({ param: { file }, viewer, request }) => {
        const [hash = '', ending] = file.split('.');
        const as = ending === 'jpg' ? 'file' : 'thumbnail';
        const bytes = (await maySeeFile(database, { viewer, hash, as })) ? await files.get(hash) : undefined;
        if (!bytes) throw notFound(noun, file, { key: 'file' });
        const etag = `"${hash}"`;
        const headers = {
          'Cache-Control': cacheControl('immutable', viewer),
          ETag: etag,
          Vary: 'Authorization',
        };
        if (isKnown(etag, request.headers.get('If-None-Match')))
          return new Response(null, { status: 304, headers });
        return new Response(new Uint8Array(bytes), {
          headers: {
            ...headers,
            'Content-Type': as === 'file' ? 'image/jpeg' : 'image/webp',
            'Content-Length': String(bytes.length),
          },
        });
      },
    ),
  );
}
