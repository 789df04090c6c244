/** What a reader of the screen and the keyboard are told and led to, beside what is seen. */
export class Attention {
  /** The last sentence for a reader of the screen; panels/Said.svelte holds it. */
  said = $state('');
  /** The next card takes the focus: it was asked for by keyboard, or what asked for it is gone. The card clears it. */
  wantsCard = $state(false);
}
