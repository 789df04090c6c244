import type { ProjectCategory } from '../../data/vocabulary/project.ts';

/** Category signs: filled paths on a 16-unit grid, drawn alike in lists and on the map. */
export const categoryGlyph: Readonly<Record<ProjectCategory, string>> = {
  industry: 'M1.5 14.5V7.2l4 2.4V7.2l4 2.4V2.5h4v12z',
  energy: 'M9.4 1L3 9.1h3.9L6 15l6.8-8.6H8.7z',
  transport:
    'M5 1.5L2.4 14.5h2.5l1.5-13zM11 1.5l2.6 13h-2.5l-1.5-13zM7.3 2h1.4v2.600H7.3zM7.3 6.600h1.4v3H7.3zM7.3 11.400h1.4v3.100H7.3z',
  agriculture_water: 'M8 1.2S3.3 6.6 3.3 10.100a4.7 4.7 0 009.4 0C12.7 6.6 8 1.2 8 1.2z',
  urban:
    'M1.5 14.500v-9H7v9zM8.3 14.500V1.5h6.2v13zM10 3.600v1.600h1v-1.6zM12 3.600v1.600h1v-1.6zM10 7v1.600h1V7zM12 7v1.600h1V7z',
  innovation:
    'M8 1.2a4.700 4.700 0 00-2.600 8.600c.5.4.8.9.8 1.5h3.600c0-.6.3-1.100.8-1.500A4.700 4.700 0 008 1.200zM6.200 12.300h3.600v1H6.200zM6.800 14.100h2.400v.9H6.800z',
  social: 'M8 1.6a3.1 3.1 0 110 6.2 3.1 3.1 0 010-6.2zM1.8 14.6c0-3.6 2.6-5.6 6.2-5.6s6.2 2 6.2 5.6z',
  ecology:
    'M14 1.8C6.8 1.6 2.8 4.6 2.8 9.2c0 1 .2 1.9.6 2.7l-1.9 2 1.1 1.1 1.9-1.9c.9.5 1.9.8 3 .8C12.300 13.9 14.400 9 14 1.8z',
  tourism:
    'M8 1L1 5.400h14zM2.800 6.600h2v5.400h-2zM7 6.600h2v5.400H7zM11.200 6.600h2v5.400h-2zM1.500 13h13v1.800h-13z',
};

/** Signs of the interface: strokes of 1.5 on a 20-unit grid. */
export const interfaceGlyph = {
  search: 'M9 3.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11zM13.200 13.200L17 17',
  close: 'M5 5l10 10M15 5L5 15',
  right: 'M7.500 5l5 5-5 5',
  left: 'M12.5 5l-5 5 5 5',
  play: 'M6.5 4.5l9 5.5-9 5.5z',
  pause: 'M7 4.5v11M13 4.5v11',
  down: 'M5 7.500l5 5 5-5',
  up: 'M5 12.500l5-5 5 5',
  layers: 'M10 3l7.500 4-7.500 4-7.500-4zM2.500 11l7.500 4 7.500-4',
  sun: 'M10 6.500a3.500 3.500 0 100 7 3.500 3.500 0 000-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1 1M14.700 14.700l1 1M4.300 15.700l1-1M14.700 5.300l1-1',
  moon: 'M16.500 12A7 7 0 018 3.500 7 7 0 1016.500 12z',
  link: 'M8.500 11.500a3 3 0 004.300 0l2.700-2.700a3 3 0 00-4.300-4.300l-1 1M11.500 8.500a3 3 0 00-4.300 0l-2.700 2.700a3 3 0 004.300 4.300l1-1',
  pin: 'M10 17.500s5.500-5 5.500-9.500a5.500 5.500 0 00-11 0c0 4.500 5.500 9.500 5.500 9.500zM10 6a2 2 0 110 4 2 2 0 010-4z',
  filter: 'M3 5h14M5.500 10h9M8 15h4',
  list: 'M3 5h14M3 10h14M3 15h14',
  rank: 'M4 17v-6M10 17V4M16 17v-9',
  map: 'M2.500 5l5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.500 3v12M12.500 5v12',
  info: 'M10 2.500a7.500 7.500 0 110 15 7.500 7.500 0 010-15zM10 9v5M10 6.200v.1',
  report: 'M4 16l.8-3.500L13.500 3.800l2.700 2.700L7.500 15.200zM11.500 5.800l2.700 2.700',
  check: 'M4 10.500l4 4 8-9',
  north: 'M10 2.5l4 8h-8zM10 17.5l4-7M10 17.5l-4-7',
  locate:
    'M10 4.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11zM10 2v2.500M10 15.500V18M2 10h2.500M15.500 10H18M10 9.200v1.600',
  measure: 'M2.500 13.500l11-11 4 4-11 11zM5.500 10.500l1.800 1.800M8.200 7.800l2.400 2.400M11 5l1.800 1.800',
  full: 'M3 7.500V3h4.500M12.500 3H17v4.500M17 12.500V17h-4.500M7.500 17H3v-4.500',
  leaveFull: 'M7.500 3v4.500H3M17 7.500h-4.500V3M12.500 17v-4.500H17M3 12.500h4.500V17',
} as const satisfies Record<string, string>;
export type InterfaceGlyph = keyof typeof interfaceGlyph;
