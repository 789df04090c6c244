/** Words for keyboards and readers of the screen. */
import type { accessZhHans } from './access.zh-Hans.ts';

export const accessEn: typeof accessZhHans = {
  access: {
    skip: {
      list: 'Skip to the project list',
      card: 'Skip to the details',
      page: 'Skip to monthly reporting',
    },
    shown: (shown, all) => `${shown} of ${all} projects shown`,
    comma: ': ',
    chosen: (name) => `Selected: ${name}`,
  },
};
