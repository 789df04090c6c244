/** `npm run import` as people type it. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { openDatabase } from '../../data/db.ts';
import { removeMade, temporaryDirectory, testPostgisUrl } from '../support/database.ts';
import { projectRoot } from '../support/server.ts';
import { seedCity } from './fixture.ts';

describe('npm run import', () => {
  let environment: Record<string, string>;
  let directory: string;
  beforeAll(async () => {
    const DATABASE_URL = await testPostgisUrl();
    const database = await openDatabase({
      databaseUrl: DATABASE_URL,
      dataDirectory: '',
      cacheDirectory: undefined,
    });
    await seedCity(database);
    await database.query(sql`update place set code = 'shangqiu'`);
    await database.close();
    environment = { DATABASE_URL, GROUNDWORK_DATA: await temporaryDirectory(), LC_ALL: 'zh_CN.UTF-8' };
    directory = await temporaryDirectory();
  });
  afterAll(removeMade);

  /** Runs it; its exit code and all that it printed. */
  const run = (...typed: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const { DATABASE_URL: _, ...own } = process.env;
      execFile(
        process.execPath,
        ['--import', 'tsx', join('server', 'commands', 'import.ts'), ...typed],
        { cwd: projectRoot, env: { ...own, ...environment } },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      );
    });
  const file = async (name: string, text: string) => {
    const path = join(directory, name);
    await writeFile(path, text);
    return path;
  };

  it('never guesses where a file lies, says what it would do, does it when told to, and undoes it', async () => {
    const path = await file(
      '设施.csv',
      '编码,名称,类别,X坐标,Y坐标\nCMD-1,命令行一号,变电站,39385000,3810000\nCMD-2,命令行二号,不知道,39386000,3810000\n',
    );
    const asks = await run(path, '--as', 'facility');
    expect(asks.code).toBe(1);
    expect(asks.output).toContain('文件没有声明坐标系，不作猜测');
    expect(asks.output).toMatch(/--crs EPSG:4527 .*39 带/);

    const typed = [
      path,
      '--as',
      'facility',
      '--crs',
      'EPSG:4527',
      '--set',
      'source=测试',
      '--set',
      'dataAsOf=2026-07-31',
    ];
    const dry = await run(...typed);
    expect(dry.output).toContain('新增 1，变更 0，不变 0，拒绝 1');
    expect(dry.output).toMatch(/第 2 行 CMD-2 命令行二号：\n +kind: “不知道”/);
    expect(dry.output).toContain('只作检查，未写入');
    expect(dry.code).toBe(2);

    const applied = await run(...typed, '--apply');
    const [, id = ''] = /--undo ([a-z0-9]{12})/.exec(applied.output) ?? [];
    expect([applied.code, applied.output]).toEqual([2, expect.stringContaining('已写入')]);
    const again = await run(...typed);
    expect(again.output).toContain('新增 0，变更 0，不变 1，拒绝 1');
    expect(await run('--undo', id)).toEqual({ code: 0, output: `已撤销 ${id}\n` });
    expect((await run('--undo', id)).output).toContain('不能“撤销”');
  }, 120_000);

  it('says what is wrong with what was typed', async () => {
    const path = await file('表.csv', '名称\n甲\n');
    const nothing = await run();
    expect([nothing.code, nothing.output]).toEqual([
      1,
      expect.stringContaining('no file is named\nnpm run import -- FILE'),
    ]);
    expect((await run(path, '--as', 'house')).output).toMatch(
      /^--as house: say what the rows are, one of project, /,
    );
    const settings = await run(path, '--as', 'parcel', '--column', 'colour=名称');
    expect([settings.code, settings.output]).toEqual([1, expect.stringContaining('没有字段“colour”')]);
  }, 60_000);
});
