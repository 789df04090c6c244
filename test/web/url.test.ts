import { describe, expect, it } from 'vitest';
import { isAnotherPage, printView, readView } from '../../web/url.ts';

const read = (query: string, known = {}) => {
  const warnings: string[] = [];
  return { view: readView(new URLSearchParams(query), known, (message) => warnings.push(message)), warnings };
};

describe('a link', () => {
  it('says nothing of what is as usual', () => {
    expect(printView(read('').view)).toBe('');
  });

  it('gives back every part of a view', () => {
    const link =
      'status=completed&q=x&select=project:SQ-P-117&map=11.50/34.41000/115.65000&layers=project,parcel&sort=name&lang=en&theme=dark';
    expect(printView(read(link).view)).toBe(link);
  });

  it('keeps bearing and pitch when there are any', () => {
    expect(read('map=11/34/115/-30/45').view.camera).toEqual({
      zoom: 11,
      lat: 34,
      lng: 115,
      bearing: -30,
      pitch: 45,
    });
  });

  it.each([
    ['status=nope', 'status=nope'],
    ['select=project', 'select=project'],
    ['select=ghost:1', 'select=ghost:1'],
    ["select=project:1';drop", 'select'],
    ['map=abc', 'map=abc'],
    ['map=99/0/0', 'map=99/0/0'],
    ['layers=ghost', 'layers=ghost'],
    ['sort=nope', 'sort=nope'],
    ['lang=xx', 'lang=xx'],
    ['theme=pink', 'theme=pink'],
  ])('leaves out what it cannot read, and tells: %s', (query, told) => {
    const { view, warnings } = read(query);
    expect(printView(view)).toBe('');
    expect(warnings).toEqual([expect.stringContaining(told)]);
  });

  it('shows no layer at all when a link says so', () => {
    expect(read('layers=').view.layers.size).toBe(0);
    expect(printView(read('layers=').view)).toBe('layers=');
  });

  it('is another page when more than the camera differs', () => {
    const at = (query: string) => read(query).view;
    expect(isAnotherPage(at('map=9/34/115'), at('map=10/34/115'))).toBe(false);
    expect(isAnotherPage(at(''), at('status=completed'))).toBe(true);
  });

  it('is the same page while a text is typed, and another when the text begins or ends', () => {
    const at = (query: string) => read(query).view;
    expect(isAnotherPage(at('q=a'), at('q=ab'))).toBe(false);
    expect(isAnotherPage(at(''), at('q=a'))).toBe(true);
    expect(isAnotherPage(at('q=ab'), at(''))).toBe(true);
    expect(isAnotherPage(at('q=a'), at('q=ab&status=completed'))).toBe(true);
  });
});
