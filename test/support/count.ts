/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

export interface Counts {
  passed: number;
  failed: number;
  /** A line for each failure. */
  problems: string[];
}

/**
 * Counts a report: a file that could not be loaded is one failure, and so is a test that was skipped or left to do,
 * since nothing is skipped silently (unless the caller chose tests by name).
 */
export function countResults(report: VitestReport, options: { allowSkipped: boolean }): Counts {
  const counts: Counts = { passed: 0, failed: 0, problems: [] };
  const fail = (problem: string) => {
    counts.failed += 1;
    counts.problems.push(problem);
  };
  for (const file of report.testResults) {
    const states = file.assertionResults.map(({ status }) => status);
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') fail(`${file.name}: ${test.fullName}`);
      else if (!options.allowSkipped) fail(`${file.name}: ${test.fullName} (${test.status})`);
    }
    if (file.status === 'failed' && !states.includes('failed'))
      fail(`${file.name}: ${file.message?.split('\n')[0] || 'the file failed outside its tests'}`);
  }
  return counts;
}
