/** What the build knows of a module: the modules that import it, `import()` not counted. */
export interface ModuleFacts {
  readonly importers: readonly string[];
}

/** The portal's page, which imports its main.ts and what the build adds. */
const beginning = /\/web\/index\.html$/;

/** Dictionaries stay files of their own, for only that of the language is read. */
const dictionary = /\/web\/(text|print)\/.*\.(zh-Hans|en)\.ts|\/web\/text\/(zh-Hans|en)\.ts/;

/** Whether a module may lie in a file with others. */
export const mayBeShared = (id: string): boolean => !dictionary.test(id);

/** Whether the portal's page cannot begin without a module: the page itself or one that it imports imports it. */
export function isFirst(id: string, factsOf: (id: string) => ModuleFacts | null | undefined): boolean {
  const seen = new Set([id]);
  // Grows while it is walked: from the module up to whoever imports it.
  for (const module of seen) {
    if (beginning.test(module)) return true;
    for (const importer of factsOf(module)?.importers ?? []) seen.add(importer);
  }
  return false;
}
