/** Units, persons and companies of the illustrative rows: no real office, official or firm. */
import type { ProjectCategory } from '../vocabulary/project.ts';
import { projectCategory } from '../vocabulary/project.ts';
import type { EstatePlan, PlacePlan } from './plan.ts';
import type { Random } from './random.ts';

export interface People {
  units: object[];
  persons: object[];
  companies: object[];
  authorityOf: Readonly<Record<ProjectCategory, string>>;
  planningUnit: string;
  unitOfArea(area: string): string;
  committeeOf(estate: EstatePlan): string;
  personOfArea(area: string, random: Random): string;
  official(random: Random): string;
  company(random: Random): string;
}

const personsOfArea = 6;
const officials = 12;
const companyCount = 160;

/** @param directlyReporting how many of the companies report by themselves (直报企业). */
export function createPeople(plan: PlacePlan, directlyReporting: number): People {
  const number = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const units: { code: string; name: string; [key: string]: unknown }[] = [];
  const unit = (title: string, titleEn: string, kind: string, district: string | null) => {
    const code = `${plan.prefix}-U-${number(units.length + 1)}`;
    units.push({
      code,
      name: `示例单位${number(units.length + 1)}（${title}）`,
      name_en: `Sample unit ${number(units.length + 1)} (${titleEn})`,
      kind,
      district,
      illustrative: true,
    });
    return code;
  };
  const planningUnit = unit('综合协调', 'coordination', 'department', null);
  const authorityOf = Object.fromEntries(
    projectCategory.codes.map((code) => {
      const { zh, en } = projectCategory.words[code];
      return [code, unit(`${zh}主管`, `${en} authority`, 'department', null)];
    }),
  ) as Record<ProjectCategory, string>;
  const ofArea = new Map(
    plan.areas.map((area) => [
      area.code,
      unit(
        `${area.name}项目责任`,
        `${area.nameEn} projects`,
        area.district ? 'government' : 'zone_committee',
        area.district,
      ),
    ]),
  );
  const ofEstate = new Map(
    plan.estates
      .filter(({ kind }) => kind)
      .map((estate) => [
        estate.code,
        unit(`${estate.name}管理`, `${estate.nameEn} committee`, 'zone_committee', estate.district ?? null),
      ]),
  );
  for (const title of ['城建', '交通', '水务'])
    unit(
      `${title}平台`,
      `${{ 城建: 'urban', 交通: 'transport', 水务: 'water' }[title] ?? ''} platform`,
      'platform',
      null,
    );

  const persons: { code: string }[] = [];
  const person = (unitCode: string, position: string) => {
    const index = number(persons.length + 1, 3);
    persons.push({
      code: `${plan.prefix}-H-${index}`,
      name: `示例人员${index}`,
      name_en: `Sample person ${index}`,
      unit: unitCode,
      position,
      phone: `000-0000${index}`,
      illustrative: true,
    } as { code: string });
    return `${plan.prefix}-H-${index}`;
  };
  const personsByArea = new Map(
    plan.areas.map(({ code }) => [
      code,
      Array.from({ length: personsOfArea }, (_, index) =>
        person(ofArea.get(code) ?? planningUnit, index === 0 ? '招商联系人' : '项目负责人'),
      ),
    ]),
  );
  const leading = Array.from({ length: officials }, () => person(planningUnit, '包保领导'));
  const companies = Array.from({ length: companyCount }, (_, index) => ({
    code: `${plan.prefix}-E-${number(index + 1, 3)}`,
    name: `示例企业${number(index + 1, 3)}`,
    name_en: `Sample company ${number(index + 1, 3)}`,
    credit_code: null,
    reports_directly: index < directlyReporting,
    illustrative: true,
  }));
  const known = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`no ${what}`);
    return value;
  };
  return {
    units,
    persons,
    companies,
    authorityOf,
    planningUnit,
    unitOfArea: (area) => known(ofArea.get(area), `unit of ${area}`),
    committeeOf: (estate) =>
      ofEstate.get(estate.code) ?? known(ofArea.get(estate.areas[0] ?? ''), estate.code),
    personOfArea: (area, random) => random.pick(known(personsByArea.get(area), `person of ${area}`)),
    official: (random) => random.pick(leading),
    company: (random) => random.pick(companies).code,
  };
}
