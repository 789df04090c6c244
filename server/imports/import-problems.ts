/** What is said to who asks something of an import that cannot be. */
import { importAction, importState } from '../../data/vocabulary/import.ts';
import type { ImportAction, ImportState } from '../../data/vocabulary/import.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { Problem, refusedBody } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import { actionsIn } from './import-answer.ts';

export const importNoun: Word = { zh: '导入', en: 'import' };

/** 409: not in this state. */
export function notNow(action: ImportAction, state: ImportState): Problem {
  const can = actionsIn[state].map((code) => importAction.words[code]);
  const [asked, stands] = [importAction.words[action], importState.words[state]];
  return refusedBody({
    status: 409,
    kind: 'import-state',
    title: { zh: '当前状态不能执行', en: 'Not in this state' },
    refusals: [
      {
        key: 'state',
        value: state,
        code: action,
        said: {
          zh: `此导入${stands.zh}，不能“${asked.zh}”；现在可以：${can.map(({ zh }) => zh).join('、') || '无'}。`,
          en: `The import is '${stands.en}' and takes no '${asked.en}'; possible now: ${can.map(({ en }) => en).join(', ') || 'nothing'}.`,
        },
      },
    ],
  });
}

/** 422: settings that do not fit the file or the noun, each named. */
export function badSettings(refusals: readonly (Refusal & { readonly said: Word })[]): Problem {
  return refusedBody({
    status: 422,
    kind: 'import-settings',
    title: { zh: '导入设置有误', en: 'The settings do not fit' },
    refusals,
  });
}

/** 503: no room for the file. */
export function diskFull(cause: unknown): Problem {
  return new Problem({
    status: 503,
    kind: 'disk-full',
    title: { zh: '磁盘空间不足', en: 'The disk is full' },
    detail: {
      zh: '数据目录所在的磁盘空间不足，文件未保存；请清理空间后重新上传。',
      en: 'The disk with the data directory has no room for the file; nothing was kept. Make room and send it again.',
    },
    headers: { 'Retry-After': '60' },
    cause,
  });
}

/** 404: the original is not in the data directory of this server. */
export function noOriginal(name: string): Problem {
  return new Problem({
    status: 404,
    kind: 'original-missing',
    title: { zh: '原始文件不在', en: 'The original is not here' },
    detail: {
      zh: `数据目录里没有“${name}”的原始文件；几台服务器须共用一个数据目录。`,
      en: `The data directory does not hold the original of '${name}'; several servers must share one data directory.`,
    },
  });
}
