import { describe, expect, it } from 'vitest';
import { queryOf, renamed, withView } from '../../../web/panels/filter/saved-views.ts';
import { readView } from '../../../web/url.ts';

const views = [
  { name: 'a', query: 'status=completed' },
  { name: 'b', query: 'q=x' },
];

describe('saved views', () => {
  it('replaces a view of the same name where it stands', () => {
    expect(withView(views, { name: 'a', query: '' })).toEqual([{ name: 'a', query: '' }, views[1]]);
    expect(withView(views, { name: 'c', query: '' }).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('renames a view; one that had the name makes room', () => {
    expect(renamed(views, 'a', 'c').map(({ name }) => name)).toEqual(['c', 'b']);
    expect(renamed(views, 'a', 'b')).toEqual([{ name: 'b', query: 'status=completed' }]);
    expect(renamed(views, 'a', 'a')).toEqual(views);
  });

  it('keeps filter, order and place on the map, not language, colours or page', () => {
    const link =
      'investment=20000..&unit=U-1&sort=gap&lang=en&theme=dark&page=reporting&map=9.00/34.40000/115.60000';
    expect(queryOf(readView(new URLSearchParams(link)))).toBe(
      'unit=U-1&investment=20000..&map=9.00/34.40000/115.60000&sort=gap',
    );
  });
});
