/** The keys that lead into the search from anywhere: `/`, and Ctrl or ⌘ with K. */
import { tick } from 'svelte';

/** Opens the search and puts the focus into it, when the event is one of its keys. */
export async function searchShortcut(event: KeyboardEvent, open: () => void): Promise<void> {
  const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
  const slash =
    event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !takesText(event.target);
  if (event.isComposing || (!command && !slash)) return;
  event.preventDefault();
  await toSearch(open);
}

/** Opens the search and puts the focus into it. */
export async function toSearch(open: () => void): Promise<void> {
  open();
  await tick();
  const box = document.getElementById('search');
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

/** A slash typed into a text belongs to the text. */
function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
