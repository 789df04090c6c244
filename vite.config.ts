import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { isFirst, mayBeShared } from './web/chunks.ts';
import { tokensCss } from './web/tokens-css.ts';
import { traditionalChinese } from './web/traditional-chinese.ts';

/** `import 'virtual:tokens.css'`: the stylesheet of the design tokens, generated from data/vocabulary/tokens.ts. */
function tokens(): Plugin {
  const id = 'virtual:tokens.css';
  return {
    name: 'groundwork-tokens',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) => (source === `\0${id}` ? tokensCss() : null),
  };
}

/** In development as served: /print is a page of its own. */
function printPage(): Plugin {
  return {
    name: 'groundwork-print-page',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        request.url = request.url?.replace(/^\/print(?=$|\?)/, '/print/index.html');
        next();
      });
    },
  };
}

export default defineConfig({
  root: 'web',
  cacheDir: '../node_modules/.vite',
  plugins: [svelte(), tokens(), traditionalChinese(), printPage()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: 'web/index.html', print: 'web/print/index.html' },
      output: {
        // Two files for what several pages and parts share, and not some thirty small ones, each of which would cost the
        // first load a request: what the portal's page begins with, and what a click brings.
        codeSplitting: {
          groups: [
            {
              debugName: 'shared',
              name: (id, modules) =>
                isFirst(id, (module) => modules.getModuleInfo(module)) ? 'shared' : null,
              test: mayBeShared,
              minShareCount: 2,
              priority: 1,
            },
            { name: 'later', test: mayBeShared, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // With the slash: /api.ts is a file of the client.
    proxy: Object.fromEntries(
      ['/api/', '/tiles/', '/archives/', '/photos/', '/healthz', '/readyz'].map((path) => [
        path,
        'http://127.0.0.1:8787',
      ]),
    ),
  },
});
