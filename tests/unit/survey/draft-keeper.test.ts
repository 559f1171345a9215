import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/domain/record/json.ts';
import type { Change, Draft } from '../../../src/store/phone-store.ts';
import { SubmitRefusedError } from '../../../src/store/engine/errors.ts';
import { createDraftKeeper, type DraftKeeperDeps } from '../../../src/features/survey/drafts/draft-keeper.ts';
import { householdId } from './story.ts';

const about = { id: householdId, village: householdId };
const change: Change = {
  record: householdId,
  village: householdId,
  kind: 'household',
  set: { headName: 'A' },
  bases: {},
};

/** A store that remembers, and a clock that only moves when told. */
function world(options: { full?: boolean } = {}) {
  const saved: Draft[] = [];
  const frozen: unknown[] = [];
  const timers = new Set<() => void>();
  const deps: DraftKeeperDeps = {
    clock: { now: () => 1000 },
    schedule: (_millis, task) => {
      timers.add(task);
      return () => timers.delete(task);
    },
    store: {
      drafts: {
        save: async (draft: Draft) => {
          if (options.full) return { kind: 'full' as const };
          saved.push(draft);
          return undefined;
        },
        remove: async () => void saved.push({ ...saved.at(-1)!, rev: -1 }),
      },
      records: {
        submit: async (...given: unknown[]) => {
          if (options.full) throw new SubmitRefusedError({ kind: 'full' });
          frozen.push(given);
          return [];
        },
      },
    } as unknown as DraftKeeperDeps['store'],
  };
  const pause = () => {
    const due = [...timers];
    timers.clear();
    for (const task of due) task();
  };
  return { saved, frozen, deps, pause, options };
}

describe('a form being typed', () => {
  test('is written once after a pause, however many letters were typed', async () => {
    const { deps, saved, pause } = world();
    const keeper = createDraftKeeper(deps, about, undefined);
    for (const text of ['A', 'An', 'Anh']) keeper.later(text);
    expect(saved).toEqual([]);
    pause();
    await keeper.flush();
    expect(saved.map(({ rev, content }) => [rev, content])).toEqual([[1, 'Anh']]);
  });

  test('goes on above the draft it was opened from', async () => {
    const { deps, saved } = world();
    const stored: Draft = { ...about, rev: 7, startedAt: 1, savedAt: 2, content: 'An' };
    const keeper = createDraftKeeper(deps, about, stored);
    keeper.later('Anh');
    await keeper.flush();
    expect(saved).toEqual([{ ...stored, rev: 8, savedAt: 1000, content: 'Anh' }]);
  });

  test('that could not be written is written by the next try', async () => {
    const { deps, saved, options } = world({ full: true });
    const keeper = createDraftKeeper(deps, about, undefined);
    keeper.later('Anh');
    expect(await keeper.flush()).toEqual({ kind: 'full' });
    options.full = false;
    expect(await keeper.flush()).toBeUndefined();
    expect(saved.map(({ content }): Json => content)).toEqual(['Anh']);
  });
});

describe('a form finished', () => {
  test('submits its change and removes the draft as it was last seen', async () => {
    const { deps, frozen, pause, saved } = world();
    const keeper = createDraftKeeper(deps, about, undefined);
    keeper.later('Anh');
    await keeper.flush();
    expect(await keeper.finish([change])).toBeUndefined();
    expect(frozen).toEqual([[[change], { remove: householdId, rev: 1 }]]);
    pause();
    await keeper.flush();
    expect(saved).toHaveLength(1); // nothing comes back after the end
  });

  test('without a word typed has no draft to remove', async () => {
    const { deps, frozen } = world();
    await createDraftKeeper(deps, about, undefined).finish([change]);
    expect(frozen).toEqual([[[change], undefined]]);
  });

  test('on a full phone is refused, and what was typed is still there to finish', async () => {
    const { deps, frozen, options } = world({ full: true });
    const keeper = createDraftKeeper(deps, about, undefined);
    expect(await keeper.finish([change])).toEqual({ kind: 'full' });
    options.full = false;
    expect(await keeper.finish([change])).toBeUndefined();
    expect(frozen).toHaveLength(1);
  });
});
