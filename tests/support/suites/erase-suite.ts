import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import { dayOf, type Day } from '../../../src/lib/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Fields } from '../../../src/domain/record/record.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import { eraseAgain, handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { handleQuarantineList } from '../../../src/server/sync/quarantine/handle-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

const yes = { v: 'yes', by: 'self', on: '2026-11-22', q: 1 };

/** Erasure on every server storage: what goes, what stays, and what comes too late. */
export function describeErasure(engine: string, open: () => Promise<TestStorage>): void {
  describe(`erasure on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: string;
    let an: TestPhone;
    let lead: TestPhone;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      an = await world.phone(village);
      lead = await world.phone(village, 'lead');
    });
    afterEach(() => opened.close());

    const erase = async (...records: string[]) => {
      const answer = await handleErase(world.deps, lead.id, { village, records });
      assert('erased' in answer, 'erasing was refused');
      return answer.erased;
    };
    const person = (household: string, set: Fields = {}) =>
      an.op(
        world.newId(),
        { household, name: 'Người mẫu', living: 'here', birthYear: 1980, 'a.P4': yes, ...set },
        { kind: 'person' },
      );
    const text = async (opIds: string[]) =>
      (await opened.storage.transaction((tx) => tx.groupsOf(opIds))).map(({ body, hmac, outcome }) => ({
        body,
        kept: hmac?.length,
        outcome,
      }));
    /** Everything a phone that starts anew is given. */
    const all = async () => {
      const phone = await world.phone(village);
      return (await phone.catchUp()).rows;
    };
    const counts = async (asOf: Day = dayOf(world.clock.now())) =>
      countIndicators(
        (await all()).flatMap(({ id, kind, fields }): CountedRecord[] =>
          kind && fields ? [{ id, kind, fields }] : [],
        ),
        indicators,
        asOf,
      );

    it('leaves a marker and nothing else of a household, its people, visits, consents and conflicts', async () => {
      const householdId = world.newId();
      const made = an.op(householdId, { headName: 'Bí mật', address: 'Nhà 1' });
      const who = person(householdId);
      const visit = an.op(world.newId(), { household: householdId, note: 'Bí mật' }, { kind: 'visit' });
      const consent = an.op(world.newId(), { person: who.record, answer: 'yes' }, { kind: 'consent' });
      await an.tell(made, who, visit, consent);
      await lead.tell(lead.op(householdId, { address: 'Nhà khác' }, { base: { address: 0 } }));
      await lead.catchUp();
      expect(await erase(householdId)).toEqual([householdId]);
      const rows = await all();
      const residue = rows.filter(({ kind }) => kind === 'residue');
      expect(residue).toHaveLength(1);
      const markers = rows.filter(({ kind }) => kind === 'erased');
      expect(markers.map(({ fields }) => fields)).toEqual([{}, {}, {}, {}, {}]);
      expect(rows).toHaveLength(markers.length + residue.length);
      expect(JSON.stringify(rows)).not.toMatch(/Bí mật|Người mẫu|Nhà/);
      for (const op of [made, who, visit, consent])
        expect(await text([op.opId])).toEqual([{ body: '', kept: 64, outcome: 'erased' }]);
      expect((await an.catchUp()).outcomes.map(({ outcome }) => outcome)).toEqual([
        'erased',
        'erased',
        'erased',
        'erased',
      ]);
      expect(await erase(householdId), 'sent again it answers the same').toEqual([householdId]);
      expect((await lead.catchUp()).rows).not.toEqual([]);
      expect((await lead.catchUp()).rows).toEqual([]);
    });

    it('keeps the village’s figures, today and when a child turns 16', async () => {
      const households = [world.newId(), world.newId()] as const;
      await an.tell(
        an.op(households[0], { headName: 'Một', 'a.H2': yes }),
        person(households[0]),
        person(households[0], { birthYear: 2011, name: 'Trẻ' }),
        an.op(households[1], { headName: 'Hai' }),
        person(households[1]),
      );
      const days = [dayOf(world.clock.now()), '2026-12-31', '2027-01-01', '2030-01-01'] as Day[];
      const before = [];
      for (const on of days) before.push(await counts(on));
      await erase(households[0]);
      for (const [i, on] of days.entries()) expect([on, await counts(on)]).toEqual([on, before[i]]);
      // One person alone, then the rest of the village.
      const [left] = (await all()).filter(({ kind }) => kind === 'person');
      await erase(left!.id);
      for (const [i, on] of days.entries()) expect([on, await counts(on)]).toEqual([on, before[i]]);
      await erase(households[1]);
      for (const [i, on] of days.entries()) expect([on, await counts(on)]).toEqual([on, before[i]]);
    });

    it('stores nothing of late operations on the erased or on people added to them, and takes the rest', async () => {
      const [householdId, other] = [world.newId(), world.newId()];
      await an.tell(an.op(householdId, { headName: 'Bí mật' }));
      await erase(householdId);
      const group = world.newId();
      const late = an.op(householdId, { headName: 'Muộn' }, { group, base: { headName: 1 } });
      const added = { ...person(householdId), group };
      const good = an.op(other, { headName: 'Hộ khác' }, { group });
      expect(await an.tell(late, added, good)).toEqual(['erased', 'erased', 'applied']);
      expect(await an.tell(an.op(added.record, { name: 'Muộn hơn' }, { kind: 'person' }))).toEqual(['erased']);
      expect(await text([late.opId])).toContainEqual({ body: '', kept: 64, outcome: 'erased' });
      expect(await an.push(late), 'sent again it answers the same').toMatchObject({
        outcomes: [{ outcome: 'erased' }],
      });
      expect(JSON.stringify(await all())).not.toContain('Muộn');
    });

    it('erases parked and quarantined operations too, and replays others’ operations behind them', async () => {
      const [householdId, other] = [world.newId(), world.newId()];
      await an.tell(an.op(householdId, { headName: 'Hộ' }), an.op(other, { headName: 'Hộ khác' }));
      const bad = an.op(householdId, { hardship: 'Bí mật' });
      const group = world.newId();
      const behind = an.op(householdId, { address: 'Bí mật' }, { group, base: { address: 0 } });
      const beside = an.op(other, { address: 'Nhà 2' }, { group, base: { address: 0 } });
      const waiting = person(world.newId(), { name: 'Bí mật' });
      expect(await an.tell(bad, behind, beside, waiting)).toEqual(['quarantined', 'parked', 'parked', 'parked']);
      await erase(householdId, waiting.record);
      expect((await text([bad.opId])).map(({ outcome, body }) => [outcome, body])).toEqual([['erased', '']]);
      expect((await text([behind.opId])).map(({ outcome }) => outcome)).toEqual(['erased', 'applied']);
      expect((await text([waiting.opId])).map(({ outcome }) => outcome)).toEqual(['erased']);
      expect(await handleQuarantineList(world.deps, lead.id, { village })).toMatchObject({ waiting: 0 });
    });

    it('may be done by lead and head, in their own village only', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      const elsewhere = await world.village();
      const stranger = await world.phone(elsewhere, 'lead');
      expect(await handleErase(world.deps, an.id, { village, records: [householdId] })).toEqual({ error: 'notFound' });
      expect(await handleErase(world.deps, stranger.id, { village, records: [householdId] })).toEqual({
        error: 'notFound',
      });
      expect(await handleErase(world.deps, stranger.id, { village: elsewhere, records: [householdId] })).toMatchObject({
        erased: [],
      });
      expect((await all()).map(({ kind }) => kind)).toEqual(['household']);
      const head = await world.phone(village, 'head');
      expect(await handleErase(world.deps, head.id, { village, records: [householdId] })).toMatchObject({
        erased: [householdId],
      });
    });

    it('erases again after a restore; repeating it changes nothing', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Bí mật' }), person(householdId));
      const before = await counts();
      await eraseAgain(world.deps, [{ village, id: householdId }]);
      await eraseAgain(world.deps, [{ village, id: householdId }]);
      expect((await all()).map(({ kind }) => kind).sort()).toEqual(['erased', 'erased', 'residue']);
      expect(await counts()).toEqual(before);
      expect(await an.tell(an.op(householdId, { headName: 'Muộn' }))).toEqual(['erased']);
    });
  });
}
