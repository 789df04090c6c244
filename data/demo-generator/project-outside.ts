import type { Money } from './money.ts';
import { unlocated, type Draft, type ProjectContext } from './project-context.ts';
import { homeOf, locate } from './project-locate.ts';
import { propertiesOf, realEvents } from './project-properties.ts';
import type { Event } from './schedule.ts';
import { drawnSource, yearEnd } from './source.ts';
import type { Namer, Wish } from './wish.ts';

/** Reserve, deferred and cancelled projects: outside the list and its totals. */
export function layOutside(context: ProjectContext, namer: Namer): Draft[] {
  const { place, plan, land, random } = context;
  const drafts: Draft[] = [];
  const one = (wish: Wish, status: 'reserve' | 'deferred' | 'cancelled', published: boolean) => {
    const total = wish.real ? wish.real.totalInvestment : Math.round(random.lognormal(0.7) * 80) * 500;
    const cost: Money = { planned: null, total };
    const somewhere = wish.real || random.chance(0.92);
    const { site } = somewhere
      ? locate(context, wish, cost, new Map())
      : {
          site: {
            ...unlocated,
            districts: [
              {
                code: (
                  land.ground.districts.find(({ code }) => code === wish.area) ?? homeOf(land, wish.area)
                ).code,
                share: 1,
              },
            ],
          },
        };
    const entry: Event = {
      status: status === 'reserve' ? 'reserve' : 'preparatory',
      effective_on: '2025-12-20',
      reason: null,
      note: null,
      source: drawnSource,
      recorded_at: yearEnd.recordedAt,
    };
    const after: Event = {
      ...entry,
      status,
      effective_on: random.pick(['2026-03-18', '2026-04-22', '2026-05-15']),
      note: status === 'deferred' ? '当年不再实施' : '经研究不再建设',
    };
    after.recorded_at = `2026-0${Number(after.effective_on.slice(5, 7)) + 1}-05T09:00:00+08:00`;
    drafts.push({
      wish,
      site,
      sites: [],
      properties: {
        ...propertiesOf(context, wish, site, cost),
        tier: null,
        published,
        deadline: null,
        years: [],
        events: wish.real ? realEvents(wish) : status === 'reserve' ? [entry] : [entry, after],
      },
    });
  };
  const real = plan.real.filter(({ listed }) => !listed);
  for (const item of real) {
    const status = item.events.at(-1)?.status as 'reserve' | 'deferred' | 'cancelled';
    one({ name: item.name, area: item.area ?? '', category: item.category, real: item }, status, true);
  }
  const count = (status: string) => real.filter((item) => item.events.at(-1)?.status === status).length;
  const drawn = (): Wish => {
    const area = random.pick(place.areas).code;
    const category = random.weighted(plan.categories);
    return { name: namer.name(area, category, random), area, category };
  };
  for (let index = count('reserve'); index < plan.reserve.count; index += 1)
    one(drawn(), 'reserve', index < plan.reserve.published);
  for (let index = count('deferred'); index < plan.deferred; index += 1) one(drawn(), 'deferred', true);
  for (let index = count('cancelled'); index < plan.cancelled; index += 1) one(drawn(), 'cancelled', true);
  return drafts;
}
