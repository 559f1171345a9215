import { describe, expect, it } from 'vitest';
import { takeTurn } from '../../../src/sync/loop/locks.ts';
import { watchPageLife } from '../../../src/store/engine/page-life.ts';
import { TurnEndedError, type Turn } from '../../../src/sync/loop/turn.ts';
import { createLocks } from './web-locks.ts';
import { createTime, settled } from './virtual-time.ts';

function createGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

function stage() {
  const time = createTime();
  const locks = createLocks();
  const page = new EventTarget();
  const life = watchPageLife({
    window: page,
    document: Object.assign(new EventTarget(), { visibilityState: 'hidden' }),
  });
  const take = <T>(task: (turn: Turn) => Promise<T>) => takeTurn({ locks, schedule: time.schedule, life }, 'x', task);
  return { time, locks, page, take };
}

describe('taking turns', () => {
  it('goes at once where there are no locks', async () => {
    const { schedule } = createTime();
    expect(await takeTurn({ locks: undefined, schedule }, 'x', () => Promise.resolve(7))).toBe(7);
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

  it('gives up its turn when it makes no step within a minute, and the next in line goes on', async () => {
    const { time, locks, take } = stage();
    const log: string[] = [];
    const hung = take(async ({ step }) => {
      await step(() => Promise.resolve(log.push('read')));
      await step(() => new Promise(() => undefined));
      log.push('never');
    });
    const failed = expect(hung).rejects.toThrow('no step within a minute');
    const next = take(() => Promise.resolve('next'));
    await time.pass(70_000);
    await failed;
    expect(await next).toBe('next');
    expect(log).toEqual(['read']);
    expect(locks.stolen).toBe(0);
  });

  it('lasts for as long as steps are made', async () => {
    const { time, take } = stage();
    const slow = take(async ({ step }) => {
      for (let steps = 0; steps < 5; steps += 1)
        await step(() => new Promise<void>((resolve) => void time.schedule(40_000, resolve)));
      return 'through';
    });
    await time.pass(200_000);
    expect(await slow).toBe('through');
  });

  it('is over at once when the page is left: nothing more of it is stored or sent, and the lock is free', async () => {
    const { locks, page, take } = stage();
    const answer = createGate();
    const log: string[] = [];
    let signal: AbortSignal | undefined;
    const left = take(async (turn) => {
      signal = turn.signal;
      await turn.step(() => answer.opened);
      log.push('heard');
    });
    const failed = expect(left).rejects.toThrow(TurnEndedError);
    page.dispatchEvent(new Event('pagehide'));
    expect(signal?.aborted).toBe(true);
    await failed;
    expect(await take(() => Promise.resolve('another tab'))).toBe('another tab');
    answer.open();
    await settled();
    expect([log, locks.stolen]).toEqual([[], 0]);
  });

  it('robs a frozen tab after seventy seconds, and the robbed one stores nothing when it wakes up', async () => {
    const { time, locks } = stage();
    const answer = createGate();
    const log: string[] = [];
    const frozenTime = createTime(); // its timers stand still
    const frozen = takeTurn({ locks, schedule: frozenTime.schedule }, 'x', async ({ step }) => {
      await step(() => answer.opened);
      await step(() => Promise.resolve(log.push('stored, late')));
    });
    const failed = expect(frozen).rejects.toThrow('another tab took the lock');
    const other = takeTurn({ locks, schedule: time.schedule }, 'x', () => Promise.resolve('other'));
    await time.pass(69_000);
    expect(locks.stolen).toBe(0);
    await time.pass(2_000);
    expect(await other).toBe('other');
    expect(locks.stolen).toBe(1);
    answer.open();
    await failed;
    await settled();
    expect(log).toEqual([]);
  });

  it('is over before it began when the browser refuses a page that goes away the lock', async () => {
    const refused = () => Promise.reject(new DOMException('the page goes away', 'AbortError'));
    const { schedule } = createTime();
    const left = takeTurn({ locks: { request: refused }, schedule }, 'x', () => Promise.resolve('never'));
    await expect(left).rejects.toThrow(TurnEndedError);
  });

  it('passes on what the task throws, once', async () => {
    const { take } = stage();
    await expect(take(() => Promise.reject(new Error('broken store')))).rejects.toThrow('broken store');
    expect(await take(() => Promise.resolve('free again'))).toBe('free again');
  });
});
