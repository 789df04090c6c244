import { expect, test } from 'vitest';
import { Stopper } from '../../data/stop-signal.ts';

test('calls its listeners once, in order, but not the removed ones', () => {
  const stopper = new Stopper();
  const called: string[] = [];
  const removed = () => called.push('removed');
  stopper.addEventListener('abort', () => called.push('first'));
  stopper.addEventListener('abort', removed);
  stopper.addEventListener('abort', () => called.push('second'));
  stopper.removeEventListener('abort', removed);
  stopper.throwIfAborted();
  stopper.abort('gone');
  stopper.abort('again');
  expect(called).toEqual(['first', 'second']);
  expect([stopper.aborted, stopper.reason]).toEqual([true, 'gone']);
  expect(() => stopper.throwIfAborted()).toThrow('gone');
});

test('who listens when it is aborted is called, even if removed meanwhile', () => {
  const stopper = new Stopper();
  const called: number[] = [];
  const second = () => called.push(2);
  stopper.addEventListener('abort', () => {
    called.push(1);
    stopper.removeEventListener('abort', second);
  });
  stopper.addEventListener('abort', second);
  stopper.abort('gone');
  expect(called).toEqual([1, 2]); // the list was taken when it was aborted
});
