import type { Theme } from '../../data/vocabulary/tokens.ts';

/** What panels cover of the map, in px: the camera keeps its subject clear of it. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Widths of the layout rules (design.md, 3). */
export type Size = 'phone' | 'tablet' | 'laptop' | 'desktop';

/** How far the phone's sheet is drawn up. */
export type SheetHeight = 'low' | 'half' | 'full';
export type SheetTab = 'list' | 'league' | 'tray' | 'filter' | 'layers';
/** What the lower panel shows. */
export type LowerTab = 'list' | 'league' | 'tray';

const gap = 8;
const widths = {
  filter: 264,
  card: 372,
  list: 234,
  collapsedList: 36,
  sheetLow: 96,
  sheetHalf: 452,
} as const;

/** The size of the screen and which panels are open on it. */
export class Screen {
  width = $state(innerWidth);
  height = $state(innerHeight);
  filterOpen = $state(innerWidth >= 1180);
  listOpen = $state(true);
  layersOpen = $state(false);
  lower = $state<LowerTab>('list');
  sheet = $state<SheetHeight>('half');
  tab = $state<SheetTab>('list');

  readonly size: Size = $derived(
    this.width < 640 ? 'phone' : this.width < 1180 ? 'tablet' : this.width < 1440 ? 'laptop' : 'desktop',
  );

  /** A wall is wider than 2.6 times its height, and is read from afar: its panels and its map grow with it. */
  readonly scale: number = $derived(
    this.height >= 1000 && this.width / this.height > 2.6 ? Math.max(1, (1.35 * this.height) / 1080) : 1,
  );

  /** Between 640 and 1179 px the card takes the list's place. */
  listVisible(cardOpen: boolean): boolean {
    return !(this.size === 'tablet' && cardOpen);
  }

  /** Height of the phone's sheet in px. */
  readonly sheetHeight: number = $derived(
    this.sheet === 'full'
      ? this.height - 56
      : Math.min(this.sheet === 'half' ? widths.sheetHalf : widths.sheetLow, this.height - 56),
  );

  padding(cardOpen: boolean): Padding {
    if (this.size === 'phone') {
      return { top: 64, right: gap, bottom: Math.min(this.sheetHeight, widths.sheetHalf), left: gap };
    }
    const list = this.listVisible(cardOpen)
      ? (this.listOpen ? widths.list : widths.collapsedList) + 2 * gap
      : gap;
    return {
      top: gap * this.scale,
      right: (cardOpen ? widths.card + 2 * gap : gap) * this.scale,
      bottom: list * this.scale,
      left: (this.filterOpen ? widths.filter + 2 * gap : gap) * this.scale,
    };
  }

  /** Tells the system's theme now and whenever it changes; returns the end of it. */
  watch(tell: (theme: Theme) => void): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => tell(dark.matches ? 'dark' : 'light');
    changed();
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }
}
