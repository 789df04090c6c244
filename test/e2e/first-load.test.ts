/** The budget of the first load, held by the build: what comes later is loaded when it is wanted. */
import { expect, it } from 'vitest';
import { firstLoadLimits, firstLoadOf } from '../support/first-load.ts';
import { runPortal } from './portal.ts';

const portal = runPortal();

it('costs no more than its budget until list, numbers and map can be used', async () => {
  const { requests, faults, close } = await portal.open();
  const load = firstLoadOf(requests);
  expect(load.scripts.length).toBeGreaterThan(0);
  expect(load.scriptKilobytes).toBeLessThanOrEqual(firstLoadLimits.scriptKilobytes);
  expect(load.requests).toBeLessThanOrEqual(firstLoadLimits.requests);
  // Another host among the requests is a fault.
  expect(faults).toEqual([]);
  await close();
}, 120_000);
