import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../src/lib/assert.ts';
import { handleErase } from '../../src/server/sync/erasure/handle-erase.ts';
import { handleQuarantineList } from '../../src/server/sync/quarantine/handle-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from './sync-world.ts';

/** A lying phone can do no more to others than its own rights allow, on every server storage. */
export function describeLiars(engine: string, open: () => Promise<TestStorage>): void {
  describe(`phones that lie, on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: string;
    let elsewhere: string;
    let an: TestPhone;
    let lead: TestPhone;
    let liar: TestPhone;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      elsewhere = await world.village();
      an = await world.phone(village);
      lead = await world.phone(village, 'lead');
      liar = await world.phone(village);
    });
    afterEach(() => opened.close());

    const erase = async (phone: TestPhone, ...records: string[]) => {
      const answer = await handleErase(world.deps, phone.id, { village: phone.village, records });
      assert('erased' in answer, 'erasing was refused');
      return answer.erased;
    };
    const rowsOf = async (of: string) => (await (await world.phone(of)).catchUp()).rows;
    const shown = async (id: string, of = village) => (await rowsOf(of)).find((row) => row.id === id);
    const marked = (id: string) => opened.storage.transaction(async (tx) => (await tx.erasedAmong([id])).length);

    /** An erased household, and an existing one with a person in it. */
    async function erasedAndLive() {
      const [gone, live, person] = [world.newId(), world.newId(), world.newId()];
      await an.tell(
        an.op(gone, { headName: 'Hộ đã xoá' }),
        an.op(live, { headName: 'Hộ còn' }),
        an.op(person, { household: live, name: 'Người còn', living: 'here' }, { kind: 'person' }),
      );
      await erase(lead, gone);
      return { gone, live, person };
    }

    describe('operations that point at erased records', () => {
      it('marks no existing record as erased, and still accepts others’ operations on it', async () => {
        const { gone, live, person } = await erasedAndLive();
        await liar.tell(
          liar.op(live, { household: gone }),
          liar.op(person, { household: gone, name: 'Người còn' }, { kind: 'person' }),
          liar.op(person, { person: gone }, { kind: 'person' }),
          liar.op(live, { mergedInto: gone }),
        );
        expect([await marked(live), await marked(person)]).toEqual([0, 0]);
        expect(
          await an.tell(an.op(live, { address: 'Nhà 1' }), an.op(person, { birthYear: 1980 }, { kind: 'person' })),
        ).toEqual(['applied', 'applied']);
        expect((await shown(person))?.fields).toMatchObject({ household: live, name: 'Người còn', birthYear: 1980 });
      });

      it('drops a move into a household that was erased meanwhile, and takes the other changes', async () => {
        const { gone, live, person } = await erasedAndLive();
        expect(
          await an.tell(
            an.op(
              person,
              { household: gone, birthYear: 1979 },
              { kind: 'person', base: { household: 1, birthYear: 0 } },
            ),
          ),
        ).toEqual(['applied']);
        expect((await shown(person))?.fields).toMatchObject({ household: live, birthYear: 1979 });
      });

      it('marks nothing for a revoked phone, and nothing in another village', async () => {
        const { gone, live, person } = await erasedAndLive();
        const theirs = await world.phone(elsewhere);
        const theirLead = await world.phone(elsewhere, 'lead');
        const far = world.newId();
        await theirs.tell(theirs.op(far, { headName: 'Hộ xa' }));
        const poison = [
          liar.op(live, { household: gone }),
          liar.op(person, { household: gone }, { kind: 'person' }),
          liar.op(far, { household: gone }, { village: elsewhere }),
          liar.op(far, { household: gone }),
        ];
        await world.revoke(liar);
        await liar.tell(...poison);
        expect([await marked(live), await marked(person), await marked(far)]).toEqual([0, 0, 0]);
        const other = await world.phone(village);
        await other.tell(
          other.op(far, { household: gone }, { village: elsewhere }),
          other.op(far, { household: gone }),
        );
        expect(await theirs.tell(theirs.op(far, { address: 'Nhà 9' }))).toEqual(['applied']);
        expect(await theirLead.tell(theirLead.op(far, { headName: 'Hộ xa lắm' }, { base: { headName: 1 } }))).toEqual([
          'applied',
        ]);
      });

      it('marks nothing as erased for a sender without the right', async () => {
        const { gone } = await erasedAndLive();
        const person = world.newId();
        const first = liar.op(person, { household: gone, name: 'Bí mật' }, { kind: 'person' });
        const later = liar.op(person, { name: 'Bí mật hơn' }, { kind: 'person', base: { name: first.opId } });
        await world.revoke(liar);
        expect(await liar.tell(first)).toEqual(['erased']);
        expect(await marked(person)).toBe(0);
        expect(await liar.tell(later), 'their own words about somebody of an erased household are not kept').toEqual([
          'erased',
        ]);
      });
    });

    describe('erasing another village’s records from one’s own', () => {
      it('leaves the other village’s rows and texts as they are', async () => {
        const theirs = await world.phone(elsewhere);
        const far = world.newId();
        const made = theirs.op(far, { headName: 'Hộ xa' });
        const noHousehold = world.newId();
        const waits = theirs.op(world.newId(), { household: noHousehold, name: 'Người chờ' }, { kind: 'person' });
        await theirs.tell(made, waits);
        const bait = [far, waits.record].flatMap((id) => [
          liar.op(id, { headName: 'Mồi' }),
          liar.op(world.newId(), { household: id, name: 'Mồi' }, { kind: 'person' }),
        ]);
        await liar.tell(...bait);
        await erase(lead, far, waits.record, noHousehold);
        expect((await shown(far, elsewhere))?.fields).toEqual({ headName: 'Hộ xa' });
        const texts = await opened.storage.transaction((tx) => tx.groupsOf([made.opId, waits.opId]));
        expect(texts.map(({ outcome, body }) => [outcome, body.length > 0])).toEqual([
          ['applied', true],
          ['parked', true],
        ]);
        expect(await theirs.tell(theirs.op(far, { address: 'Nhà 9' }))).toEqual(['applied']);
      });

      it('erases operations from before a move, from the household’s present village', async () => {
        const household = world.newId();
        const both = await world.phone(village, 'lead');
        await world.grant(both, elsewhere, 'lead');
        const theirLead = await world.phone(elsewhere, 'lead');
        const made = an.op(household, { headName: 'Bí mật' });
        await an.tell(made);
        await both.tell(both.op(household, { movedTo: elsewhere }, { base: { movedTo: 0 } }));
        expect(await erase(theirLead, household)).toEqual([household]);
        const [text] = await opened.storage.transaction((tx) => tx.groupsOf([made.opId]));
        expect([text?.outcome, text?.body]).toEqual(['erased', '']);
        expect(await an.tell(an.op(household, { address: 'Muộn' }, { base: { address: 0 } }))).toEqual(['erased']);
      });

      it('erases nobody who left the household since, or whom only waiting operations put into it', async () => {
        const { live, person } = await erasedAndLive();
        const other = world.newId();
        await an.tell(an.op(other, { headName: 'Nhà mới' }));
        await an.tell(an.op(person, { household: other }, { kind: 'person', base: { household: 1 } }));
        const missing = world.newId();
        await liar.tell(liar.op(person, { household: missing }, { kind: 'person', base: { household: 0 } }));
        await erase(lead, live, missing);
        expect((await shown(person))?.fields).toMatchObject({ name: 'Người còn', household: other });
        expect(await an.tell(an.op(person, { birthYear: 1980 }, { kind: 'person' }))).toEqual(['applied']);
      });
    });

    describe('the remains of erased records', () => {
      it('hold no name in the quarantine, in readable or unreadable texts', async () => {
        const household = world.newId();
        await an.tell(an.op(household, { headName: 'Hộ' }));
        const misfit = an.op(
          world.newId(),
          { household: household, name: 'Bí mật', birthYear: 'xưa' },
          { kind: 'person' },
        );
        const newer = { ...an.op(world.newId(), { household: household, name: 'Bí mật' }), kind: 'animal' };
        const words = JSON.stringify({ set: { household: household, name: 'Bí mật' } });
        expect(await an.tell(misfit, newer, words)).toEqual(['quarantined', 'quarantined', 'quarantined']);
        an.seq += 1;
        await erase(lead, household);
        const list = await handleQuarantineList(world.deps, lead.id, { village });
        expect(JSON.stringify(list)).not.toContain('Bí mật');
        expect(list).toMatchObject({ waiting: 0 });
        const late = an.op(world.newId(), { household: household, name: 'Muộn', birthYear: 'xưa' }, { kind: 'person' });
        expect(await an.tell(late)).toEqual(['erased']);
      });
    });
  });
}
