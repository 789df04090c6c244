import { afterEach, describe, expect, it } from 'vitest';
import { load, save } from '../../web/state/store.ts';

/** A storage like the browser's; `fails` is one that is full or switched off. */
function useStorage(fails = false): Map<string, string> {
  const kept = new Map<string, string>();
  const guard = () => {
    if (fails) throw new DOMException('no storage', 'QuotaExceededError');
  };
  const storage = {
    getItem: (key: string) => (guard(), kept.get(key) ?? null),
    setItem: (key: string, value: string) => (guard(), kept.set(key, value)),
    removeItem: (key: string) => (guard(), kept.delete(key)),
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  return kept;
}
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);

describe('what the browser remembers', () => {
  afterEach(() => Reflect.deleteProperty(globalThis, 'localStorage'));

  it('gives back what was saved, under a name of its own', () => {
    const kept = useStorage();
    save('width', 300);
    expect(load('width', number)).toBe(300);
    expect([...kept.keys()]).toEqual(['groundwork.width']);
    save('width', undefined);
    expect(load('width', number)).toBeUndefined();
    expect(kept.size).toBe(0);
  });

  it('leaves out what is damaged or not of the kind that is read', () => {
    const kept = useStorage();
    kept.set('groundwork.width', '{"from":"an older version"}');
    expect(load('width', number)).toBeUndefined();
    kept.set('groundwork.width', '{not json');
    expect(load('width', number)).toBeUndefined();
  });

  it('works without a storage', () => {
    useStorage(true);
    expect(() => save('width', 300)).not.toThrow();
    expect(load('width', number)).toBeUndefined();
  });
});
