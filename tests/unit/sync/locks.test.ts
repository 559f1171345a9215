import { describe, expect, it } from 'vitest';
import { takeTurn } from '../../../src/sync/locks.ts';
import { createLocks } from './web-locks.ts';
import { createTime } from './virtual-time.ts';

function createGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

function stage() {
  const time = createTime();
  const locks = createLocks();
  const pause = (millis: number) => new Promise<void>((resolve) => void time.schedule(millis, resolve));
  return { time, locks, take: <T>(task: () => Promise<T>) => takeTurn({ locks, pause }, 'x', task) };
}

describe('taking turns', () => {
  it('goes at once where there are no locks', async () => {
    const pause = () => Promise.reject(new Error('nothing to wait for'));
    expect(await takeTurn({ locks: undefined, pause }, 'x', () => Promise.resolve(7))).toBe(7);
  });

  it('waits until the other tab is through', async () => {
    const { time, locks, take } = stage();
    const first = createGate();
    const log: string[] = [];
    const a = take(async () => {
      log.push('a begins');
      await first.opened;
      log.push('a ends');
    });
    const b = take(async () => void log.push('b'));
    await time.pass(12_000);
    first.open();
    await a;
    await time.pass(5_000);
    await b;
    expect(log).toEqual(['a begins', 'a ends', 'b']);
    expect(locks.stolen).toBe(0);
  });

  it('robs a frozen tab after forty seconds, and the robbed one still ends by itself', async () => {
    const { time, locks, take } = stage();
    const frozen = createGate();
    const a = take(() => frozen.opened.then(() => 'a, late'));
    const b = take(() => Promise.resolve('b'));
    await time.pass(39_000);
    expect(locks.stolen).toBe(0);
    await time.pass(2_000);
    expect(await b).toBe('b');
    expect(locks.stolen).toBe(1);
    frozen.open();
    expect(await a).toBe('a, late');
  });

  it('passes on what the task throws, once', async () => {
    const { take } = stage();
    await expect(take(() => Promise.reject(new Error('broken store')))).rejects.toThrow('broken store');
    expect(await take(() => Promise.resolve('free again'))).toBe('free again');
  });
});
