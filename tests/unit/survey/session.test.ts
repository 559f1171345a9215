import { describe, expect, test } from 'vitest';
import { actionsAt } from '../../../src/features/survey/interview/session/actions.ts';
import type { SurveySession } from '../../../src/features/survey/interview/session/survey-state.ts';
import type { MemoryHooks } from '../../../src/store/engine/memory-engine.ts';
import {
  answersOnDisk,
  openForm,
  openNow,
  openTab,
  phoneWithHousehold,
  stepNow,
  tapAt,
  type OpenTab,
} from './session-phone.ts';

/** Steps of the disk between two kills; in the long rounds the form is killed at each. */
const killEvery = process.env['LONG_ROUNDS'] === undefined ? 3 : 1;

const position = (session: SurveySession): string => {
  const { at } = openNow(session).content;
  return `${at.section} ${at.step}`;
};

/** Taps each step the moment it shows, without waiting for the disk, until the form is over. */
async function tapThrough({ session }: OpenTab, shown: string[] = []): Promise<void> {
  let tapped = '';
  const over = new Promise<void>((resolve) => {
    const follow = (): void => {
      if (session.get().state === 'done') return resolve();
      if (session.get().state !== 'open' || position(session) === tapped || !stepNow(session)) return;
      tapped = position(session);
      shown.push(tapped);
      session.take(tapAt(session));
    };
    session.subscribe(follow);
    follow();
  });
  await over;
}

/** Stops at the `n`th step of the disk for good; counts them. */
function diesAt(n: number): { readonly hooks: MemoryHooks; readonly dead: Promise<void>; count: number } {
  let tell = (): void => undefined;
  const dead = new Promise<void>((resolve) => (tell = resolve));
  const death = {
    count: 0,
    dead,
    hooks: {
      before: async () => {
        death.count += 1;
        if (death.count === n) tell();
        if (death.count >= n) await new Promise<void>(() => undefined);
      },
    },
  };
  return death;
}

describe('an answer', () => {
  test('shows the next question before it is on disk', async () => {
    const { session } = await openForm(await phoneWithHousehold());
    const before = position(session);
    session.take(tapAt(session));
    expect(position(session)).not.toBe(before);
  });

  test('given before the one before it is on disk is held, and taken then', async () => {
    const phone = await phoneWithHousehold();
    const { session } = await openForm(phone);
    session.take(tapAt(session)); // consent
    session.take(tapAt(session)); // the first question
    const second = position(session);
    expect((await answersOnDisk(phone)).size).toBe(0);
    session.take(actionsAt(openNow(session).content.at).change((content) => content));
    await session.settled();
    expect(position(session)).not.toBe(second);
    expect([...(await answersOnDisk(phone)).keys()].some((key) => key.endsWith(' H1'))).toBe(true);
  });

  test('changed while it is held counts as it was given last', async () => {
    const phone = await phoneWithHousehold();
    const { session, store } = await openForm(phone);
    session.take(tapAt(session));
    const { at } = openNow(session).content;
    session.take(actionsAt(at).answer({ na: 'refused' }));
    session.take(actionsAt(at).answer({ na: 'unknown' }));
    await session.settled();
    const draft = await store.drafts.get(at.section);
    expect(JSON.stringify(draft)).toContain('"H1":{"na":"unknown"');
    expect(JSON.stringify(draft)).not.toContain('refused');
  });

  test('held when the person goes back is not taken, and stays chosen at its question', async () => {
    const { session } = await openForm(await phoneWithHousehold());
    session.take(tapAt(session));
    await session.settled();
    const first = openNow(session).content.at;
    session.take(tapAt(session));
    const second = openNow(session).content.at;
    session.take(actionsAt(second).answer({ na: 'refused' }));
    session.goTo(first);
    await session.settled();
    expect(openNow(session)).toMatchObject({ content: { at: first }, arrived: 'back' });
    session.goTo(second);
    await session.settled();
    expect(openNow(session).typed).toEqual({ kind: 'answer', given: { na: 'refused' } });
  });

  test('of the last question shows the end only when it is on disk', async () => {
    const phone = await phoneWithHousehold();
    const tab = await openForm(phone);
    const early: number[] = [];
    tab.session.subscribe(() => {
      if (tab.session.get().state === 'done') early.push(phone.disk.contents('drafts').length);
    });
    await tapThrough(tab);
    expect(early[0]).toBe(0);
  });
});

describe('a write that fails', () => {
  test('shows its question again with what was chosen, says why, and takes nothing that was held', async () => {
    const phone = await phoneWithHousehold();
    const moves: string[] = [];
    const { session } = await openForm(phone, {}, (to, _from, how) => moves.push(`${how} ${to.step}`));
    session.take(tapAt(session));
    await session.settled();
    const first = openNow(session).content.at;
    phone.disk.setQuota(1);
    session.take(actionsAt(first).answer({ na: 'refused' }));
    const second = openNow(session).content.at;
    session.take(actionsAt(second).answer({ na: 'unknown' }));
    expect(await session.settled()).toEqual({ kind: 'full' });
    expect(openNow(session)).toMatchObject({
      content: { at: first },
      problem: { kind: 'full' },
      typed: { kind: 'answer', given: { na: 'refused' } },
    });
    expect(moves.slice(-2)).toEqual([`forward ${second.step}`, `undone ${first.step}`]);
    phone.disk.setQuota(Infinity);
    session.take(tapAt(session));
    expect(await session.settled()).toBeUndefined();
    expect(openNow(session)).toMatchObject({
      content: { at: second },
      typed: { kind: 'answer', given: { na: 'unknown' } },
    });
  });

  test('of ticks under way keeps them, and the next answer takes them to disk', async () => {
    const phone = await phoneWithHousehold();
    const { session, store } = await openForm(phone);
    session.take(tapAt(session));
    await session.settled();
    const { at } = openNow(session).content;
    phone.disk.setQuota(1);
    session.take(actionsAt(at).change((content) => ({ ...content, ticks: { F1: {} } })));
    await session.settled();
    expect(openNow(session).problem).toBeUndefined();
    phone.disk.setQuota(Infinity);
    session.take(tapAt(session));
    await session.settled();
    expect(JSON.stringify(await store.drafts.get(at.section))).toContain('"F1":{}');
  });

  test('because another window was first: its form is taken over, and the question shown stays', async () => {
    const phone = await phoneWithHousehold();
    const [one, other] = [await openForm(phone), await openForm(phone)];
    one.session.take(tapAt(one.session));
    await one.session.settled();
    await other.session.reload();
    const { at } = openNow(one.session).content;
    other.session.take(actionsAt(at).answer({ na: 'unknown' }));
    await other.session.settled();
    one.session.take(actionsAt(at).answer({ na: 'refused' }));
    expect(await one.session.settled()).toMatchObject({ kind: 'stale' });
    await one.session.reload();
    expect(openNow(one.session)).toMatchObject({
      content: { at },
      problem: undefined,
      typed: { kind: 'answer', given: { na: 'refused' } },
    });
    one.session.take(actionsAt(at).answer({ na: 'refused' }));
    expect(await one.session.settled()).toBeUndefined();
    expect(JSON.stringify(await one.store.drafts.get(at.section))).toContain('"H1":{"na":"refused"');
  });
});

describe('a form that is killed', () => {
  test('at any step of the disk loses at most the answer tapped last, and submits none twice', async () => {
    const phone = await phoneWithHousehold();
    const counter = diesAt(Number.POSITIVE_INFINITY);
    const whole: string[] = [];
    await tapThrough(await openForm(phone, counter.hooks), whole);
    const expected = await answersOnDisk(phone);
    expect(whole.length).toBeGreaterThan(9);
    expect([...expected.values()].every((times) => times === 1)).toBe(true);

    for (let n = 1; n <= counter.count; n += killEvery) {
      const killed = await phoneWithHousehold();
      const death = diesAt(n);
      const shown: string[] = [];
      const tab = openTab(killed, death.hooks);
      await Promise.race([tab.opened.then(() => tapThrough(tab, shown)), death.dead]);
      tab.kill();
      const again = await openForm(killed);
      const rest: string[] = [];
      if (again.session.get().state === 'open') {
        // It opens at the question shown last, or at the one before if that answer did not reach the disk.
        const last = shown.slice(-2);
        if (last.length > 0) expect(last, `killed at ${n}`).toContain(position(again.session));
        await tapThrough(again, rest);
      } else expect(shown.at(-1), `killed at ${n}`).toBe(whole.at(-1));
      expect(await answersOnDisk(killed), `killed at ${n}`).toEqual(expected);
    }
  });
});
