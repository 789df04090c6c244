/** The frame of the interface's pages, and their style sheet; no script. */
import { measures, tokens } from '../../../data/vocabulary/tokens.ts';
import type { ProblemLanguage } from '../../http/problem.ts';
import { html } from './html.ts';
import type { Markup } from './html.ts';

export interface Page {
  readonly title: string;
  /** From the landing page down to this one: text and address. */
  readonly path: readonly (readonly [text: string, href: string])[];
  readonly body: Markup;
}

/** A whole document. */
export function pageText({ title, path, body }: Page, language: ProblemLanguage, jsonHref: string): string {
  const crumbs = path.map(
    ([text, href], at) =>
      html`${at > 0 ? html` <span aria-hidden="true">›</span> ` : ''}<a href="${href}">${text}</a>`,
  );
  return html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 奠基 Groundwork</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ogc/pages.css" />
        <link rel="alternate" type="application/json" href="${jsonHref}" />
      </head>
      <body>
        <header>
          <nav aria-label="${language === 'zh' ? '位置' : 'Path'}">${crumbs}</nav>
          <a href="${jsonHref}">JSON</a>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}

const names = ['surface', 'surface-2', 'text', 'text-2', 'line', 'focus'] as const;

/** Made from the tokens; light and dark as the reader's system is set. */
export function styleSheet(): string {
  const colours = (theme: 'light' | 'dark') =>
    names.map((name) => `--${name}: ${tokens[theme][name]};`).join(' ');
  const { 'font-ui': font } = measures;
  return `:root { color-scheme: light dark; ${colours('light')} }
@media (prefers-color-scheme: dark) { :root { ${colours('dark')} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--surface-2); color: var(--text); font: 14px/1.6 ${font}; }
header { display: flex; gap: 24px; justify-content: space-between; padding: 12px 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
main { max-width: 1120px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 12px; }
h2 { font-size: 16px; margin: 32px 0 8px; }
a { color: var(--focus); text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
header a, .pager a, td a { display: inline-block; min-height: 24px; }
.lead, .none, dt { color: var(--text-2); }
.pager { display: flex; gap: 24px; margin: 16px 0; }
.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 5px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px; border-bottom: 1px solid var(--line); }
tr:last-child > * { border-bottom: 0; }
th { white-space: nowrap; font-weight: 500; }
thead th { color: var(--text-2); }
td { min-width: 88px; max-width: 420px; overflow-wrap: break-word; }
td.name { min-width: 168px; }
.contents { display: flex; flex-wrap: wrap; gap: 4px 24px; list-style: none; padding: 0; }
td.long { min-width: 280px; }
td.number { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 16px; }
dd { margin: 0; overflow-wrap: break-word; }
ul { padding-left: 20px; }
code { font-size: 13px; overflow-wrap: anywhere; }
details { border: 1px solid var(--line); border-radius: 5px; background: var(--surface); padding: 0 12px; margin: 6px 0; }
details[open] { padding-bottom: 12px; }
summary { padding: 8px 0; cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (pointer: coarse) { header a, .pager a, td a, li a { min-height: 44px; line-height: 44px; } }
@media print { header, .pager { display: none; } }
`;
}
