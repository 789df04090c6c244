import { changbaishan } from './changbaishan.ts';
import { changbaishanConstraints } from './changbaishan-constraints.ts';
import { changbaishanFacilities } from './changbaishan-facilities.ts';
import { changbaishanProjects } from './changbaishan-projects.ts';
import type { Plans } from './generate.ts';
import { changbaishanProgress, shangqiuProgress } from './progress-plan.ts';
import { shangqiu } from './shangqiu.ts';
import { shangqiuConstraints } from './shangqiu-constraints.ts';
import { shangqiuFacilities } from './shangqiu-facilities.ts';
import { shangqiuProjects } from './shangqiu-projects.ts';

/** The demo places by code. */
export const places: Readonly<Record<string, Plans>> = {
  shangqiu: {
    place: shangqiu,
    projects: shangqiuProjects,
    progress: shangqiuProgress,
    constraints: shangqiuConstraints,
    facilities: shangqiuFacilities,
    directlyReporting: 62,
  },
  changbaishan: {
    place: changbaishan,
    projects: changbaishanProjects,
    progress: changbaishanProgress,
    constraints: changbaishanConstraints,
    facilities: changbaishanFacilities,
    directlyReporting: 8,
  },
};
