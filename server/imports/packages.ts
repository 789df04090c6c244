/** Packages and their sites within one file: a site may stand before its package. */
import type { BatchRow } from './check-batch.ts';
import type { RowReason } from './import-facts.ts';
import { isEmpty } from './same-fact.ts';

interface Entry {
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  readonly refused: boolean;
  /** Code of its package as it will be, `null` for none. */
  readonly parent: string | null;
  readonly inFile: boolean;
}

export class Packages {
  /** Rows that are, or may be, a package or a site. */
  readonly #entries: Entry[] = [];

  add({ row, facts, target, decision, parentInFile }: BatchRow): void {
    const after = decision?.facts ?? {};
    const parent =
      parentInFile ?? (after['parent'] as string | undefined) ?? (facts['parent'] as string | undefined);
    this.#entries.push({
      row,
      code: target?.code ?? (facts['code'] as string | undefined) ?? null,
      name: String(facts['name'] ?? target?.facts['name'] ?? ''),
      refused: decision?.state === 'refused',
      parent: isEmpty(parent) ? null : String(parent),
      inFile: parentInFile !== undefined,
    });
  }

  /** Sites whose package is nowhere, was refused, or is a site itself. */
  refusals(refusedLater: ReadonlySet<number>): { row: number; reason: RowReason }[] {
    const byCode = new Map(this.#entries.flatMap((entry) => (entry.code ? [[entry.code, entry]] : [])));
    const refused = new Set(this.#entries.filter((entry) => entry.refused).map(({ row }) => row));
    for (const row of refusedLater) refused.add(row);
    const refusals: { row: number; reason: RowReason }[] = [];
    for (const { row, parent, inFile } of this.#entries) {
      if (parent === null || refused.has(row)) continue;
      const found = byCode.get(parent);
      const why =
        inFile && !found
          ? 'nowhere'
          : found && inFile && refused.has(found.row)
            ? 'refused'
            : found?.parent
              ? 'site'
              : null;
      if (why)
        refusals.push({ row, reason: { field: 'parent', value: parent, ...words(why, found?.row ?? 0) } });
    }
    return refusals;
  }
}

function words(why: 'nowhere' | 'refused' | 'site', row: number) {
  switch (why) {
    case 'nowhere':
      return {
        zh: '没有这个打包项目，文件中也没有；请写已有项目的编码。',
        en: 'There is no such package, neither here nor in the file; give the code of a project.',
      };
    case 'refused':
      return {
        zh: `所属打包项目（第 ${row} 行）未通过检查；请先更正该行。`,
        en: `Its package (row ${row}) is refused; correct that row first.`,
      };
    case 'site':
      return {
        zh: `所属项目（第 ${row} 行）本身是子项；子项之下不能再有子项。`,
        en: `That project (row ${row}) is a site itself; a site has no sites.`,
      };
  }
}
