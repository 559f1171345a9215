import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DELETED, type Fields } from '../../../src/domain/record/record.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { handleQuarantineRelease } from '../../../src/server/sync/quarantine/judge-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** What every server storage must keep when a household goes to another village. */
export function describeMoving(engine: string, open: () => Promise<TestStorage>): void {
  describe(`moving to another village on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let old: Uuid;
    let next: Uuid;
    /** In the old village · in both · in the new one. */
    let an: TestPhone;
    let both: TestPhone;
    let chi: TestPhone;
    let householdId: Uuid;
    let person: Uuid;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      [old, next] = [await world.village(), await world.village()];
      an = await world.phone(old);
      both = await world.phone(old, 'lead');
      await world.grant(both, next, 'lead');
      chi = await world.phone(next);
      [householdId, person] = [world.newId(), world.newId()];
      await an.tell(
        an.op(householdId, { headName: 'Hộ mẫu', address: 'Nhà 1' }),
        an.op(person, { household: householdId, name: 'Người mẫu' }, { kind: 'person' }),
      );
      await an.catchUp();
      await chi.catchUp();
    });
    afterEach(() => opened.close());

    const move = (phone: TestPhone, village = old, to = next) => phone.op(householdId, { movedTo: to }, { village });
    const rowsOf = async (phone: TestPhone): Promise<Map<Uuid, Fields>> => {
      const page = await phone.pull({ version: 0, id: '', held: 0 });
      if (!('rows' in page)) throw new Error('refused');
      return new Map(page.rows.map((row) => [row.id, row.fields ?? {}]));
    };

    it('takes the household and its people out of the old village and brings them to the new one', async () => {
      expect(await both.tell(move(both))).toEqual(['applied']);
      const [here, there] = [await an.catchUp(), await chi.catchUp()];
      expect(here.rows.map(({ id, fields }) => [id, fields])).toEqual(
        [householdId, person].sort().map((id) => [id, { [DELETED]: true }]),
      );
      const came = new Map(there.rows.map(({ id, fields }) => [id, fields]));
      expect(came.get(householdId)).toEqual({ headName: 'Hộ mẫu', address: 'Nhà 1' });
      expect(came.get(person)).toEqual({ household: householdId, name: 'Người mẫu' });
    });

    it('needs rights in both villages, in either direction, and is quarantined without', async () => {
      const op = move(an);
      expect(await an.tell(op)).toEqual(['quarantined']);
      expect(await chi.tell(chi.op(householdId, { movedTo: old }, { village: old }))).toEqual(['quarantined']);
      expect((await rowsOf(an)).get(householdId)).toMatchObject({ headName: 'Hộ mẫu' });
      const lead = await world.phone(old, 'lead');
      expect(await handleQuarantineRelease(world.deps, lead.id, { opIds: [op.opId] })).toMatchObject({
        results: [{ outcome: 'quarantined', why: 'otherVillage' }],
      });
      expect(await handleQuarantineRelease(world.deps, both.id, { opIds: [op.opId] })).toMatchObject({
        results: [{ outcome: 'applied' }],
      });
      expect((await rowsOf(chi)).get(householdId)).toMatchObject({ headName: 'Hộ mẫu' });
    });

    it('redirects later operations to the new village, with their bases, given rights in both', async () => {
      await both.catchUp();
      await both.tell(move(both));
      const newcomer = world.newId();
      expect(
        await both.tell(
          both.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } }),
          both.op(newcomer, { household: householdId, name: 'Đến sau' }, { kind: 'person' }),
        ),
      ).toEqual(['applied', 'applied']);
      const rows = await rowsOf(chi);
      expect(rows.get(householdId)).toMatchObject({ address: 'Nhà 2' });
      expect(rows.get(newcomer)).toMatchObject({ household: householdId });
      expect([...(await rowsOf(an)).values()].every((fields) => fields[DELETED] === true)).toBe(true);
    });

    it('quarantines operations by members of the old village alone until a lead of both releases them', async () => {
      await both.tell(move(both));
      const late = an.op(householdId, { address: 'Nhà 3' }, { base: { address: 1 } });
      expect(await an.tell(late)).toEqual(['quarantined']);
      expect((await rowsOf(an)).get(householdId)).toEqual({ [DELETED]: true });
      expect(await handleQuarantineRelease(world.deps, both.id, { opIds: [late.opId] })).toMatchObject({
        results: [{ outcome: 'applied' }],
      });
      expect((await rowsOf(chi)).get(householdId)).toMatchObject({ address: 'Nhà 3' });
    });

    it('makes a conflict of an edit that had not seen the new village’s value', async () => {
      await both.catchUp();
      await both.tell(move(both));
      await chi.catchUp();
      await chi.tell(chi.op(householdId, { address: 'Nhà mới' }, { base: { address: 1 } }));
      expect(await both.tell(both.op(householdId, { address: 'Nhà cũ' }, { base: { address: 1 } }))).toEqual([
        'conflict',
      ]);
    });

    it('leaves nothing parked in the old village: operations on new people are for a lead of both', async () => {
      const [somebody, other] = [world.newId(), world.newId()];
      const binh = await world.phone(old);
      const edits = [somebody, other].map((id) =>
        binh.op(id, { birthYear: 1980 }, { kind: 'person', base: { birthYear: 0, name: 1 } }),
      );
      expect(await binh.tell(...edits)).toEqual(['parked', 'parked']);
      await both.tell(move(both));
      const newcomer = an.op(somebody, { household: householdId, name: 'Con út' }, { kind: 'person' });
      expect(await an.tell(newcomer)).toEqual(['quarantined']);
      expect(await handleQuarantineRelease(world.deps, both.id, { opIds: [newcomer.opId] })).toMatchObject({
        results: [{ outcome: 'applied' }],
      });
      expect(await both.tell(both.op(other, { household: householdId, name: 'Con cả' }, { kind: 'person' }))).toEqual([
        'applied',
      ]);
      expect((await binh.catchUp()).outcomes.map(({ outcome }) => outcome)).toEqual(['quarantined', 'quarantined']);
      expect(await binh.tell(binh.op(somebody, { name: 'Con út hai' }, { kind: 'person', base: { name: 1 } }))).toEqual(
        ['quarantined'],
      );
      const released = await handleQuarantineRelease(world.deps, both.id, { opIds: edits.map(({ opId }) => opId) });
      expect(released.results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
      const rows = await rowsOf(chi);
      for (const id of [somebody, other])
        expect(rows.get(id)).toMatchObject({ household: householdId, birthYear: 1980 });
    });

    it('replays what is parked in the new village for people who arrive', async () => {
      // Of a timeline that a restored backup has lost, in which the household was here already.
      expect(
        await chi.tell(chi.op(person, { birthYear: 1980 }, { kind: 'person', base: { birthYear: 0, name: 1 } })),
      ).toEqual(['parked']);
      await both.tell(move(both));
      expect((await rowsOf(chi)).get(person)).toMatchObject({ birthYear: 1980 });
    });

    it('goes there and back, and on through a third village', async () => {
      const third = await world.village();
      await world.grant(both, third, 'lead');
      await both.tell(move(both), move(both, next, old));
      expect((await rowsOf(an)).get(householdId)).toMatchObject({ headName: 'Hộ mẫu' });
      expect((await rowsOf(chi)).get(householdId)).toEqual({ [DELETED]: true });
      const seen = (await both.catchUp()).rows.find(({ id }) => id === person)!.version;
      await both.tell(move(both), move(both, next, third));
      expect(await both.tell(both.op(person, { name: 'Tên mới' }, { kind: 'person', base: { name: seen } }))).toEqual([
        'applied',
      ]);
      const far = await world.phone(third);
      expect((await rowsOf(far)).get(person)).toMatchObject({ name: 'Tên mới' });
    });

    it('takes along what was merged into it, and still redirects to it', async () => {
      const duplicate = world.newId();
      await an.tell(
        an.op(duplicate, { headName: 'Hộ mẫu', cluster: 'Xóm suối' }),
        an.op(duplicate, { mergedInto: householdId }),
      );
      await both.tell(move(both));
      expect((await rowsOf(chi)).get(householdId)).toMatchObject({ cluster: 'Xóm suối' });
      expect(await both.tell(both.op(duplicate, { hardship: false }))).toEqual(['applied']);
      expect((await rowsOf(chi)).get(householdId)).toMatchObject({ hardship: false });
    });

    it('adds nobody to a household that has moved: quarantined', async () => {
      const [other, somebody] = [world.newId(), world.newId()];
      await an.tell(
        an.op(other, { headName: 'Hộ khác' }),
        an.op(somebody, { household: other, name: 'Con gái' }, { kind: 'person' }),
      );
      await both.tell(move(both));
      expect(
        await both.tell(
          both.op(somebody, { household: householdId }, { kind: 'person', base: { household: 2 } }),
          both.op(other, { mergedInto: householdId }),
        ),
      ).toEqual(['quarantined', 'quarantined']);
      expect((await rowsOf(an)).get(somebody)).toMatchObject({ household: other });
    });

    it('erases it where it is; what is still said of it elsewhere is erased as it comes', async () => {
      await both.tell(move(both));
      const lead = await world.phone(next, 'lead');
      await handleErase(world.deps, lead.id, { village: next, records: [householdId] });
      expect(await both.tell(both.op(householdId, { address: 'Nhà 5' }))).toEqual(['erased']);
    });

    it('cannot be erased by the lead of the village it has left', async () => {
      await both.tell(move(both));
      const lead = await world.phone(old, 'lead');
      expect(await handleErase(world.deps, lead.id, { village: old, records: [person] })).toMatchObject({ erased: [] });
      await chi.catchUp();
      expect((await rowsOf(chi)).get(person)).toMatchObject({ name: 'Người mẫu' });
      expect(
        await both.tell(both.op(person, { name: 'Người mẫu hai' }, { kind: 'person', village: next })),
      ).not.toEqual(['erased']);
    });
  });
}
