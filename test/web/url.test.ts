import { describe, expect, it } from 'vitest';
import { isAnotherPage, printView, readView, viewParameters } from '../../web/url.ts';

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

  it.each([
    'light=red,yellow&stage=initiation&lagOver=12.5&unmapped=1',
    'month=2026-03',
    'light=yellow&month=2026-04&asOf=2026-05-31&year=2026',
    'asOf=2026-05-31',
    'year=2025',
  ])('gives back what is asked of progress: %s', (link) => {
    const { view, warnings } = read(link);
    expect(printView(view)).toBe(link);
    expect(warnings).toEqual([]);
  });

  it('tells each condition and moment of progress in its own type', () => {
    const link = 'light=red&stage=initiation&lagOver=0&unmapped=1&month=2026-04&asOf=2026-05-31&year=2026';
    expect(read(link).view.filter).toEqual({
      light: ['red'],
      stage: ['initiation'],
      lagOver: 0,
      unmapped: true,
      month: '2026-04',
      asOf: '2026-05-31',
      year: 2026,
    });
  });

  it('names the screen over the map, and the project on it', () => {
    expect(read('page=reporting').view.page).toEqual({ name: 'reporting', project: undefined });
    const link = 'select=project:SQ-P-117&page=reporting:SQ-P-117';
    expect(read(link).view.page).toEqual({ name: 'reporting', project: 'SQ-P-117' });
    expect(printView(read(link).view)).toBe(link);
    expect(read('page=reporting:..').warnings).toHaveLength(1);
    expect(read('page=import').view.page).toEqual({ name: 'import', id: undefined });
    const imported = 'page=import:abc123def456';
    expect(read(imported).view.page).toEqual({ name: 'import', id: 'abc123def456' });
    expect(printView(read(imported).view)).toBe(imported);
    expect(read('page=import:ABC').warnings).toHaveLength(1);
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
    ['light=blue', 'light=blue'],
    ['stage=nope', 'stage=nope'],
    ['lagOver=-1', 'lagOver=-1'],
    ['lagOver=101', 'lagOver=101'],
    ['lagOver=ten', 'lagOver=ten'],
    ['unmapped=yes', 'unmapped=yes'],
    ['month=2026-13', 'month=2026-13'],
    ['month=2026-7', 'month=2026-7'],
    ['asOf=2026-02-30', 'asOf=2026-02-30'],
    ['asOf=2026-05', 'asOf=2026-05'],
    ['year=26', 'year=26'],
  ])('leaves out what it cannot read, and tells: %s', (query, told) => {
    const { view, warnings } = read(query);
    expect(printView(view)).toBe('');
    expect(warnings).toEqual([expect.stringContaining(told)]);
  });

  it('leaves out a year that is not the month’s, and keeps the month', () => {
    const { view, warnings } = read('month=2026-03&year=2025');
    expect(printView(view)).toBe('month=2026-03');
    expect(warnings).toEqual([expect.stringContaining('year=2025')]);
  });

  it('owns every parameter that it writes', () => {
    const link =
      'status=completed&light=red&stage=initiation&q=x&bbox=1,2,3,4&lagOver=5&unmapped=1&month=2026-03&asOf=2026-04-01&year=2026&select=project:A&page=reporting&map=9.00/34.00000/115.00000&layers=project&sort=name&lang=en&theme=dark';
    const written = [...new URLSearchParams(printView(read(link).view)).keys()];
    expect(written).toEqual([...new URLSearchParams(link).keys()]);
    expect(written.filter((key) => !viewParameters.includes(key))).toEqual([]);
  });

  it('shows no layer at all when a link says so', () => {
    expect(read('layers=').view.layers.size).toBe(0);
    expect(printView(read('layers=').view)).toBe('layers=');
  });

  it('names another ground than the own one, and refuses what is no name', () => {
    expect(read('basemap=tianditu').view.basemap).toBe('tianditu');
    expect(printView(read('basemap=henan-2026').view)).toBe('basemap=henan-2026');
    expect(printView(read('basemap=own').view)).toBe('');
    expect(read('basemap=..%2Fsecret').view.basemap).toBeUndefined();
    expect(read('basemap=..%2Fsecret').warnings).toHaveLength(1);
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

  it('is the same page while the slider or the lag is moved, and another when one begins or ends', () => {
    const at = (query: string) => read(query).view;
    expect(isAnotherPage(at('month=2026-03'), at('month=2026-02'))).toBe(false);
    expect(isAnotherPage(at('lagOver=5'), at('lagOver=6'))).toBe(false);
    expect(isAnotherPage(at(''), at('month=2026-03'))).toBe(true);
    expect(isAnotherPage(at('lagOver=5'), at(''))).toBe(true);
    expect(isAnotherPage(at('month=2026-03'), at('month=2026-02&light=red'))).toBe(true);
    expect(isAnotherPage(at('month=2026-03'), at('month=2026-03&asOf=2026-05-31'))).toBe(true);
  });
});
