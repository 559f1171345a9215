import { expect, test } from 'vitest';
import type { PhoneStore, StorePart } from '../../../src/store/phone-store.ts';
import { createLive } from '../../../src/phone/live-views.ts';

/** A store of which only the news matters, and loads that end when the test says. */
function world() {
  const listeners = new Set<(changed: ReadonlySet<StorePart>) => void>();
  const store = {
    subscribe: (listener: (changed: ReadonlySet<StorePart>) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as PhoneStore;
  const loads: ((value: string) => void)[] = [];
  const live = createLive(store, ['records'], () => new Promise<string>((resolve) => loads.push(resolve)));
  const commit = (...parts: StorePart[]) => listeners.forEach((listener) => listener(new Set(parts)));
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return { live, loads, commit, listeners, turn };
}

test('loads only while somebody listens', () => {
  const { live, loads, commit, listeners } = world();
  commit('records');
  expect(loads).toHaveLength(0);
  const stop = live.subscribe(() => undefined);
  expect(loads).toHaveLength(1);
  stop();
  expect(listeners.size).toBe(0);
});

test('loads again after a commit that matters, and keeps the old value until then', async () => {
  const { live, loads, commit, turn } = world();
  live.subscribe(() => undefined);
  loads[0]!('one');
  await turn();
  commit('drafts');
  commit('records');
  expect(loads).toHaveLength(2);
  expect(live.get()).toEqual({ state: 'ready', value: 'one' });
  loads[1]!('two');
  await turn();
  expect(live.get()).toEqual({ state: 'ready', value: 'two' });
});

test('a slow load never overwrites what a later one brought', async () => {
  const { live, loads, commit, turn } = world();
  live.subscribe(() => undefined);
  commit('records');
  loads[1]!('new');
  await turn();
  loads[0]!('old');
  await turn();
  expect(live.get()).toEqual({ state: 'ready', value: 'new' });
});

test('refresh resolves when the value is there', async () => {
  const { live, loads, turn } = world();
  live.subscribe(() => undefined);
  loads[0]!('before');
  await turn();
  const refreshed = live.refresh();
  loads[1]!('frozen');
  await refreshed;
  expect(live.get()).toEqual({ state: 'ready', value: 'frozen' });
});

test('a refresh shares the round that the last commit began, and never an earlier one', async () => {
  const { live, loads, commit } = world();
  live.subscribe(() => undefined);
  commit('records');
  const refreshed = live.refresh();
  expect(loads).toHaveLength(2);
  loads[0]!('before the commit');
  loads[1]!('after it');
  await refreshed;
  expect(live.get()).toEqual({ state: 'ready', value: 'after it' });
});
