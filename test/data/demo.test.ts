/** The files of the demo as they stand in the repository: made by the generator, and shaped as an expert believes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatePlace } from '../../data/demo-generator/generate.ts';
import { places } from '../../data/demo-generator/places.ts';

const demo = fileURLToPath(new URL('../../data/demo/', import.meta.url));
const text = (place: string, file: string) => readFileSync(join(demo, place, file), 'utf8');

interface Project {
  code: string;
  name: string;
  parent: string | null;
  illustrative: boolean;
  category: string;
  tier: string | null;
  published: boolean;
  total_investment: number | null;
  company: string | null;
  location_quality: string;
  years: {
    year: number;
    annual_class: string;
    completes_this_year: boolean;
  }[];
  events: { status: string; effective_on: string }[];
}

function projectsOf(place: string): Project[] {
  const file = JSON.parse(text(place, 'projects.geojson')) as { features: { properties: Project }[] };
  return file.features.map(({ properties }) => properties).filter(({ parent }) => parent === null);
}

const statusOf = ({ events }: Project) => events.at(-1)?.status ?? '';
const tally = (values: string[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

describe('the generated files', () => {
  it.each(Object.entries(places))(
    'of %s are what the generator makes, byte for byte',
    (place, plans) => {
      const files = generatePlace(plans, (file) => JSON.parse(text(place, join('upstream', file))));
      expect(files.size).toBeGreaterThan(5);
      for (const [file, made] of files) {
        // Compared as a truth value: a difference of a megabyte is nothing to print.
        expect([file, made === text(place, file)]).toEqual([file, true]);
      }
    },
    180_000,
  );
});

describe('the projects of Shangqiu', () => {
  const all = projectsOf('shangqiu');
  const listed = all.filter((project) => !['reserve', 'deferred', 'cancelled'].includes(statusOf(project)));
  const year = (project: Project) => project.years.find((entry) => entry.year === 2026);

  it('have the shares of status, class, tier and category of a city like this one', () => {
    expect(tally(listed.map(statusOf))).toEqual({
      preparatory: 43,
      under_construction: 130,
      suspended: 8,
      completed: 12,
      in_production: 4,
    });
    expect(tally(listed.map((project) => year(project)?.annual_class ?? 'none'))).toEqual({
      preparatory: 18,
      new: 102,
      continuing: 77,
    });
    expect(tally(listed.map(({ tier }) => tier ?? 'none'))).toEqual({
      province_a: 12,
      province_b: 38,
      city: 147,
    });
    expect(tally(listed.map(({ category }) => category))).toEqual({
      industry: 110,
      urban: 20,
      transport: 18,
      social: 14,
      energy: 11,
      agriculture_water: 9,
      ecology: 8,
      innovation: 4,
      tourism: 3,
    });
    expect(listed.filter((project) => year(project)?.completes_this_year).length).toBe(68);
    expect(all.length - listed.length).toBe(60 + 3 + 2);
    expect(listed.every(({ published }) => published)).toBe(true);
  });

  it('sum to about 1,740 亿 and a plan of about 770 亿, at least 60 % of it industry', () => {
    const { plans } = JSON.parse(text('shangqiu', 'progress.json')) as {
      plans: { project: string; total: number }[];
    };
    // The first of a project's rows is the plan as listed.
    const listedPlans = new Map(plans.toReversed().map(({ project, total }) => [project, total]));
    const sum = (projects: Project[], of: (project: Project) => number | null | undefined) =>
      projects.reduce((total, project) => total + (of(project) ?? 0), 0);
    const plan = ({ code }: Project) => listedPlans.get(code);
    expect(sum(listed, ({ total_investment }) => total_investment) / 10_000).toBeCloseTo(1740, -1);
    expect(sum(listed, plan) / 10_000).toBeCloseTo(770, -1);
    const industry = listed.filter(({ category }) => category === 'industry');
    expect(sum(industry, plan) / sum(listed, plan)).toBeGreaterThanOrEqual(0.6);
  });

  it('happen in order and not after the reference date', () => {
    for (const { code, events } of all) {
      const days = events.map(({ effective_on }) => effective_on);
      expect([code, days]).toEqual([code, days.toSorted()]);
      expect(days.every((day) => day <= '2026-07-31')).toBe(true);
      const began = events.findIndex(({ status }) => status === 'under_construction');
      const done = events.findIndex(({ status }) => status === 'completed' || status === 'in_production');
      if (done >= 0 && began >= 0) expect(began).toBeLessThan(done);
    }
  });

  it('give invented rows no real name, and real rows no invented company', () => {
    const facts = JSON.parse(text('.', 'seed_facts.json')) as {
      A: { name: string }[];
      B: { name: string }[];
    };
    const real = new Set([...facts.A, ...facts.B].map(({ name }) => name));
    for (const { name, illustrative, company } of all) {
      if (illustrative) expect(real.has(name)).toBe(false);
      else expect(company).toBeNull();
    }
  });
});
