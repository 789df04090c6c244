import { codeList } from './word.ts';

/** The figures of a monthly report, in the order of the grid's columns. */
export const reportField = codeList(
  ['completed', 'completedSinceStart', 'physicalPercent', 'publicAllotted', 'publicPaid'],
  {
    completed: { zh: '本年累计完成（万元）', en: 'Completed this year (CNY 10,000)' },
    completedSinceStart: { zh: '开工以来累计完成（万元）', en: 'Completed since start (CNY 10,000)' },
    physicalPercent: { zh: '形象进度（%）', en: 'Physical progress (%)' },
    publicAllotted: { zh: '财政资金下达（万元）', en: 'Public money allotted (CNY 10,000)' },
    publicPaid: { zh: '财政资金支付（万元）', en: 'Public money paid (CNY 10,000)' },
  },
);
export type ReportField = (typeof reportField.codes)[number];

/** State of a monthly reporting window. */
export const windowState = codeList(['not_open', 'open', 'closed'], {
  not_open: { zh: '未开放', en: 'Not open yet' },
  open: { zh: '开放中', en: 'Open' },
  closed: { zh: '已关闭', en: 'Closed' },
});
export type WindowState = (typeof windowState.codes)[number];
