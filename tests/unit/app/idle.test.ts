import { describe, expect, test } from 'vitest';
import { createIdle, idleLimit } from '../../../src/app/lock/idle.ts';

/** Tabs of one browser, with clocks that can be moved apart. */
function browser() {
  const noted = new Map<string, string>();
  const time = { wall: Date.UTC(2026, 10, 25), sinceStart: 0 };
  const storage = {
    getItem: (key: string) => noted.get(key) ?? null,
    setItem: (key: string, value: string) => void noted.set(key, value),
  };
  const openTab = () => createIdle({ storage, clock: { now: () => time.wall }, monotonic: () => time.sinceStart });
  const pass = (millis: number) => {
    time.wall += millis;
    time.sinceStart += millis;
  };
  return { openTab, pass, time };
}

describe('ten minutes without anybody', () => {
  test('are over after ten minutes, not before', () => {
    const { openTab, pass } = browser();
    const tab = openTab();
    tab.touch();
    pass(idleLimit - 1);
    expect(tab.isOver()).toBe(false);
    pass(1);
    expect(tab.isOver()).toBe(true);
  });

  test('begin anew with every touch, in any tab', () => {
    const { openTab, pass } = browser();
    const [one, other] = [openTab(), openTab()];
    one.touch();
    other.touch();
    pass(idleLimit - 1000);
    other.touch();
    expect(one.isOver()).toBe(false);
    pass(idleLimit - 1000);
    expect(one.isOver()).toBe(false);
    pass(1000);
    expect([one.isOver(), other.isOver()]).toEqual([true, true]);
  });

  test('pass though the clock is turned back, and though the phone sleeps', () => {
    const { openTab, pass, time } = browser();
    const tab = openTab();
    tab.touch();
    pass(idleLimit - 1000);
    time.wall -= 24 * 3600_000;
    pass(1000);
    expect(tab.isOver()).toBe(true);
    tab.touch();
    expect(tab.isOver()).toBe(false);
    time.wall += idleLimit; // asleep: only the wall clock went on
    expect(tab.isOver()).toBe(true);
  });
});
