import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import type { Fields } from '../../../src/domain/record/record.ts';
import { handleQuarantineList } from '../../../src/server/sync/quarantine/handle-quarantine.ts';
import { handleQuarantineRelease } from '../../../src/server/sync/quarantine/judge-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

const day = '2026-11-22';
const yes = { v: 'yes', by: 'self', on: day, q: 1 };

/** No phone stores answers of somebody who said no, on every server storage. */
export function describeConsent(engine: string, open: () => Promise<TestStorage>): void {
  describe(`consent on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: string;
    let an: TestPhone;
    let binh: TestPhone;
    let lead: TestPhone;
    let home: string;
    let person: string;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      an = await world.phone(village);
      binh = await world.phone(village);
      lead = await world.phone(village, 'lead');
      [home, person] = [world.newId(), world.newId()];
      await an.tell(
        an.op(home, { headName: 'Hộ' }),
        an.op(person, { household: home, name: 'Mẫu', living: 'here', birthYear: 1980 }, { kind: 'person' }),
      );
    });
    afterEach(() => opened.close());

    const consent = (phone: TestPhone, outcome: 'yes' | 'no', more: object = {}) =>
      phone.op(
        world.newId(),
        {
          household: home,
          person,
          about: 'answers',
          text: 1,
          outcome,
          how: 'tapped',
          saidBy: person,
          on: day,
          collector: phone.id.account,
        },
        { kind: 'consent', ...more },
      );
    const say = (phone: TestPhone, set: Fields, more: object = {}) =>
      phone.op(person, set, { kind: 'person', ...more });
    const refuse = (phone: TestPhone) => phone.tell(consent(phone, 'no'), say(phone, { inTally: true }));
    const stored = async () => {
      const rows = (await (await world.phone(village)).catchUp()).rows;
      return rows.find(({ id }) => id === person)?.fields;
    };
    const reasons = async () => {
      const list = await handleQuarantineList(world.deps, lead.id, { village });
      assert('entries' in list && list.entries, 'the lead is shown the entries');
      return list.entries.map(({ reason }) => reason);
    };
    const release = async (opId: string) => {
      const verdict = await handleQuarantineRelease(world.deps, lead.id, { opIds: [opId] });
      return verdict.results.map(({ outcome, why }) => why ?? outcome);
    };

    it('keeps answers of who said no waiting, also from a phone that has not heard of it', async () => {
      await refuse(an);
      const late = say(binh, { 'a.P4': yes });
      expect(await binh.tell(late)).toEqual(['quarantined']);
      expect(await stored()).not.toHaveProperty(['a.P4']);
      expect(await reasons()).toEqual(['noConsent']);
      expect(await release(late.opId), 'the lead cannot take them in either').toEqual(['noConsent']);
    });

    it('takes everything else that is said of them, and emptied answers', async () => {
      await an.tell(consent(an, 'yes'), say(an, { 'a.P4': yes }));
      await refuse(an);
      const set = { 'a.P4': null, name: 'Mẫu Hai', living: 'away' };
      expect(await binh.tell(say(binh, set, { base: { 'a.P4': 9, name: 9, living: 9 } }))).toEqual(['applied']);
      expect(await stored()).toMatchObject({ name: 'Mẫu Hai', 'a.P4': null, inTally: true });
    });

    it('takes answers again once they have said yes, with that yes or after it', async () => {
      await refuse(an);
      const late = say(binh, { 'a.P4': yes });
      await binh.tell(late);
      const group = world.newId();
      const base = { inTally: 99 };
      expect(await an.tell(consent(an, 'yes', { group }), say(an, { inTally: false }, { group, base }))).toEqual([
        'applied',
        'applied',
      ]);
      expect(await an.tell(say(an, { 'a.P5': yes }))).toEqual(['applied']);
      expect(await release(late.opId), 'what waited can be taken in now').toEqual(['applied']);
      expect(await stored()).toMatchObject({ 'a.P4': yes, 'a.P5': yes, inTally: false });
    });

    it('lets nobody out of the tally without their yes, nor by one that was taken back', async () => {
      const agreed = consent(an, 'yes');
      await an.tell(agreed);
      const back = an.op(agreed.record, { withdrawnOn: day }, { kind: 'consent', base: { withdrawnOn: 0 } });
      await an.tell(back, say(an, { inTally: true }));
      expect(await binh.tell(say(binh, { inTally: false }, { base: { inTally: 99 } }))).toEqual(['quarantined']);
      expect(await binh.tell(say(binh, { 'a.P4': yes }))).toEqual(['parked']);
      expect(await stored()).toMatchObject({ inTally: true });
    });

    it('asks nothing of a person who is created in the tally, and stores no answer with it', async () => {
      const other = world.newId();
      const row = { household: home, name: 'Mẫu Ba', living: 'here', inTally: true };
      expect(await an.tell(an.op(other, { ...row, 'a.P4': yes }, { kind: 'person' }))).toEqual(['quarantined']);
      const third = world.newId();
      expect(await an.tell(an.op(third, row, { kind: 'person' }))).toEqual(['applied']);
    });

    it('judges a group as a whole: what comes with such answers waits with them', async () => {
      await refuse(an);
      const group = world.newId();
      const [visit, answer] = [
        binh.op(world.newId(), { household: home, note: 'Ghé' }, { kind: 'visit', group }),
        say(binh, { 'a.P4': yes }, { group }),
      ];
      expect(await binh.tell(visit, answer)).toEqual(['quarantined', 'quarantined']);
    });
  });
}
