import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { traditionalChinese } from './web/traditional-chinese.ts';

export default defineConfig({
  plugins: [svelte(), traditionalChinese()],
  resolve: { conditions: ['browser'] }, // Svelte's runes as the browser runs them
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/setup.ts'],
    // An embedded database takes about 1 GB and a core, a browser another: two files at a time, each in its own process.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
