/**
 * The rooms (ARCHITECTURE.md): a room imports only from rooms to its left.
 * data <- tiles <- server;  data/{vocabulary,rules,filter,…} + tiles/style + the type of server/app <- web;  test may import everything.
 */
const room = (name, from, mayNot) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: mayNot },
});
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?(worker|url|raw)|\\.css$' },
    },
    room('data-looks-left', '^data/', '^(tiles|server|web|test)/'),
    room('tiles-looks-left', '^tiles/', '^(server|web|test)/'),
    room('server-looks-left', '^server/', '^(web|test)/'),
    room('vocabulary-is-a-leaf', '^data/vocabulary/', '^data/(?!vocabulary/)'),
    room('rules-know-only-words', '^data/rules/', '^data/(?!rules/|vocabulary/)'),
    {
      name: 'web-sees-words-rules-and-style',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(data|tiles|server|test)/',
        pathNot:
          '^data/(vocabulary/|rules/|filter\\.ts|evaluate\\.ts|progress-columns\\.ts|columns\\.ts)|^tiles/style/|^server/app\\.ts',
      },
    },
    {
      name: 'web-takes-only-the-type-of-the-server',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.groundwork)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'default', 'types'],
    },
  },
};
