import { describe, expect, it } from 'vitest';
import { watchPageLife } from '../../../src/store/engine/page-life.ts';
import { createStorageTrouble } from '../../../src/store/engine/storage-trouble.ts';
import { createTime } from '../sync/virtual-time.ts';

function stage() {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const life = watchPageLife({ window, document });
  const log: string[] = [];
  life.subscribe({ leave: () => log.push('left'), comeBack: () => log.push('back') });
  return { life, log, on: { window, document } };
}

describe('the life of a page', () => {
  it.each([
    ['window', 'pagehide', 'window', 'pageshow'],
    ['document', 'freeze', 'document', 'resume'],
    ['window', 'pagehide', 'document', 'visibilitychange'],
  ] as const)('is away from %s %s until %s %s, and tells each once', async (from, leave, to, back) => {
    const { life, log, on } = stage();
    on[from].dispatchEvent(new Event(leave));
    on[from].dispatchEvent(new Event(leave));
    expect([log, life.isAway()]).toEqual([['left'], true]);
    let here = false;
    const waits = life.here().then(() => (here = true));
    await Promise.resolve();
    expect(here).toBe(false);
    on[to].dispatchEvent(new Event(back));
    on[to].dispatchEvent(new Event(back));
    await waits;
    expect([log, life.isAway()]).toEqual([['left', 'back'], false]);
  });

  it('stays away while it is hidden: a page that is being left is hidden after pagehide', () => {
    const { life, on } = stage();
    on.window.dispatchEvent(new Event('pagehide'));
    on.document.visibilityState = 'hidden';
    on.document.dispatchEvent(new Event('visibilitychange'));
    expect(life.isAway()).toBe(true);
  });
});

describe('trouble with the storage', () => {
  it('is told while any call waits, tries again after growing pauses, and at once when asked', async () => {
    const time = createTime();
    const trouble = createStorageTrouble(time.schedule);
    const first = trouble.begin();
    const second = trouble.begin();
    expect(trouble.get()).toBe('failing');
    const told: string[] = [];
    const leave = trouble.subscribe(() => told.push(trouble.get()));
    for (const seconds of [1, 2, 4, 8, 10, 10]) {
      let due = false;
      void first.pause().then(() => (due = true));
      await time.pass(seconds * 1_000 - 1);
      expect(due).toBe(false);
      await time.pass(1);
      expect(due).toBe(true);
    }
    leave();
    expect(told, 'once, in the fifth pause').toEqual(['stuck']);
    expect(trouble.get(), 'one call has been tried for so long').toBe('stuck');
    const asked = Promise.all([first.pause(), second.pause()]);
    trouble.tryNow();
    await asked;
    first.end();
    expect(trouble.get()).toBe('failing');
    second.end();
    expect(trouble.get()).toBe('none');
  });
});
