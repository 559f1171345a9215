import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import { dayOf, type Day } from '../../../src/lib/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import type { EraseResponse } from '../../../src/protocol/erase.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { bringBack } from '../../../src/server/sync/erasure/bring-back.ts';
import { eraseAgain, handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { settleErasure } from '../../../src/server/sync/erasure/second-person.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

const yes = { v: 'yes', by: 'self', on: '2026-11-22', q: 1 };
const hour = 60 * 60 * 1000;
const days: readonly Day[] = [
  dayOf(Date.UTC(2026, 10, 22)),
  '2026-12-31' as Day,
  '2027-01-01' as Day,
  '2030-01-01' as Day,
];

/** Undoing an erasure, and the second person, on every server storage. */
export function describeBaskets(engine: string, open: () => Promise<TestStorage>): void {
  describe(`the waste basket on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: string;
    let an: TestPhone;
    let lead: TestPhone;
    let head: TestPhone;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      an = await world.phone(village);
      lead = await world.phone(village, 'lead');
      head = await world.phone(village, 'head');
    });
    afterEach(() => opened.close());

    const ask = async (
      records: readonly string[],
      { by = lead, reason }: { by?: TestPhone; reason?: 'ownWish' | 'other' } = {},
    ): Promise<EraseResponse> => {
      const answer = await handleErase(world.deps, by.id, {
        village,
        records: [...records],
        ...(reason && { reason }),
      });
      assert('erased' in answer, 'erasing was refused');
      return answer;
    };
    /** The basket that the village's latest erasure filled. */
    const basket = async () => {
      const version = await opened.storage.snapshot((tx) => tx.villageVersion(village));
      return world.deps.uuidFromText(`basket ${village} ${version}`);
    };
    const undo = (id: string, by: TestPhone = head) => bringBack(world.deps, by.id, { id });
    const all = async () => (await (await world.phone(village)).catchUp()).rows;
    const shown = async () =>
      (await all())
        .filter(({ kind }) => kind !== 'residue')
        .map(({ id, kind, fields }) => ({ id, kind, fields }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    const figures = async () => {
      const records = (await all()).flatMap(({ id, kind, fields }): CountedRecord[] =>
        kind && fields ? [{ id, kind, fields }] : [],
      );
      return days.map((on) => countIndicators(records, indicators, on));
    };
    const ops = async (opIds: readonly string[]) =>
      (await opened.storage.transaction((tx) => tx.groupsOf(opIds))).map(({ opId, outcome, body, hmac, waitsFor }) => ({
        opId,
        outcome,
        body,
        hmac,
        waitsFor,
      }));
    const person = (household: string, birthYear = 1980, by = an) =>
      by.op(
        world.newId(),
        { household, name: 'Người mẫu', living: 'here', birthYear, 'a.P4': yes },
        { kind: 'person' },
      );
    /** Households with nobody in them. */
    const households = async (many: number) => {
      const ids = Array.from({ length: many }, () => world.newId());
      await an.tell(...ids.map((id) => an.op(id, { headName: `Hộ ${id.slice(-4)}` })));
      return ids;
    };

    /** A household with all that can hang on one: people, visit, consent, a conflict, waiting operations. */
    async function whole() {
      const [home, other] = [world.newId(), world.newId()];
      const made = an.op(home, { headName: 'Bí mật', address: 'Nhà 1', 'a.H2': yes });
      const who = person(home);
      const child = person(home, 2011);
      const visit = an.op(world.newId(), { household: home, note: 'Bí mật' }, { kind: 'visit' });
      const consent = an.op(world.newId(), { person: who.record, answer: 'yes' }, { kind: 'consent' });
      await an.tell(made, who, child, visit, consent, an.op(other, { headName: 'Hộ khác' }), person(other));
      const conflicting = lead.op(home, { address: 'Nhà khác' }, { base: { address: 0 } });
      await lead.tell(conflicting);
      const bad = an.op(home, { hardship: 'Bí mật' });
      const behind = an.op(home, { cluster: 'Cụm 1' }, { base: { cluster: 0 } });
      // A group of which one part is about the household, and which waits for somebody of another one.
      const missing = person(other, 1990, head);
      const group = world.newId();
      const waiting = an.op(world.newId(), { household: home, note: 'Bí mật' }, { kind: 'visit', group });
      const beside = an.op(world.newId(), { person: missing.record, answer: 'yes' }, { kind: 'consent', group });
      expect(await an.tell(bad, behind, waiting, beside)).toEqual(['quarantined', 'parked', 'parked', 'parked']);
      const sent = [made, who, child, visit, consent, conflicting, bad, behind, waiting].map(({ opId }) => opId);
      return { home, other, who, sent, missing, waiting };
    }

    it('brings a household back whole: records, operations with their outcomes, conflicts, figures', async () => {
      const { home, sent, missing, waiting } = await whole();
      const before = { shown: await shown(), ops: await ops(sent), figures: await figures() };
      const phone = await world.phone(village);
      await phone.catchUp();
      const erased = await ask([home]);
      expect(erased.until).toBe(world.clock.now() + limits.erasedHours.value * hour);
      expect(JSON.stringify(await shown())).not.toMatch(/Bí mật|Người mẫu.*2011/);
      expect(await figures(), 'erasing changes no figure').toEqual(before.figures);
      await phone.catchUp();
      expect(await undo(await basket())).toMatchObject({ broughtBack: true });
      expect(await shown()).toEqual(before.shown);
      expect(await ops(sent)).toEqual(before.ops);
      expect(await figures()).toEqual(before.figures);
      expect((await all()).flatMap(({ kind, fields }) => (kind === 'residue' ? [fields] : []))).toEqual([{}]);
      const back = (await phone.catchUp()).rows.find(({ id }) => id === home);
      expect(back?.fields, 'a phone that had dropped it receives all of it').toMatchObject({ headName: 'Bí mật' });
      expect(await head.tell(missing)).toEqual(['applied']);
      expect(
        (await ops([waiting.opId])).map(({ outcome }) => outcome),
        'what was parked is found',
      ).toEqual(['applied', 'applied']);
      expect(await lead.tell(lead.op(home, { headName: 'Tên mới' }, { base: { headName: 99 } }))).toEqual(['applied']);
    });

    it('keeps its content sealed, and nothing else of it', async () => {
      const { home } = await whole();
      await ask([home]);
      const id = await basket();
      const kept = await opened.storage.transaction((tx) => tx.basket(id));
      expect(kept).toMatchObject({ households: 1, people: 2, account: lead.id.account });
      expect(JSON.stringify(kept)).not.toMatch(/Bí mật|Người mẫu|Nhà/);
    });

    it('can be erased again after it was brought back, and brought back again', async () => {
      const { home } = await whole();
      const before = await shown();
      for (let round = 0; round < 2; round++) {
        await ask([home]);
        expect(await undo(await basket())).toMatchObject({ broughtBack: true });
        expect(await shown()).toEqual(before);
      }
      await ask([home]);
      expect((await shown()).find(({ id }) => id === home)?.kind).toBe('erased');
    });

    it('answers the same when asked again, and opens to head and officer of the village only', async () => {
      const { home } = await whole();
      await ask([home]);
      const id = await basket();
      const stranger = await world.phone(await world.village(), 'head');
      for (const phone of [an, lead, stranger]) expect(await undo(id, phone)).toEqual({ error: 'notFound' });
      expect(await undo(world.newId())).toEqual({ error: 'notFound' });
      expect(await undo(id)).toMatchObject({ broughtBack: true, isNew: true });
      expect(await undo(id)).toMatchObject({ broughtBack: true, isNew: false });
    });

    it('is gone for good once its time has ended', async () => {
      const { home } = await whole();
      await ask([home]);
      world.clock.time += limits.erasedHours.value * hour;
      expect(await undo(await basket())).toEqual({ error: 'notFound' });
    });

    it('holds nothing of who asked to be erased', async () => {
      const { home } = await whole();
      expect(await ask([home], { reason: 'ownWish' })).not.toHaveProperty('until');
      expect(await undo(await basket())).toEqual({ error: 'notFound' });
      expect((await shown()).find(({ id }) => id === home)?.kind).toBe('erased');
    });

    it('brings a person back only into a household that is there, in any order of erasing', async () => {
      const { home, who } = await whole();
      const before = { shown: await shown(), figures: await figures() };
      await ask([who.record]);
      const first = await basket();
      await ask([home]);
      const second = await basket();
      expect(await undo(first)).toMatchObject({ broughtBack: false, why: 'householdGone' });
      expect(await undo(second)).toMatchObject({ broughtBack: true });
      expect(await figures()).toEqual(before.figures);
      expect(await undo(first)).toMatchObject({ broughtBack: true });
      expect(await shown()).toEqual(before.shown);
      expect(await figures()).toEqual(before.figures);
    });

    it('is filled again when a restore repeats the erasure before its time has ended', async () => {
      const { home } = await whole();
      const before = await shown();
      const until = world.clock.now() + hour;
      await eraseAgain(world.deps, [{ village, id: home, until }]);
      expect(await undo(await basket())).toMatchObject({ broughtBack: true });
      expect(await shown()).toEqual(before);
      world.clock.time += hour;
      await eraseAgain(world.deps, [{ village, id: home, until }]);
      expect(await undo(await basket())).toEqual({ error: 'notFound' });
    });

    it('leaves alone what was done to other records in the meantime', async () => {
      const { home, other } = await whole();
      await ask([home]);
      const id = await basket();
      await an.tell(person(other, 1970), an.op(world.newId(), { headName: 'Hộ mới', 'a.H2': yes }));
      const before = await figures();
      await undo(id);
      expect(await figures()).toEqual(before);
      expect((await shown()).filter(({ kind }) => kind === 'household')).toHaveLength(3);
    });

    it('lets one person erase a few households a day, and no more without a second person', async () => {
      const ids = await households(limits.erasedHouseholds.value + 2);
      for (const id of ids.slice(0, -2)) expect(await ask([id])).toMatchObject({ erased: [id] });
      const [sixth, seventh] = ids.slice(-2) as [string, string];
      for (const reason of ['other', 'ownWish'] as const)
        expect(await ask([seventh], { reason }), 'whatever the reason').toMatchObject({ erased: [] });
      const { waiting } = await ask([sixth]);
      assert(waiting !== undefined, 'the request waits');
      expect(await ask([sixth]), 'the same request is the same act').toMatchObject({ waiting });
      expect(await ask([ids[0]!]), 'what is erased already needs nobody').toMatchObject({ erased: [ids[0]] });
      expect(await ask([seventh], { by: head }), 'another person has an own count').toMatchObject({
        erased: [seventh],
      });
      expect(await settleErasure(world.deps, lead.id, { id: waiting, confirm: true })).toEqual({ error: 'notFound' });
      expect(await settleErasure(world.deps, an.id, { id: waiting, confirm: true })).toEqual({ error: 'notFound' });
      const settled = await settleErasure(world.deps, head.id, { id: waiting, confirm: true });
      expect(settled).toMatchObject({ erased: [sixth], reason: 'other', isNew: true });
      expect(await undo(await basket()), 'it can be brought back like any other').toMatchObject({ broughtBack: true });
      expect(await settleErasure(world.deps, head.id, { id: waiting, confirm: true })).toMatchObject({ isNew: false });
    });

    it('counts the households of single people, and all of one request at once', async () => {
      const homes = await households(limits.erasedHouseholds.value + 1);
      const people = homes.map((home) => person(home));
      await an.tell(...people);
      expect(await ask(people.map(({ record }) => record))).toMatchObject({ erased: [] });
      expect(await ask(people.slice(1).map(({ record }) => record))).toHaveProperty('until');
      expect(await ask([homes[1]!]), 'a household that was counted today is not counted twice').toHaveProperty('until');
      expect(await ask([homes[0]!])).toHaveProperty('waiting');
      world.clock.time += 24 * hour;
      expect(await ask([homes[0]!]), 'the next day').toHaveProperty('until');
    });

    it('erases nothing that was refused, is too old, or whose requester has lost the right', async () => {
      const erase = async (these?: readonly string[]) => {
        const { waiting } = await ask(these ?? (await households(limits.erasedHouseholds.value + 1)));
        assert(waiting !== undefined, 'the request waits');
        return waiting;
      };
      const settle = (id: string, confirm = true) => settleErasure(world.deps, head.id, { id, confirm });
      const ids = await households(limits.erasedHouseholds.value + 1);
      const refused = await erase(ids);
      expect(await settle(refused, false)).toMatchObject({ erased: [], isNew: true });
      expect(await settle(refused)).toEqual({ error: 'notFound' });
      expect(await erase(ids), 'asked for again it is another request').not.toBe(refused);
      const old = await erase();
      const late = await erase();
      await world.revoke(lead);
      expect(await settle(late)).toEqual({ error: 'notFound' });
      world.clock.time += limits.secondDays.value * 24 * hour;
      expect(await settle(old)).toEqual({ error: 'notFound' });
      expect((await shown()).every(({ kind }) => kind === 'household')).toBe(true);
    });
  });
}
