/** The portal behind a line that a test holds, refuses and cuts. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { slowLine } from '../support/slow-line.ts';
import type { SlowLine } from '../support/slow-line.ts';
import { visit } from './driver.ts';
import type { PageOptions, Visit } from './driver.ts';
import { runPortal } from './portal.ts';
import type { RunningPortal } from './portal.ts';

export interface SlowPortal {
  readonly portal: RunningPortal;
  /** There from the first test on; after each test it lets everything through again. */
  readonly line: SlowLine;
  /** Opens the portal over the line, without waiting for anything. */
  open(query?: string, options?: PageOptions): Promise<Visit>;
}

/** Starts a server before the tests of a file, and the line to it. */
export function runSlowPortal(): SlowPortal {
  const portal = runPortal({ own: true });
  let made: SlowLine | undefined;
  const line = (): SlowLine => {
    if (!made) throw new Error('the line is there from the first test on');
    return made;
  };
  beforeAll(async () => (made = await slowLine(portal.server.port)));
  afterAll(() => line().close());
  afterEach(async () => {
    line().release();
    line().refuse(undefined);
    await line().mend();
  });
  return {
    portal,
    get line() {
      return line();
    },
    open: (query = '', options = {}) => visit(`${line().url}/${query}`, options),
  };
}
