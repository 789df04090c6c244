import { codeList } from './word.ts';

/** Where an import stands. While a word ends in -ing a job works on it. */
export const importState = codeList(
  [
    'reading',
    'asks',
    'checking',
    'checked',
    'applying',
    'applied',
    'undoing',
    'undone',
    'failed',
    'cancelled',
  ],
  {
    reading: { zh: '读取中', en: 'Reading' },
    asks: { zh: '待确认', en: 'Waiting for your choices' },
    checking: { zh: '检查中', en: 'Checking' },
    checked: { zh: '已检查，待写入', en: 'Checked, not written yet' },
    applying: { zh: '写入中', en: 'Writing' },
    applied: { zh: '已写入', en: 'Written' },
    undoing: { zh: '撤销中', en: 'Undoing' },
    undone: { zh: '已撤销', en: 'Undone' },
    failed: { zh: '无法读取', en: 'Cannot be read' },
    cancelled: { zh: '已取消', en: 'Cancelled' },
  },
);
export type ImportState = (typeof importState.codes)[number];

/** What becomes of a row of the file. */
export const importRowState = codeList(['new', 'changed', 'unchanged', 'refused'], {
  new: { zh: '新增', en: 'New' },
  changed: { zh: '变更', en: 'Changed' },
  unchanged: { zh: '不变', en: 'Unchanged' },
  refused: { zh: '拒绝', en: 'Refused' },
});
export type ImportRowState = (typeof importRowState.codes)[number];

/** Where long work stands. */
export const jobState = codeList(['queued', 'running', 'done', 'failed', 'cancelled'], {
  queued: { zh: '排队中', en: 'Queued' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '失败', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
});
export type JobState = (typeof jobState.codes)[number];

/** What can be done with an import now. */
export const importAction = codeList(['read', 'settings', 'apply', 'cancel', 'undo'], {
  read: { zh: '重新读取', en: 'Read again' },
  settings: { zh: '检查', en: 'Check' },
  apply: { zh: '写入', en: 'Write' },
  cancel: { zh: '取消', en: 'Cancel' },
  undo: { zh: '撤销', en: 'Undo' },
});
export type ImportAction = (typeof importAction.codes)[number];
