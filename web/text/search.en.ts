import type { searchZhHans } from './search.zh-Hans.ts';

export const searchEn: typeof searchZhHans = {
  search: {
    label: 'Search projects, districts, zones, parcels, corridors, facilities, places, companies',
    placeholder: 'Search: name, pinyin, code',
    open: 'Search',
    close: 'Close search',
    clear: 'Clear',
    key: 'Press / to search',
    results: 'Search results',
    recent: 'Recent',
    forget: 'Clear recent searches',
    hint: 'Type an English or Chinese name, pinyin, initials (such as sqjc) or a code.',
    asking: 'Searching…',
    found: (count) => (count === '1' ? '1 result' : `${count} results`),
    total: (count) => `${count} in all`,
    more: (count) => `Show more (${count} in all)`,
    similar: 'No exact match; these sound or are spelled alike.',
    none: (text) => `Nothing found for “${text}”`,
    noneHow: 'Try another word, or only the initials in pinyin.',
    away: 'The server cannot be reached; only names already loaded are searched.',
    refused: 'The search failed.',
    site: (name) => `Site: ${name}`,
    filterBy: (text, count) => `Filter projects with “${text}” in the name (${count})`,
    unmapped: 'Not on map',
  },
};
