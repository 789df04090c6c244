/** Named views of this browser: a name and the query of the link, so that a view survives whatever the data do. */
import { load, save } from '../../state/store.ts';
import { printView } from '../../url.ts';
import type { View } from '../../url.ts';

export interface SavedView {
  readonly name: string;
  /** The query of its link, without `?`. */
  readonly query: string;
}

const key = 'views';
export const longestName = 60;

/** The views that are kept, in the order in which they were saved; what cannot be read is left out. */
export function loadViews(): readonly SavedView[] {
  return load(key, parseViews) ?? [];
}

/** Keeps the views. Returns false when this browser keeps nothing. */
export function keepViews(views: readonly SavedView[]): boolean {
  save(key, { version: 1, views });
  return JSON.stringify(loadViews()) === JSON.stringify(views);
}

function parseViews(value: unknown): SavedView[] | undefined {
  if (typeof value !== 'object' || value === null || !('views' in value) || !Array.isArray(value.views))
    return;
  return value.views.filter(
    (view: unknown): view is SavedView =>
      typeof view === 'object' &&
      view !== null &&
      'name' in view &&
      typeof view.name === 'string' &&
      view.name !== '' &&
      'query' in view &&
      typeof view.query === 'string',
  );
}

/** The query of a view as it is saved: language and colours stay those of whoever opens it. */
export function queryOf(view: View): string {
  return printView({ ...view, page: undefined, language: 'zh-Hans', theme: undefined });
}

/** Puts a view among the others; one of the same name is replaced where it stands. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view] : views.with(at, view);
}

/** Gives a view another name; a view that had it before makes room. */
export function renamed(views: readonly SavedView[], from: string, to: string): readonly SavedView[] {
  return views
    .filter(({ name }) => name !== to || name === from)
    .map((view) => (view.name === from ? { ...view, name: to } : view));
}
