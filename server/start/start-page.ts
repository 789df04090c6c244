/** The page that is shown while the server starts: which steps are done, which is under way; the portal follows by itself. */
import type { Step } from './readiness.ts';

const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  database: { zh: '数据库（首次启动时导入示例数据）', en: 'Database (loads the demo at the first start)' },
  client: { zh: '页面', en: 'Pages' },
  basemap: { zh: '底图', en: 'Basemap' },
};

/** Where the page's script is; the running server has it too, for a page that came a moment before. */
export const startScriptPath = '/starting.js';

/**
 * Asks every second how far the start is and writes only what has moved: a page that loads itself anew would take a
 * reader of the screen back to its beginning each time (WCAG 2.2.1). Any other answer than 503 is the portal.
 */
const script = `'use strict';
const ask = async () => {
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (response.status !== 503) return location.reload();
    const there = new DOMParser().parseFromString(await response.text(), 'text/html');
    const [next, now] = [there, document].map((page) => page.querySelector('[role=status]'));
    if (next && now && next.innerHTML !== now.innerHTML) now.replaceChildren(...next.childNodes);
  } catch {} // no answer for a moment: asked again
  setTimeout(ask, 1000);
};
setTimeout(ask, 1000);
`;

/** The script of the page. */
export const startScript = (): Response =>
  new Response(script, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' },
  });

/**
 * How far the start is, in HTML without style sheet: the pages that bring one may not be built yet. Step n of m and what
 * it does, in order; no way to stop it, for it is everybody's server and not this visitor's: closing the page leaves it.
 */
export function startPage(steps: readonly Step[]): string {
  const done = steps.filter((step) => step.done).length;
  const line = ({ what, done }: Step) => {
    const { zh, en } = words[what] ?? { zh: what, en: what };
    return `<li>${done ? '✓' : '…'} ${zh} <span lang="en">${en}</span></li>`;
  };
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="5"></noscript><script src="${startScriptPath}" defer></script>
<meta name="color-scheme" content="light dark"><title>奠基 Groundwork</title></head>
<body style="max-width:32em;margin:15vh auto;padding:0 1em;font:16px/1.7 system-ui,sans-serif">
<main><h1 style="font-size:1.4em">服务器正在启动 <span lang="en">Starting</span></h1>
<div role="status"><p><progress value="${done}" max="${steps.length}" style="width:100%" aria-label="启动进度 Progress of the start"></progress>
${done} / ${steps.length}</p>
<ul style="list-style:none;padding:0">${steps.map(line).join('')}</ul></div>
<p>完成后自动打开。 <span lang="en">The portal opens by itself.</span></p></main></body></html>
`;
}
