import { measures, themes, tokens } from '../data/vocabulary/tokens.ts';

/** The design tokens as custom properties: the light theme on :root, each theme under [data-theme]. */
export function tokensCss(): string {
  const rules = (entries: Record<string, string>) =>
    Object.entries(entries)
      .map(([name, value]) => `--${name}:${value};`)
      .join('');
  return [
    `:root{${rules(measures)}}`,
    ...themes.map(
      (theme) =>
        `${theme === 'light' ? ':root,' : ''}[data-theme=${theme}]{color-scheme:${theme};${rules(tokens[theme])}}`,
    ),
    '@media (prefers-reduced-motion:reduce){:root{--t-1:0ms;--t-2:0ms;--t-3:0ms;--t-cam:0ms}}',
  ].join('\n');
}
