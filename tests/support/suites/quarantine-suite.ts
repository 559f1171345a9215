import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import type { QuarantineEntry } from '../../../src/protocol/quarantine.ts';
import { handleQuarantineList } from '../../../src/server/sync/quarantine/handle-quarantine.ts';
import {
  handleQuarantineRelease,
  handleQuarantineSetAside,
} from '../../../src/server/sync/quarantine/judge-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** What a lead can do about operations that wait for them, on every server storage. */
export function describeQuarantine(engine: string, open: () => Promise<TestStorage>): void {
  describe(`the quarantine on ${engine}`, () => {
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

    const list = (phone: TestPhone, of = village) => handleQuarantineList(world.deps, phone.id, { village: of });
    const entries = async (phone = lead): Promise<readonly QuarantineEntry[]> => {
      const answer = await list(phone);
      assert('waiting' in answer && answer.entries, 'the list was refused');
      return answer.entries;
    };
    const release = async (...opIds: string[]) =>
      (await handleQuarantineRelease(world.deps, lead.id, { opIds })).results;
    const setAside = async (...opIds: string[]) =>
      (await handleQuarantineSetAside(world.deps, lead.id, { opIds })).results;
    const shownTo = async (phone: TestPhone) =>
      Object.fromEntries((await phone.catchUp()).rows.map((row) => [row.id, row.fields]));

    /** An's last form, sent after An was shut out. */
    async function lastForm() {
      const householdId = world.newId();
      const op = an.op(householdId, { headName: 'Hộ cuối' });
      await world.revoke(an);
      await an.tell(op);
      return { householdId, op };
    }

    it('shows lead and head who sent what and when, an officer only how many, and a member nothing', async () => {
      const { householdId, op } = await lastForm();
      const [entry, ...more] = await entries();
      expect(more).toEqual([]);
      expect(entry).toMatchObject({
        opId: op.opId,
        record: householdId,
        kind: 'household',
        set: { headName: 'Hộ cuối' },
        account: an.id.account,
        device: an.id.device,
        reason: 'noRight',
        revoked: false,
        receivedAt: world.clock.now(),
      });
      expect(await entries(await world.phone(village, 'head'))).toHaveLength(1);
      expect(await list(await world.phone(village, 'officer'))).toEqual({ waiting: 1, now: world.clock.now() });
      expect(await list(await world.phone(village))).toEqual({ error: 'notFound' });
      expect(await list(lead, await world.village())).toEqual({ error: 'notFound' });
      expect(await list(lead, world.newId())).toEqual({ error: 'notFound' });
    });

    it('saves a revoked member’s last form, and tells the sending phone once it may pull again', async () => {
      const { householdId, op } = await lastForm();
      expect(await release(op.opId)).toEqual([{ opId: op.opId, outcome: 'applied' }]);
      expect(await shownTo(lead)).toEqual({ [householdId]: { headName: 'Hộ cuối' } });
      expect(await release(op.opId), 'sent again it answers the same').toEqual([{ opId: op.opId, outcome: 'applied' }]);
      expect(await entries()).toEqual([]);
      await world.regrant(an);
      expect((await an.catchUp()).outcomes).toEqual([expect.objectContaining({ opId: op.opId, outcome: 'applied' })]);
    });

    it('judges a released operation by the merge rule: what others wrote meanwhile is found', async () => {
      const householdId = world.newId();
      await lead.tell(lead.op(householdId, { address: 'Nhà 1' }));
      const unseen = an.op(householdId, { address: 'Nhà 1A' }, { base: { address: 1 } });
      await world.revoke(an);
      await an.tell(unseen);
      await lead.tell(lead.op(householdId, { address: 'Nhà 1B' }, { base: { address: 1 } }));
      expect(await release(unseen.opId)).toEqual([{ opId: unseen.opId, outcome: 'conflict' }]);
      expect((await lead.catchUp()).rows.map((row) => row.kind).sort()).toEqual(['conflict', 'household']);
    });

    it('replays what is parked behind a group, whether it was released or set aside', async () => {
      for (const judged of ['release', 'set aside'] as const) {
        const phone = await world.phone(village);
        const householdId = world.newId();
        await phone.tell(phone.op(householdId, { headName: 'Hộ', address: 'Nhà 1' }));
        const first = phone.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } });
        const next = phone.op(householdId, { headName: 'Hộ sau' }, { base: { headName: 1 } });
        await world.revoke(phone);
        await phone.tell(first);
        await world.regrant(phone);
        expect(await phone.tell(next)).toEqual(['parked']);
        expect((await entries()).at(-1)).toMatchObject({ opId: first.opId, behind: 1 });
        if (judged === 'release') await release(first.opId);
        else expect(await setAside(first.opId)).toEqual([{ opId: first.opId, outcome: 'setAside' }]);
        expect((await shownTo(lead))[householdId]).toEqual({
          headName: 'Hộ sau',
          address: judged === 'release' ? 'Nhà 2' : 'Nhà 1',
        });
        const told = Object.fromEntries((await phone.catchUp()).outcomes.map((one) => [one.opId, one.outcome]));
        expect(told).toMatchObject({
          [first.opId]: judged === 'release' ? 'applied' : 'setAside',
          [next.opId]: 'applied',
        });
      }
    });

    it('treats a base on an operation that was set aside as having seen nothing', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { address: 'Nhà 1' }));
      const aside = an.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } });
      const later = an.op(householdId, { address: 'Nhà 3' }, { base: { address: aside.opId } });
      await world.revoke(an);
      await an.tell(aside);
      await world.regrant(an);
      await lead.tell(lead.op(householdId, { address: 'Nhà khác' }, { base: { address: 1 } }));
      await setAside(aside.opId);
      expect(await an.tell(later), 'the lead’s value was never seen: both are kept').toEqual(['conflict']);
    });

    it('keeps what cannot be read or does not fit until it is set aside, and says why', async () => {
      const householdId = world.newId();
      const misfit = an.op(householdId, { hardship: 'có' });
      const torn = { ...an.op(world.newId(), { headName: 'Hộ' }), set: 7 };
      await an.tell(misfit, torn, 'không đọc được');
      const seen = await entries();
      expect(seen.map(({ reason }) => reason)).toEqual(['misfit', 'unreadable', 'unreadable']);
      expect(seen[0]).toMatchObject({ field: 'hardship', set: { hardship: 'có' } });
      expect(seen[1]).toMatchObject({ record: torn.record, raw: JSON.stringify(torn) });
      expect(seen[2]).toMatchObject({ raw: '"không đọc được"', name: expect.any(String) as string });
      const results = await release(...seen.map(({ opId }) => opId));
      expect(results.map(({ outcome, why }) => [outcome, why])).toEqual([
        ['quarantined', 'misfit'],
        ['quarantined', 'unreadable'],
        ['quarantined', 'unreadable'],
      ]);
      const aside = await setAside(...seen.map(({ opId }) => opId));
      expect(aside.map(({ outcome }) => outcome)).toEqual(['setAside', 'setAside', 'setAside']);
      expect(await entries()).toEqual([]);
      expect(await release(misfit.opId), 'set aside is for good').toEqual([{ opId: misfit.opId, outcome: 'setAside' }]);
      expect((await an.catchUp()).rows).toEqual([]);
    });

    it('shows what a revoked phone sends although it cannot be read', async () => {
      await world.revoke(an);
      an.seq = 1;
      await an.tell('không đọc được');
      expect(await entries()).toEqual([expect.objectContaining({ reason: 'unreadable', account: an.id.account })]);
    });

    it('releases a group whole: never half of it', async () => {
      const group = world.newId();
      const householdId = world.newId();
      const good = an.op(householdId, { headName: 'Hộ' }, { group });
      const bad = an.op(world.newId(), { household: 'không phải mã' }, { kind: 'person', group });
      await an.tell(good, bad);
      expect((await entries()).map(({ reason }) => reason)).toEqual(['group', 'misfit']);
      expect((await release(good.opId)).map(({ outcome }) => outcome)).toEqual(['quarantined', 'quarantined']);
      expect((await lead.catchUp()).rows).toEqual([]);
    });

    it('keeps a person waiting whose household is not there, and releases them once it is', async () => {
      const householdId = world.newId();
      const person = an.op(world.newId(), { household: householdId, name: 'Người mẫu' }, { kind: 'person' });
      await world.revoke(an);
      await an.tell(person);
      expect(await release(person.opId)).toEqual([{ opId: person.opId, outcome: 'quarantined', why: 'waits' }]);
      await lead.tell(lead.op(householdId, { headName: 'Hộ' }));
      expect(await release(person.opId)).toEqual([{ opId: person.opId, outcome: 'applied' }]);
    });

    it('parks anew behind an older one when the newer of two is set aside first', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ', address: 'Nhà 1' }));
      const [first, second] = ['Nhà 2', 'Nhà 3'].map((address) =>
        an.op(householdId, { address }, { base: { address: 1 } }),
      );
      assert(first && second, 'two operations');
      await world.revoke(an);
      await an.tell(first, second);
      await world.regrant(an);
      expect(await an.tell(an.op(householdId, { headName: 'Hộ sau' }, { base: { headName: 1 } }))).toEqual(['parked']);
      await setAside(second.opId);
      expect((await shownTo(lead))[householdId]).toMatchObject({ headName: 'Hộ' });
      await setAside(first.opId);
      expect((await shownTo(lead))[householdId]).toEqual({ headName: 'Hộ sau', address: 'Nhà 1' });
    });

    it('notes each release and set-aside in the audit log once, without content', async () => {
      const [householdId, other] = [world.newId(), world.newId()];
      const [first, second] = [an.op(householdId, { headName: 'Hộ cuối' }), an.op(householdId, { address: 'Nhà 1' })];
      const misfit = an.op(other, { hardship: 'có' });
      await world.revoke(an);
      await an.tell(first, second, misfit, 'không đọc được');
      const unreadable = (await entries()).at(-1)!.opId;
      await release(first.opId, second.opId, misfit.opId);
      await release(first.opId, second.opId);
      await setAside(misfit.opId, unreadable);
      await handleQuarantineSetAside(world.deps, (await world.phone(village)).id, { opIds: [misfit.opId] });
      const { account, device } = lead.id;
      const byLead = { account, device, area: village };
      expect(new Set(await opened.judged())).toEqual(
        new Set([
          { ...byLead, action: 'released', subject: householdId },
          { ...byLead, action: 'setAside', subject: other },
          { ...byLead, action: 'setAside', subject: unreadable },
        ]),
      );
    });

    it('refuses to judge another village’s, as if it did not exist', async () => {
      const { op } = await lastForm();
      const elsewhere = await world.village();
      for (const role of ['lead', 'head'] as const) {
        const stranger = await world.phone(elsewhere, role);
        expect((await handleQuarantineRelease(world.deps, stranger.id, { opIds: [op.opId] })).results).toEqual([]);
        expect((await handleQuarantineSetAside(world.deps, stranger.id, { opIds: [op.opId] })).results).toEqual([]);
      }
      expect(
        (await handleQuarantineRelease(world.deps, (await world.phone(village)).id, { opIds: [op.opId] })).results,
      ).toEqual([]);
      expect(await entries()).toHaveLength(1);
    });

    it('needs rights in both villages for a group that spans them', async () => {
      const elsewhere = await world.village();
      const group = world.newId();
      const here = an.op(world.newId(), { headName: 'Hộ đây' }, { group });
      const there = an.op(world.newId(), { headName: 'Hộ kia' }, { group, village: elsewhere });
      expect(await an.tell(here, there)).toEqual(['quarantined', 'quarantined']);
      // Both wait in the sender's own village: a stranger's form is not for the other village to look at.
      const refused = [here, there].map(({ opId }) => ({ opId, outcome: 'quarantined', why: 'otherVillage' }));
      expect(await release(here.opId)).toEqual(refused);
      expect(await list(await world.phone(elsewhere, 'lead'), elsewhere)).toMatchObject({ waiting: 0, entries: [] });
      await world.grant(lead, elsewhere, 'lead');
      expect((await release(here.opId)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    });
  });
}
