import type { ProjectCategory } from '../vocabulary/project.ts';
import type { Random } from './random.ts';

/** What is built, and when it counts as done, in the words of such lists. */
export function describe(
  category: ProjectCategory,
  total: number | null,
  random: Random,
): { content: string; standard: string } {
  const yi = (total ?? 30_000) / 10_000;
  const floor = Math.max(0.4, Math.round(yi * random.between(0.9, 1.6) * 10) / 10);
  const content: Record<ProjectCategory, string> = {
    industry: `新建厂房及附属设施约 ${floor} 万平方米，购置生产设备 ${random.integer(20, 260)} 台（套）。`,
    energy: `建设发电、输配电或供热设施及配套工程，征地约 ${random.integer(40, 300)} 亩。`,
    transport: `建设场站及配套道路，建筑面积约 ${floor} 万平方米。`,
    agriculture_water: `建设农田水利、仓储或供水设施及配套工程。`,
    urban: `建设房屋、道路及地下管网，建筑面积约 ${floor} 万平方米。`,
    innovation: `建设研发用房约 ${floor} 万平方米及公共试验平台。`,
    social: `建设公共服务用房约 ${floor} 万平方米及配套设施。`,
    ecology: `建设处理设施及配套管网。`,
    tourism: `建设游览、接待设施及停车场。`,
  };
  const standard = category === 'industry' ? '竣工验收并投产，纳入统计' : '竣工验收并投入使用';
  return { content: content[category], standard };
}
