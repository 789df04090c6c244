/** Which modules the first load of the page carries. */
import { describe, expect, it } from 'vitest';
import { isFirst, mayBeShared } from '../../web/chunks.ts';

/** Module → the modules that import it. */
const importers: Record<string, string[]> = {
  '/web/index.html': [],
  '/web/main.ts': ['/web/index.html'],
  '/web/App.svelte': ['/web/main.ts'],
  '/web/ui/format.ts': ['/web/App.svelte', '/web/card/Card.svelte'],
  // Only `import()` brings the card, so nothing imports it for the first picture.
  '/web/card/Card.svelte': [],
  '/web/card/Facts.svelte': ['/web/card/Card.svelte'],
  '/web/card/a.ts': ['/web/card/b.ts'],
  '/web/card/b.ts': ['/web/card/a.ts', '/web/card/Card.svelte'],
};
const factsOf = (id: string) => ({ importers: importers[id] ?? [] });

describe('a file of the build', () => {
  it('is read first when the page imports it, however far away', () => {
    expect(Object.keys(importers).filter((id) => isFirst(id, factsOf))).toEqual([
      '/web/index.html',
      '/web/main.ts',
      '/web/App.svelte',
      '/web/ui/format.ts',
    ]);
  });

  it('has no dictionary in it, for only one is read', () => {
    expect(
      ['/web/text/en.ts', '/web/text/wall.zh-Hans.ts', '/web/print/words.en.ts', '/web/text/texts.ts'].filter(
        mayBeShared,
      ),
    ).toEqual(['/web/text/texts.ts']);
  });
});
