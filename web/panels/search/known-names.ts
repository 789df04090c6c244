/** Without the server: a search through the names that the screen holds already. */
import type { Columns } from '../../../data/columns.ts';
import { searchForm } from '../../../data/filter.ts';
import { readProjectRow } from '../../state/project-row.ts';
import type { Names } from '../../state/names.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import type { SearchGroup, SearchItem } from './search-api.ts';

/** Projects, districts and zones whose name or code holds the text. */
export function searchKnown(portal: Portal, text: string, limit: number): SearchGroup[] {
  const wanted = searchForm(text);
  const groups = [
    { noun: 'project' as const, items: portal.columns ? projects(portal.columns, portal, wanted) : [] },
    { noun: 'district' as const, items: named(portal.districts, wanted) },
    { noun: 'zone' as const, items: named(portal.zones, wanted) },
  ];
  return groups.flatMap(({ noun, items }) =>
    items.length > 0 ? [{ noun, total: items.length, items: items.slice(0, limit) }] : [],
  );
}

function projects(columns: Columns, portal: Portal, wanted: string): SearchItem[] {
  const names = columns.text('name');
  const english = columns.text('name_en');
  return columns.text('code').flatMap((code, row) => {
    const texts = { code, name: names[row] ?? code, nameEn: english[row] || null };
    return holds(texts, wanted) ? [item(texts, readProjectRow(columns, row, portal)?.status ?? null)] : [];
  });
}

function named(rows: Names, wanted: string): SearchItem[] {
  return [...rows].flatMap(([code, { zh, en }]) => {
    const texts = { code, name: zh, nameEn: en || null };
    return holds(texts, wanted) ? [item(texts, null)] : [];
  });
}

type Texts = Pick<SearchItem, 'code' | 'name' | 'nameEn'>;

function holds({ code, name, nameEn }: Texts, wanted: string): boolean {
  return searchForm(`${name} ${nameEn ?? ''} ${code}`).includes(wanted);
}

function item(texts: Texts, kind: string | null): SearchItem {
  const nothing = { district: null, extent: null, site: null, similar: false, matched: [], matchedEn: [] };
  return { ...texts, kind, ...nothing };
}
