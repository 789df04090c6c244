import { expect, test } from 'vitest';
import { limiter } from '../../server/http/limiter.ts';
import { tryLater } from '../../server/http/problem.ts';

const busy = () => tryLater({ zh: '忙', en: 'busy' }, { seconds: 1 });
const never = new AbortController().signal;

/** Work that ends when it is told to. */
function held() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

test('so many run, so many wait in order, the next is told to come later', async () => {
  const limit = limiter({ running: 2, waiting: 1, refuse: busy });
  const [first, second, third] = [held(), held(), held()];
  let started = false;
  const running = [limit.run(first.work, never), limit.run(second.work, never)];
  const queued = limit.run(() => {
    started = true;
    return third.work();
  }, never);
  await expect(limit.run(() => Promise.resolve(), never)).rejects.toMatchObject({ facts: { status: 503 } });
  expect(started).toBe(false);
  first.end();
  await running[0];
  expect(started).toBe(true);
  second.end();
  third.end();
  await Promise.all([running[1], queued]);
  expect(await limit.run(() => Promise.resolve('free again'), never)).toBe('free again');
});

test('who leaves the queue frees the place in it, and never runs', async () => {
  const limit = limiter({ running: 1, waiting: 1, refuse: busy });
  const first = held();
  const running = limit.run(first.work, never);
  const gone = new AbortController();
  let ran = false;
  const left = limit.run(() => Promise.resolve((ran = true)), gone.signal);
  gone.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  const next = limit.run(() => Promise.resolve('next'), never);
  first.end();
  await running;
  expect(await next).toBe('next');
  expect(ran).toBe(false);
});

test('work that fails gives its place on', async () => {
  const limit = limiter({ running: 1, waiting: 5, refuse: busy });
  await expect(limit.run(() => Promise.reject(new Error('broken')), never)).rejects.toThrow('broken');
  expect(await limit.run(() => Promise.resolve(1), never)).toBe(1);
});
