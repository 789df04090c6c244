/** The state of the search: what is typed, what was found for it, and which option the keys are on. */
import { evaluate } from '../../../data/evaluate.ts';
import { searchForm } from '../../../data/filter.ts';
import type { SearchNoun } from '../../../data/vocabulary/search.ts';
import { ApiError } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import { isStopped, Work } from '../../state/work.svelte.ts';
import { choose, leadsSomewhere } from './choose.ts';
import { searchKnown } from './known-names.ts';
import { addRecent, forgetRecent, readRecent } from './recent.ts';
import type { Recent } from './recent.ts';
import { fetchSearch } from './search-api.ts';
import type { SearchGroup, SearchItem } from './search-api.ts';

/** How the answer stands; the groups of the text before stay until the next ones are there. */
export type Finding =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'found' }
  /** Answered from what the screen holds: the server is away. */
  | { readonly kind: 'away' }
  | { readonly kind: 'refused'; readonly message: string };

/** A line that the keys reach. */
export type Option =
  | { readonly kind: 'item'; readonly noun: SearchNoun; readonly item: SearchItem }
  | { readonly kind: 'more'; readonly noun: SearchNoun; readonly total: number }
  | { readonly kind: 'filter'; readonly count: number }
  /** Drops what was chosen last. */
  | { readonly kind: 'forget' };

/** ms of rest after a letter before the server is asked. */
const rest = 120;
const perGroup = { few: 4, many: 20 };

export class Search {
  text = $state('');
  open = $state(false);
  finding = $state.raw<Finding>({ kind: 'idle' });
  groups = $state.raw<readonly SearchGroup[]>([]);
  /** The noun of which many are shown. */
  only = $state.raw<SearchNoun>();
  recent = $state.raw<readonly Recent[]>(readRecent());
  /** Index of the option that Enter chooses; the first one, unless nothing is there. */
  active = $state(0);
  /** The question that is under way; it may last on a slow line. */
  readonly work = new Work();
  #portal: Portal;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** How many projects pass the filter together with the typed text. */
  readonly passing: number = $derived.by(() => {
    const { columns, filter } = this.#portal;
    return columns && searchForm(this.text) !== '' && this.finding.kind !== 'idle'
      ? evaluate({ ...filter, q: this.text }, columns).totals.total
      : 0;
  });

  readonly options: readonly Option[] = $derived.by(() => {
    if (searchForm(this.text) === '')
      return this.recent.length === 0
        ? []
        : [
            ...this.recent.map(({ noun, item }) => ({ kind: 'item' as const, noun, item })),
            { kind: 'forget' as const },
          ];
    const options: Option[] = this.groups.flatMap(({ noun, total, items }) => [
      ...items.map((item) => ({ kind: 'item' as const, noun, item })),
      ...(total > items.length && this.only !== noun ? [{ kind: 'more' as const, noun, total }] : []),
    ]);
    if (this.passing > 0) options.push({ kind: 'filter', count: this.passing });
    return options;
  });

  type(text: string): void {
    this.text = text;
    this.open = true;
    this.only = undefined;
    this.#ask(rest);
  }

  clear(): void {
    this.type('');
  }

  /** Moves the active option, around the ends. */
  move(by: number): void {
    const { length } = this.options;
    this.open = true;
    if (length > 0) this.active = (this.active + by + length) % length;
  }

  choose(option: Option | undefined): void {
    if (!option) return;
    if (option.kind === 'more') {
      this.only = option.noun;
      this.#ask(0);
      return;
    }
    if (option.kind === 'forget') {
      this.recent = forgetRecent();
      this.active = 0;
      return;
    }
    if (option.kind === 'filter') this.#portal.search(this.text.trim());
    else {
      choose(this.#portal, option.noun, option.item);
      this.recent = addRecent(this.recent, option);
    }
    this.close();
    this.text = '';
    this.groups = [];
  }

  close(): void {
    this.open = false;
    clearTimeout(this.#timer);
    this.work.cancel();
    this.finding = { kind: 'idle' };
  }

  /** Asks the same once more. */
  again(): void {
    this.#ask(0);
  }

  #ask(after: number): void {
    clearTimeout(this.#timer);
    this.work.cancel();
    this.active = 0;
    if (searchForm(this.text) === '') {
      this.groups = [];
      this.finding = { kind: 'idle' };
      return;
    }
    this.finding = { kind: 'asking' };
    this.#timer = setTimeout(() => void this.#answer(), after);
  }

  async #answer(): Promise<void> {
    const { text, only } = this;
    const limit = only ? perGroup.many : perGroup.few;
    try {
      const question = { q: text.slice(0, 100), limit };
      const { groups } = await this.work.run(async (signal) => {
        const answer = await fetchSearch(question, this.#portal.language, signal);
        signal.throwIfAborted();
        return answer;
      });
      this.groups = this.#useful(groups);
      this.finding = { kind: 'found' };
    } catch (error) {
      if (isStopped(error)) return;
      const refused = error instanceof ApiError && error.status < 500;
      this.groups = refused ? [] : searchKnown(this.#portal, text, limit);
      this.finding = refused ? { kind: 'refused', message: error.message } : { kind: 'away' };
    }
  }

  #useful(groups: readonly SearchGroup[]): SearchGroup[] {
    return groups.filter(
      ({ noun }) => leadsSomewhere(noun) && (this.only === undefined || noun === this.only),
    );
  }
}
