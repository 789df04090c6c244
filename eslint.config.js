import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', '.groundwork/', 'node_modules/', 'data/demo/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-undef': 'off', // TypeScript knows better
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // State is replaced, never changed in place ($state.raw, $derived): plain collections are right.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The process belongs to the edge (ARCHITECTURE.md): everything else takes what it needs as a parameter.
    files: ['data/**/*.ts', 'tiles/**/*.ts', 'server/**/*.ts'],
    ignores: ['server/main.ts', 'data/config.ts', '*/commands/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Take it as a parameter; only the edge reads the process.' },
      ],
    },
  },
);
