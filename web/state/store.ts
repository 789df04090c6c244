/** What the browser remembers between visits. The only door to `localStorage`; a browser that keeps nothing is no error. */

const prefix = 'groundwork.';

/**
 * What was saved under a name, as `parse` reads it: it checks everything (the value may be of an older version, or
 * written by hand) and answers `undefined` for what it does not take. Nothing saved, or nothing readable: `undefined`.
 */
export function load<Value>(key: string, parse: (value: unknown) => Value | undefined): Value | undefined {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Keeps a value (anything that JSON can write) under a name; `undefined` forgets it. Answers whether it could. */
export function save(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
    return true;
  } catch {
    // Storage is full or switched off: the screen works on, and remembers less.
    return false;
  }
}
