/** The project filter as query parameters: declared for the document, read by data/filter.ts. */
import type { Database } from '../../data/db.ts';
import { facetLists, parseFilter } from '../../data/filter.ts';
import type { Facet, ProjectFilter } from '../../data/filter.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { momentParameters } from '../book/moment.ts';
import { filterBox, text } from './parameters.ts';
import { badParameters } from './problem.ts';
import { rowDictionary } from '../queries/dictionary.ts';
import type { RowFacet } from '../queries/dictionary.ts';
import type { Viewer } from '../viewer.ts';

const facet = (of: Facet, description: string) => {
  const list = facetLists[of];
  return text({
    description,
    shown: { type: 'array', items: { type: 'string', ...(list ? { enum: [...list.codes] } : {}) } },
    commaSeparated: true,
  });
};

/** The parameters of the one filter, for every route that takes it. */
export const filterParameters = {
  status: facet(
    'status',
    'Statuses; without it the listed projects: reserve, deferred and cancelled ones only when named',
  ),
  district: facet('district', 'Codes of districts; a project passes that touches one of them'),
  category: facet('category', 'Categories'),
  tier: facet('tier', 'Tiers'),
  annualClass: facet('annualClass', 'Classes in the plan of the year'),
  zone: facet('zone', 'Codes of zones'),
  q: text({
    description:
      'Text in the name, the code or the national code; letter case is ignored; at most 200 characters',
    shown: { type: 'string', maxLength: 200 },
  }),
  bbox: filterBox,
  light: facet('light', 'Lights of the month judged'),
  stage: facet('stage', 'Current stages: the last one that was reached by the end of the month'),
  lagOver: text({
    description: 'Only projects behind their baseline by more than so many percentage points',
    shown: { type: 'number', minimum: 0, maximum: 100 },
  }),
  unit: facet('unit', 'Codes of responsible units'),
  company: facet('company', 'Codes of owners'),
  investment: text({
    description:
      'Total investment in 万元, MIN..MAX, both included; either end may be left out: 20000.. or ..50000',
    shown: { type: 'string' },
  }),
  unmapped: text({
    description: '1 = only projects without a place on the map',
    shown: { type: 'string', enum: ['1'] },
  }),
  ...momentParameters,
  year: text({
    description: 'Year of the project list; that of the month when left out',
    shown: { type: 'integer', minimum: 1990, maximum: 2100 },
  }),
};

/** What is allowed where the filter itself says it in English alone. */
const allowedWords: Readonly<Record<string, Word>> = {
  lagOver: { zh: '百分点，0 至 100 的数', en: 'percentage points, a number from 0 to 100' },
  unit: { zh: '本地有项目的责任单位代码', en: 'the code of a unit that is responsible for a project here' },
  company: { zh: '本地有项目的项目单位代码', en: 'the code of a company that owns a project here' },
  investment: {
    zh: '以万元计的总投资 MIN..MAX（MIN ≤ MAX），两端可省其一',
    en: 'total investment in 万元, MIN..MAX with MIN ≤ MAX; either end may be left out',
  },
  unmapped: { zh: '1，或省略', en: '1, or leave it out' },
  month: { zh: 'YYYY-MM 形式的月份', en: 'a month, YYYY-MM' },
  asOf: { zh: 'YYYY-MM-DD 形式的日期', en: 'a day, YYYY-MM-DD' },
};

/** The filter of a request. @throws Problem 400 naming each value that is not known and what was allowed. */
export async function readFilter(
  query: Readonly<Partial<Record<keyof typeof filterParameters, string | undefined>>>,
  asked: { readonly database: Database; readonly viewer: Viewer; readonly signal?: AbortSignal },
): Promise<ProjectFilter> {
  const { database, viewer, signal } = asked;
  const codesOf = (of: RowFacet) => (query[of] ? rowDictionary(database, of, viewer, signal) : undefined);
  // Who is responsible or owns now does not say who did as of a day: then these are taken on trust.
  const past = Boolean(query.asOf);
  const [district, zone, unit, company] = await Promise.all([
    codesOf('district'),
    codesOf('zone'),
    past ? undefined : codesOf('unit'),
    past ? undefined : codesOf('company'),
  ]);
  const { filter, problems } = parseFilter((key) => query[key as keyof typeof query], {
    ...(district ? { district } : {}),
    ...(zone ? { zone } : {}),
    ...(unit ? { unit } : {}),
    ...(company ? { company } : {}),
  });
  if (problems.length === 0) return filter;
  throw badParameters(
    problems.slice(0, 20).map(({ key, value, allowed }) => ({
      key,
      value,
      allowed:
        facetLists[key as Facet] ??
        allowedWords[key] ??
        (typeof allowed === 'string' ? { zh: allowed, en: allowed } : allowed),
    })),
  );
}
