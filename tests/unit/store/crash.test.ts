import { describe, expect, test } from 'vitest';
import { ConnectionLostError } from '../../../src/store/engine/errors.ts';
import type { MemoryHooks } from '../../../src/store/engine/memory-engine.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import {
  createTestClock,
  cursorAt,
  draftOf,
  fullRow,
  pageOf,
  recordId,
  setHousehold,
  village,
} from '../../browser/store/phone.ts';
import { createMemoryPhone, type MemoryPhone } from './memory-phone.ts';

const household = recordId(1);
const bounds = { operations: 99, bytes: 1e6 };

interface Story {
  readonly prepare: (store: PhoneStore) => Promise<unknown>;
  readonly act: (store: PhoneStore) => Promise<unknown>;
  /** Doing it again after a crash ends as doing it once. Freezing again is a new group, so its caller looks first. */
  readonly repeatable: boolean;
  /** What a power cut may not undo once it has resolved. */
  readonly durable: boolean;
}

const answerAndFreeze = async (store: PhoneStore): Promise<void> => {
  await store.records.submit([setHousehold(recordId(7), { headName: 'before' })]);
  await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
};
const unsentIds = async (store: PhoneStore): Promise<string[]> =>
  (await store.outbox.pending(bounds)).map(({ opId }) => opId);
const acknowledged = async (store: PhoneStore): Promise<void> => {
  await answerAndFreeze(store);
  await store.outbox.acknowledge((await unsentIds(store)).map((opId) => ({ opId, outcome: 'applied', version: 3 })));
};

const stories: Readonly<Record<string, Story>> = {
  'saving a draft': {
    prepare: answerAndFreeze,
    act: (store) => store.drafts.save(draftOf(household, 2, { H1: 'yes', H2: 'no' })),
    repeatable: false,
    durable: true,
  },
  'freezing a group and removing its draft': {
    prepare: answerAndFreeze,
    act: (store) =>
      store.records.submit([setHousehold(household, { 'a.H1': 'yes' }), setHousehold(recordId(2), { headName: 'A' })], {
        remove: household,
        rev: 1,
      }),
    repeatable: false,
    durable: true,
  },
  'freezing a group and keeping the rest of its draft': {
    prepare: answerAndFreeze,
    act: (store) =>
      store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { put: draftOf(household, 2, { P1: 'own' }) }),
    repeatable: false,
    durable: true,
  },
  acknowledging: { prepare: answerAndFreeze, act: acknowledgeAll, repeatable: true, durable: false },
  'applying a page': {
    prepare: acknowledged,
    act: async (store) => {
      const cursor = await store.confirmed.cursor(village);
      if (!cursor)
        await store.confirmed.applyPage(
          village,
          undefined,
          pageOf({
            rows: [{ id: recordId(7), version: 3 }, fullRow(household, 2, { headName: 'theirs' })],
            cursor: cursorAt(3),
          }),
        );
    },
    repeatable: true,
    durable: false,
  },
  'starting a village again': {
    prepare: async (store) => {
      await store.confirmed.applyPage(
        village,
        undefined,
        pageOf({ rows: [fullRow(household, 2, { headName: 'A' })], cursor: cursorAt(2) }),
      );
    },
    act: (store) => store.confirmed.reset(village),
    repeatable: true,
    durable: true,
  },
  'sending again after a restore': {
    prepare: async (store) => {
      await acknowledged(store);
      await store.confirmed.applyPage(
        village,
        undefined,
        pageOf({ rows: [{ id: recordId(7), version: 3 }], cursor: cursorAt(3) }),
      );
      await store.records.submit([setHousehold(recordId(8), { headName: 'unsent' })]);
    },
    act: (store) => store.outbox.resendAfter(0),
    repeatable: true,
    durable: true,
  },
  'numbering anew after `forked`': {
    prepare: answerAndFreeze,
    act: (store) => store.outbox.renumberAfter(40),
    repeatable: true,
    durable: true,
  },
};

async function acknowledgeAll(store: PhoneStore): Promise<void> {
  await store.outbox.acknowledge((await unsentIds(store)).map((opId) => ({ opId, outcome: 'parked', version: 3 })));
}

/** All a person or the server could see, without ids that differ from run to run. */
async function seen(store: PhoneStore): Promise<unknown> {
  const pending = await store.outbox.pending(bounds);
  const records = await store.records.list(village);
  return {
    pending: pending.map(({ seq, operation }) => ({ seq, set: operation?.set, record: operation?.record })),
    groups: new Set(pending.map(({ group }) => group)).size,
    drafts: await store.drafts.list(),
    ledger: await store.outbox.ledger(),
    outcomes: (await store.outbox.outcomes()).map(({ outcome }) => outcome),
    records: records
      .map(({ id, fields, onlyHere }) => ({ id, fields, onlyHere }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    cursor: await store.confirmed.cursor(village),
    versions: await store.confirmed.versions(village),
  };
}

async function preparedPhone(story: Story): Promise<MemoryPhone> {
  const phone = createMemoryPhone(createTestClock());
  await story.prepare(phone.tab().store);
  // A strict write makes everything before it durable, so that a power cut can undo the act alone.
  await phone.tab().store.drafts.remove(recordId(99_999));
  await phone.tab().store.drafts.save(draftOf(recordId(99_999), 1, {}));
  return phone;
}

/** Kills the tab before its `n`th step. False when the act was over by then. */
async function actUntilKilled(phone: MemoryPhone, story: Story, n: number): Promise<boolean> {
  let steps = 0;
  let died = (): void => undefined;
  const death = new Promise<'killed'>((resolve) => (died = () => resolve('killed')));
  const { store, engine } = phone.tab({
    before: async () => {
      if (++steps !== n) return;
      engine.kill();
      died();
    },
  });
  return (await Promise.race([story.act(store).then(() => 'done' as const), death])) === 'killed';
}

describe.each(Object.entries(stories))('%s', (_name, story) => {
  const bothEnds = async (): Promise<{ before: unknown; after: unknown }> => {
    const phone = await preparedPhone(story);
    const before = await seen(phone.tab().store);
    await story.act(phone.tab().store);
    return { before, after: await seen(phone.tab().store) };
  };

  test.each([false, true])(
    'killed at any await is done or not begun, nothing between (power cut too: %s)',
    async (powerCut) => {
      const { before, after } = await bothEnds();
      expect(after).not.toEqual(before);
      const found = { before: 0, after: 0 };
      for (let n = 1; ; n++) {
        const phone = await preparedPhone(story);
        const killed = await actUntilKilled(phone, story, n);
        if (powerCut) phone.disk.losePower();
        const now = await seen(phone.tab().store);
        const isAfter = JSON.stringify(now) === JSON.stringify(after);
        if (!isAfter) expect(now).toEqual(before);
        found[isAfter ? 'after' : 'before']++;
        if (story.repeatable && !isAfter) {
          await story.act(phone.tab().store);
          expect(await seen(phone.tab().store)).toEqual(after);
        }
        if (killed) continue;
        if (story.durable || !powerCut) expect(now).toEqual(after);
        break;
      }
      expect(found.before).toBeGreaterThan(1);
    },
  );

  test('survives a connection that dies at any await, committed or not', async () => {
    const { after } = await bothEnds();
    for (let n = 1, over = false; !over; n++) {
      const phone = await preparedPhone(story);
      let steps = 0;
      const hooks: MemoryHooks = {
        before: async (step) => {
          if (++steps === n) throw new ConnectionLostError(step);
        },
      };
      // A refusal would mean that the second run took the first one for somebody else's.
      expect(await story.act(phone.tab(hooks).store)).not.toMatchObject({ kind: 'stale' });
      over = steps < n;
      expect(await seen(phone.tab().store)).toEqual(after);
    }
  });
});

test('on a full phone an answer is refused, nothing is lost, and it goes on when there is room', async () => {
  const phone = createMemoryPhone(createTestClock());
  const { store } = phone.tab();
  await store.drafts.save(draftOf(household, 1, { H1: 'yes' }));
  phone.disk.setQuota(0);
  expect(await store.drafts.save(draftOf(household, 2, { H1: 'yes', H2: 'x'.repeat(500) }))).toEqual({ kind: 'full' });
  await expect(
    store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { put: draftOf(household, 2, {}) }),
  ).rejects.toMatchObject({ problem: { kind: 'full' } });
  expect(await store.drafts.list()).toEqual([draftOf(household, 1, { H1: 'yes' })]);
  expect(await store.outbox.ledger()).toMatchObject({ unsent: 0, drafts: 1 });
  phone.disk.setQuota(1e9);
  expect(await store.records.submit([setHousehold(household, { 'a.H1': 'yes' })], { remove: household })).toMatchObject(
    [{ seq: 1 }],
  );
});

test('relaxed work that a power cut undoes was only what the server tells again', async () => {
  const phone = createMemoryPhone(createTestClock());
  const { store } = phone.tab();
  const [op] = await store.records.submit([setHousehold(household, { headName: 'mine' })]);
  await store.confirmed.applyPage(
    village,
    undefined,
    pageOf({ rows: [{ id: household, version: 2 }], outcomes: [[op!, 'applied', 2]], cursor: cursorAt(2) }),
  );
  phone.disk.losePower();
  const after = phone.tab().store;
  expect((await after.outbox.pending(bounds)).map(({ opId }) => opId)).toEqual([op!.opId]);
  expect(await after.records.get(village, household)).toMatchObject({ fields: { headName: 'mine' }, onlyHere: true });
  expect(await after.confirmed.cursor(village)).toBeUndefined();
});
