import type { FrameTexts } from './frame.zh-Hans.ts';

/** The frame of the screen in English. */
export const frameEn: FrameTexts = {
  frame: {
    modes: {
      name: 'Modes',
      explore: 'Explore',
      data: 'Data',
      long: { explore: 'Explore: map, list and indicators', data: 'Data: monthly reporting and import' },
    },
    theme: {
      name: 'Theme',
      system: 'As the system',
      light: 'Light',
      dark: 'Dark',
      short: { system: 'Auto', light: 'Light', dark: 'Dark' },
    },
    menu: { open: 'Menu', close: 'Close the menu', data: 'Monthly reporting', language: 'Language' },
    data: { name: 'Data', reporting: 'Monthly reporting', import: 'Import' },
    resize: {
      filter: 'Width of the filter',
      card: 'Width of the details',
      list: 'Height of the list',
      how: 'Drag, or press the arrow keys; double-click for the usual size',
    },
    part: { loading: 'Loading', failed: 'This part could not be loaded.', retry: 'Try again' },
  },
};
