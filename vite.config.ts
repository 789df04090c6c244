import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
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
        // What several pages and parts share is one file: some thirty small ones would cost the first load as many
        // requests. Dictionaries stay apart, for only one of them is read.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: (id) =>
                !/\/web\/(text|print)\/.*\.(zh-Hans|en)\.ts|\/web\/text\/(zh-Hans|en)\.ts/.test(id),
              minShareCount: 2,
            },
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
