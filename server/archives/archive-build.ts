/** Builds the basemap archive when it is missing, damaged or made from other files. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../../data/errors.ts';
import { basemapIsCurrent } from '../../tiles/archives.ts';
import { runChild } from '../start/child.ts';
import type { ChildTask } from '../start/child.ts';

export interface ArchiveBuild {
  /** Folder of the project. */
  readonly root: string;
  readonly run: Pick<ChildTask, 'node' | 'environment' | 'signal'>;
  /** Code of the place. */
  readonly place: string;
  /** Folder that archives are served from. */
  readonly directory: string;
  print(line: string): void;
}

/** @throws StartError with the builder's words. */
export async function buildArchives({ root, run, place, directory, print }: ArchiveBuild): Promise<void> {
  await mkdir(directory, { recursive: true });
  const output = resolve(directory, 'basemap.pmtiles');
  const placeDirectory = join(root, 'data', 'demo', place);
  if (await basemapIsCurrent({ place, placeDirectory, output })) return;
  print('  building the basemap');
  try {
    await runChild({
      ...run,
      directory: root,
      arguments: [
        '--import',
        'tsx',
        join(root, 'tiles/commands/build.ts'),
        '--place',
        place,
        '--output',
        output,
      ],
    });
  } catch (error) {
    if (run.signal.aborted) throw error;
    throw new StartError(`the basemap of ${place} could not be built. ${(error as Error).message}`, {
      cause: error,
    });
  }
}
