/** Keeps the focus of the keyboard in the page: when what holds it is taken away, what held it before has it again. */

const remembered = 32;
/** Where the keyboard goes on when nothing that held the focus is there any more. */
const fallbacks = ['#list [role=listbox]', '.maplibregl-canvas'];

/** Begins to keep it; returns the end of it. */
export function keepFocus(): () => void {
  /** What held it, the latest last. */
  let held: HTMLElement[] = [];
  /** What holds it; nothing after a click beside everything. */
  let holder: HTMLElement | undefined;

  const took = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    holder = target;
    held = [...held.filter((one) => one !== target && one.isConnected), target].slice(-remembered);
  };
  const left = ({ target }: FocusEvent) =>
    // A moment later it is known whether it was left or taken away.
    queueMicrotask(() => {
      if (target === holder && holder?.isConnected && isFree()) holder = undefined;
    });
  const giveBack = () => {
    if (!holder || holder.isConnected || !isFree()) return;
    const before = held.toReversed();
    const others = fallbacks.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? []);
    for (const one of [...before, ...others]) {
      // A box that opens a list when it has the focus is gone back to by whoever wants it.
      if (!one.isConnected || !one.checkVisibility() || one.role === 'combobox') continue;
      one.focus({ preventScroll: true });
      if (document.activeElement !== one) continue;
      // Nobody went there: the next time it is no place to go back to.
      if (!before.includes(one)) held = held.filter((other) => other !== one);
      return;
    }
    holder = undefined;
  };

  const watched = new MutationObserver(giveBack);
  document.addEventListener('focusin', took);
  document.addEventListener('focusout', left);
  watched.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', took);
    document.removeEventListener('focusout', left);
    watched.disconnect();
  };
}

const isFree = () => document.activeElement === null || document.activeElement === document.body;
