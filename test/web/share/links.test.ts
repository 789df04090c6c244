import { describe, expect, it } from 'vitest';
import { readView } from '../../../web/url.ts';
import { embedAddressOf, embedSnippet, linkOf } from '../../../web/panels/share/links.ts';

const page = { origin: 'https://map.example.org', pathname: '/' };
const view = (query: string) => readView(new URLSearchParams(query));

describe('links to a view', () => {
  it('are as short as the view is usual', () => {
    expect(linkOf(view(''), page)).toBe('https://map.example.org/');
    expect(linkOf(view('status=completed&theme=dark&lang=zh-Hant'), page)).toBe(
      'https://map.example.org/?status=completed&lang=zh-Hant',
    );
  });

  it('carry the camera unless they shall not', () => {
    const moved = view('select=project:SQ-P-001&map=12.00/34.40000/115.60000');
    expect(linkOf(moved, page)).toContain('map=12.00/34.40000/115.60000');
    expect(linkOf(moved, page, { camera: false })).toBe('https://map.example.org/?select=project:SQ-P-001');
  });

  it('open the view that they were made of', () => {
    const query =
      'status=completed&district=411402&q=机场&select=project:SQ-P-001&map=12.00/34.40000/115.60000';
    const link = new URL(linkOf(view(query), page));
    expect(readView(link.searchParams)).toEqual(view(query));
  });

  it('embed the map without a screen over it', () => {
    expect(embedAddressOf(view('page=reporting:SQ-P-001&status=completed'), page)).toBe(
      'https://map.example.org/?status=completed&embed=1',
    );
    expect(embedAddressOf(view(''), page)).toBe('https://map.example.org/?embed=1');
  });

  it('keep markup of a name text', () => {
    const snippet = embedSnippet('https://map.example.org/?q="><script>&embed=1', '"A" <b>');
    expect(snippet).not.toContain('<script>');
    expect(snippet).toContain('title="&quot;A&quot; &lt;b&gt;"');
    expect(snippet).toContain('&amp;embed=1');
  });
});
