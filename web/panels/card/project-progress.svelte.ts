/** Reads the progress and the stages of a project, anew whenever project, moment or figures change. */
import { fetchProjectProgress } from '../../api.ts';
import type { ProjectProgress, ProjectStages } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import { Reader } from '../../state/reader.svelte.ts';
import type { Answers } from '../../state/reader.svelte.ts';

export interface ProgressOfProject {
  readonly progress: ProjectProgress;
  readonly stages: ProjectStages;
}

/** Of the project whose code `codeOf` tells. Make it in a component; it ends with it. */
export function progressReader(portalOf: () => Portal, codeOf: () => string): Answers<ProgressOfProject> {
  return new Reader(portalOf, {
    question: () => {
      const { progress, filter, language } = portalOf();
      void progress; // moved figures are read again
      return { code: codeOf(), month: filter.month, asOf: filter.asOf, language };
    },
    about: ({ code }) => code,
    read: ({ code, month, asOf, language }, signal) =>
      fetchProjectProgress(code, { month, asOf }, { language, signal }),
  });
}
