/** The page that is shown while the server starts: which steps are done, which is under way; it comes back by itself. */
import type { Step } from './readiness.ts';

const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  database: { zh: '数据库（首次启动时导入示例数据）', en: 'Database (loads the demo at the first start)' },
  client: { zh: '页面', en: 'Pages' },
  basemap: { zh: '底图', en: 'Basemap' },
};

/** How far the start is, in HTML without script or style sheet: the pages that bring them may not be built yet. */
export function startPage(steps: readonly Step[]): string {
  const done = steps.filter((step) => step.done).length;
  const line = ({ what, done }: Step) => {
    const { zh, en } = words[what] ?? { zh: what, en: what };
    return `<li>${done ? '✓' : '…'} ${zh} <span lang="en">${en}</span></li>`;
  };
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1"><meta name="color-scheme" content="light dark"><title>奠基 Groundwork</title></head>
<body style="max-width:32em;margin:15vh auto;padding:0 1em;font:16px/1.7 system-ui,sans-serif">
<main><h1 style="font-size:1.4em">服务器正在启动 <span lang="en">Starting</span></h1>
<p><progress value="${done}" max="${steps.length}" style="width:100%" aria-label="启动进度 Progress of the start"></progress>
${done} / ${steps.length}</p>
<ul style="list-style:none;padding:0">${steps.map(line).join('')}</ul>
<p>完成后自动打开。 <span lang="en">The portal opens by itself.</span></p></main></body></html>
`;
}
