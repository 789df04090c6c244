import { expect, it } from 'vitest';
import { countResults, type VitestReport } from './count.ts';

const file = (status: string, ...tests: [string, string][]): VitestReport['testResults'][number] => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' ? 'cannot load it\nat line 1' : '',
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});

it('counts what passed and what failed', () => {
  const report = {
    testResults: [file('failed', ['adds', 'passed'], ['divides', 'failed']), file('passed', ['b', 'passed'])],
  };
  expect(countResults(report, { allowSkipped: false })).toEqual({
    passed: 2,
    failed: 1,
    problems: ['a.test.ts: divides'],
  });
});

it('counts a file that could not be loaded as a failure', () => {
  expect(countResults({ testResults: [file('failed')] }, { allowSkipped: false })).toEqual({
    passed: 0,
    failed: 1,
    problems: ['a.test.ts: cannot load it'],
  });
});

it('counts a skipped test as a failure, unless the tests were chosen by name', () => {
  const report = {
    testResults: [file('passed', ['adds', 'passed'], ['later', 'todo'], ['not now', 'skipped'])],
  };
  expect(countResults(report, { allowSkipped: false })).toEqual({
    passed: 1,
    failed: 2,
    problems: ['a.test.ts: later (todo)', 'a.test.ts: not now (skipped)'],
  });
  expect(countResults(report, { allowSkipped: true })).toEqual({ passed: 1, failed: 0, problems: [] });
});
