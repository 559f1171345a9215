import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DELETED, isServerKind, recordKinds } from '../../../src/domain/record/record.ts';
import { OLDEST_PULLING } from '../../../src/protocol/version.ts';
import { handlePull } from '../../../src/server/sync/handle-pull.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** What every server storage must keep, as sequences of requests from phones. */
export function describePushAndPull(engine: string, open: () => Promise<TestStorage>): void {
  describe(`push and pull on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let village: string;
    let an: TestPhone;
    let binh: TestPhone;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      village = await world.village();
      an = await world.phone(village);
      binh = await world.phone(village);
    });
    afterEach(() => opened.close());

    const rowsById = async (phone: TestPhone) => new Map((await phone.catchUp()).rows.map((row) => [row.id, row]));

    it('brings one phone’s household to the other', async () => {
      const householdId = world.newId();
      expect(
        await an.tell(
          an.op(householdId, { headName: 'Hộ mẫu', 'a.H2': { v: 'yes', by: 'self', on: '2026-11-22', q: 1 } }),
        ),
      ).toEqual(['applied']);
      const seen = await binh.catchUp();
      expect(seen.rows).toEqual([
        {
          id: householdId,
          version: 1,
          kind: 'household',
          fields: { headName: 'Hộ mẫu', 'a.H2': { v: 'yes', by: 'self', on: '2026-11-22', q: 1 } },
        },
      ]);
      expect((await binh.catchUp()).rows).toEqual([]);
    });

    it('stores a push once however often it is sent, and answers the same', async () => {
      const op = an.op(world.newId(), { headName: 'Một lần' });
      const first = await an.push(op);
      const again = await an.push(op);
      expect(again).toEqual(first);
      expect((await binh.catchUp()).rows).toHaveLength(1);
    });

    it('answers a cloned phone’s hand-in under a second device id with what is stored', async () => {
      const op = an.op(world.newId(), { headName: 'Một lần' });
      await an.tell(op);
      const clone = await world.phoneOf(an.id.account, village, an.id.grant);
      expect(await clone.tell(op)).toEqual(['applied']);
      expect((await binh.catchUp()).rows).toEqual([expect.objectContaining({ version: 1 })]);
    });

    it('answers `expect` for a gap, and `forked` for a copied device', async () => {
      const [one, two, three] = [1, 2, 3].map((n) => an.op(world.newId(), { headName: `Hộ ${n}` }));
      expect(await an.push(two)).toEqual({ error: 'expect', seq: 1 });
      expect(await an.tell(one, two)).toEqual(['applied', 'applied']);
      expect(await an.push({ ...three, seq: 2 })).toEqual({ error: 'forked' });
      const another = binh.op(world.newId(), { headName: 'Hộ 4' });
      expect(await binh.tell(another)).toEqual(['applied']);
      expect(await an.push({ ...another, seq: 2 }), 'known, but not by this number').toEqual({ error: 'forked' });
      expect(await an.tell(three)).toEqual(['applied']);
    });

    it('quarantines a bad operation alone: first, in the middle and last', async () => {
      const good = (n: number) => an.op(world.newId(), { headName: `Hộ ${n}` });
      const bad = [
        an.op(world.newId(), { birthYear: 1990 }, { kind: 'person', set: { birthYear: 'xưa' } }),
        'không đọc được',
        { ...good(9), set: 7 },
      ];
      an.seq = 0;
      const entries = [bad[0], good(1), bad[1], good(2), bad[2]].map((entry, i) =>
        typeof entry === 'object' ? { ...entry, seq: i + 1 } : entry,
      );
      an.seq = entries.length;
      expect(await an.tell(...entries)).toEqual(['quarantined', 'applied', 'quarantined', 'applied', 'quarantined']);
      expect(await an.tell(an.op(world.newId(), { headName: 'Sau đó' }))).toEqual(['applied']);
      expect((await binh.catchUp()).rows).toHaveLength(3);
    });

    it('applies a group whole or not at all', async () => {
      const group = world.newId();
      const householdId = world.newId();
      expect(
        await an.tell(
          an.op(householdId, { headName: 'Hộ' }, { group }),
          an.op(world.newId(), { household: 'không phải mã' }, { kind: 'person', group }),
        ),
      ).toEqual(['quarantined', 'quarantined']);
      expect((await binh.catchUp()).rows).toEqual([]);
    });

    it('keeps both values when two phones answer the same field, in either order', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { address: 'Nhà 1' }));
      await binh.catchUp();
      world.clock.time += 60_000;
      const early = an.op(householdId, { address: 'Nhà 1A' }, { base: { address: 1 } });
      world.clock.time += 60_000;
      const late = binh.op(householdId, { address: 'Nhà 1B' }, { base: { address: 1 } });
      expect(await binh.tell(late)).toEqual(['applied']);
      // An wrote the field last before Bình did: An's value is older and loses for now.
      expect(await an.tell(early)).toEqual(['conflict']);
      const rows = [...(await rowsById(an)).values()];
      expect(rows.find((row) => row.id === householdId)?.fields).toMatchObject({ address: 'Nhà 1B' });
      const conflict = rows.find((row) => row.kind === 'conflict');
      expect(conflict?.fields).toMatchObject({ record: householdId, field: 'address', [DELETED]: false });
      const values = Object.values(conflict?.fields?.['candidates'] as Record<string, { value: string }>).map(
        ({ value }) => value,
      );
      expect(values.sort()).toEqual(['Nhà 1A', 'Nhà 1B']);
    });

    it('merges different fields of one household without a conflict', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ', address: 'Nhà 1' }));
      await binh.catchUp();
      expect(await an.tell(an.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } }))).toEqual(['applied']);
      expect(await binh.tell(binh.op(householdId, { headName: 'Hộ mới' }, { base: { headName: 1 } }))).toEqual([
        'applied',
      ]);
      expect((await rowsById(an)).get(householdId)?.fields).toEqual({ headName: 'Hộ mới', address: 'Nhà 2' });
    });

    it('accepts a chain of own offline edits, and finds another phone’s edit between them', async () => {
      const householdId = world.newId();
      const first = an.op(householdId, { address: 'Nhà 1' });
      const second = an.op(householdId, { address: 'Nhà 2' }, { base: { address: first.opId } });
      const third = an.op(householdId, { address: 'Nhà 3' }, { base: { address: second.opId } });
      expect(await an.tell(first, second)).toEqual(['applied', 'applied']);
      await binh.catchUp();
      expect(await binh.tell(binh.op(householdId, { address: 'Nhà khác' }, { base: { address: 1 } }))).toEqual([
        'applied',
      ]);
      expect(await an.tell(third)).toEqual(['conflict']);
    });

    it('replaces a device’s own candidate and closes the conflict when a person chooses', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { address: 'Nhà 1' }));
      await binh.tell(binh.op(householdId, { address: 'B' }, { base: { address: 1 } }));
      const lost = an.op(householdId, { address: 'A' }, { base: { address: 1 } });
      world.clock.time -= 1000; // An's clock is behind: Bình's value shows
      await an.tell({ ...lost, wallTime: world.clock.now() });
      world.clock.time += 1000;
      expect(await an.tell(an.op(householdId, { address: 'A2' }, { base: { address: lost.opId } }))).toEqual([
        'conflict',
      ]);
      const conflict = [...(await rowsById(binh)).values()].find((row) => row.kind === 'conflict');
      const candidates = conflict?.fields?.['candidates'] as Record<string, { value: string }>;
      expect(
        Object.values(candidates)
          .map(({ value }) => value)
          .sort(),
      ).toEqual(['A2', 'B']);
      const shown = conflict?.version ?? 0;
      expect(
        await binh.tell(
          binh.op(householdId, { address: 'A2' }, { base: { address: shown }, settles: Object.keys(candidates) }),
        ),
      ).toEqual([expect.stringMatching(/applied|noop/)]);
      const after = [...(await rowsById(an)).values()];
      expect(after.find((row) => row.kind === 'conflict')?.fields?.[DELETED]).toBe(true);
    });

    describe('after a restore, takes what the backup holds of a device for a copy’s of that phone', () => {
      let householdId: string;
      const conflicts = async () => [...(await rowsById(binh)).values()].filter((row) => row.kind === 'conflict');
      const choices = (row: Awaited<ReturnType<typeof conflicts>>[number] | undefined) =>
        Object.values((row?.fields?.['candidates'] ?? {}) as Record<string, { value: unknown }>)
          .map(({ value }) => value)
          .sort();

      beforeEach(async () => {
        householdId = world.newId();
        await an.tell(an.op(householdId, { address: 'Nhà 1' }));
      });

      it('and asks instead of replacing it', async () => {
        await an.tell(an.op(householdId, { address: 'của bản sao' }, { base: { address: 1 } }));
        await world.restore();
        const own = an.op(householdId, { address: 'của máy' }, { base: { address: 1 } });
        expect(await an.tell(own)).toEqual(['conflict']);
        expect(choices((await conflicts())[0])).toEqual(['của bản sao', 'của máy']);
        expect(await an.tell(an.op(householdId, { address: 'máy, lần hai' }, { base: { address: own.opId } }))).toEqual(
          ['conflict'],
        );
        expect(choices((await conflicts())[0]), 'its own, written since, is replaced').toEqual([
          'của bản sao',
          'máy, lần hai',
        ]);
      });

      it('also where it waits for a decision already', async () => {
        await binh.tell(binh.op(householdId, { address: 'B' }, { base: { address: 1 } }));
        await an.tell(an.op(householdId, { address: 'của bản sao' }, { base: { address: 1 } }));
        await world.restore();
        await an.tell(an.op(householdId, { address: 'của máy' }, { base: { address: 1 } }));
        expect(choices((await conflicts())[0])).toEqual(['B', 'của bản sao', 'của máy']);
      });

      it('and deletes nothing that the deleting phone has not seen', async () => {
        await an.tell(an.op(householdId, { address: 'của bản sao' }, { base: { address: 1 } }));
        await world.restore();
        expect(await an.tell(an.op(householdId, { [DELETED]: true }, { base: { [DELETED]: 1 } }))).toEqual([
          'conflict',
        ]);
      });

      it('but not what was on the phone’s screen', async () => {
        await an.tell(an.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } }));
        await world.restore();
        expect(await an.tell(an.op(householdId, { address: 'Nhà 3' }, { base: { address: 2 } }))).toEqual(['applied']);
      });
    });

    it('keeps an edited record visible when another phone deletes it unseen, as a conflict', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      await binh.catchUp();
      await an.tell(an.op(householdId, { headName: 'Hộ sửa' }, { base: { headName: 1 } }));
      expect(await binh.tell(binh.op(householdId, { [DELETED]: true }, { base: { [DELETED]: 1 } }))).toEqual([
        'conflict',
      ]);
      const rows = await rowsById(an);
      expect(rows.get(householdId)?.fields?.[DELETED]).not.toBe(true);
      expect([...rows.values()].filter((row) => row.kind === 'conflict')).toHaveLength(1);
    });

    it('deletes nothing while another phone’s value waits for a decision unseen', async () => {
      const householdId = world.newId();
      binh.wallOffset = -60_000; // An's value goes on to show
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      await binh.tell(binh.op(householdId, { headName: 'Hộ Bình' }, { base: { headName: 1 } }));
      await an.tell(an.op(householdId, { headName: 'Hộ An' }, { base: { headName: 1 } }));
      const unseen = an.op(householdId, { [DELETED]: true }, { base: { [DELETED]: 1 } });
      expect(await an.tell(unseen)).toEqual(['conflict']);
      const shown = (await rowsById(an)).get(householdId);
      expect(shown?.fields).toMatchObject({ headName: 'Hộ An' });
      const seen = shown?.version ?? 0;
      expect(await an.tell(an.op(householdId, { [DELETED]: true }, { base: { [DELETED]: seen } }))).toEqual([
        'applied',
      ]);
    });

    it('brings a deleted record back when another phone edited it unseen; deleting twice is a noop', async () => {
      const householdId = world.newId();
      const other = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }), an.op(other, { headName: 'Hộ khác' }));
      await binh.catchUp();
      await an.tell(
        an.op(householdId, { [DELETED]: true }, { base: { [DELETED]: 1 } }),
        an.op(other, { [DELETED]: true }, { base: { [DELETED]: 1 } }),
      );
      expect(await binh.tell(binh.op(householdId, { headName: 'Hộ sửa' }, { base: { headName: 1 } }))).toEqual([
        'conflict',
      ]);
      expect(await binh.tell(binh.op(other, { [DELETED]: true }, { base: { [DELETED]: 1 } }))).toEqual(['noop']);
      const rows = await rowsById(an);
      expect(rows.get(householdId)?.fields).toMatchObject({ headName: 'Hộ sửa', [DELETED]: false });
      expect(rows.get(other)?.version).toBe(2);
    });

    it('does not delete what another phone wrote unseen, also where an own edit had revived the record', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ', address: 'Nhà 1' }));
      await an.tell(an.op(householdId, { [DELETED]: true }, { base: { [DELETED]: 1 } }));
      // Bình has seen the deletion and edits all the same; before it is sent, An brings the household back with another
      // name.
      const back = binh.op(householdId, { address: 'Nhà 2' }, { base: { address: 1 } });
      await an.tell(an.op(householdId, { headName: 'Hộ sửa' }, { base: { headName: 1 } }));
      expect(
        await binh.tell(back, binh.op(householdId, { [DELETED]: true }, { base: { [DELETED]: back.opId } })),
      ).toEqual(['applied', 'conflict']);
      expect((await rowsById(an)).get(householdId)?.fields).toMatchObject({ headName: 'Hộ sửa', [DELETED]: false });
    });

    it('does not take what a phone and its copy both built on for seen, once it has met another’s value', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      await binh.tell(binh.op(householdId, { headName: 'Hộ Bình' }, { base: { headName: 1 } }));
      const chi = await world.phone(village);
      chi.wallOffset = -60_000; // the other's value goes on to show
      const copy = await world.phoneOf(chi.id.account, village, chi.id.grant);
      const both = chi.op(householdId, { headName: 'Hộ Chi' }, { base: { headName: 1 } });
      expect(
        await chi.tell(both, chi.op(householdId, { headName: 'Hộ Chi hai' }, { base: { headName: both.opId } })),
      ).toEqual(['conflict', 'conflict']);
      expect(
        await copy.tell(copy.op(householdId, { headName: 'Hộ bản sao' }, { base: { headName: both.opId } })),
      ).toEqual(['conflict']);
      const [row] = [...(await rowsById(an)).values()].filter(({ kind }) => kind === 'conflict');
      const candidates = Object.values(row?.fields?.['candidates'] as Record<string, { value: string }>).map(
        ({ value }) => value,
      );
      expect(candidates.sort()).toEqual(['Hộ Bình', 'Hộ Chi hai', 'Hộ bản sao'].sort());
    });

    it('carries every kind that people write, with fields a newer phone knows and this server does not', async () => {
      const kinds = ['household', 'person', 'tally', 'visit', 'session', 'consent'] as const;
      const made = kinds.map((kind) => an.op(world.newId(), { 'zz.later': { any: ['thing', 1, null] } }, { kind }));
      expect(await an.tell(...made)).toEqual(kinds.map(() => 'applied'));
      const rows = await rowsById(binh);
      for (const { record, kind, set } of made) expect(rows.get(record)).toMatchObject({ kind, fields: set });
    });

    it('quarantines kinds of record that only the server writes', async () => {
      const kinds = recordKinds.filter(isServerKind);
      expect(await an.tell(...kinds.map((kind) => an.op(world.newId(), { record: world.newId() }, { kind })))).toEqual(
        kinds.map(() => 'quarantined'),
      );
    });

    it('parks a person until the household arrives, with later operations on them', async () => {
      const householdId = world.newId();
      const person = world.newId();
      const name = an.op(person, { household: householdId, name: 'Người mẫu' }, { kind: 'person' });
      const year = an.op(person, { birthYear: 1980 }, { kind: 'person', base: { birthYear: 0, name: name.opId } });
      expect(await an.tell(name, year)).toEqual(['parked', 'parked']);
      expect((await an.catchUp()).rows).toEqual([]);
      await binh.tell(binh.op(householdId, { headName: 'Hộ' }));
      const seen = await an.catchUp();
      expect(seen.rows.map((row) => row.id).sort()).toEqual([householdId, person].sort());
      expect(seen.outcomes.map((one) => one.outcome)).toEqual(['applied', 'applied']);
      expect((await rowsById(binh)).get(person)?.fields).toEqual({
        household: householdId,
        name: 'Người mẫu',
        birthYear: 1980,
      });
    });

    it('lets other phones go on with a record on which one phone’s operation is quarantined', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      const bad = an.op(householdId, { hardship: true }, { set: { hardship: 'có' }, base: { headName: 1 } });
      expect(await an.tell(bad)).toEqual(['quarantined']);
      expect(await binh.tell(binh.op(householdId, { address: 'Nhà 2' }))).toEqual(['applied']);
    });

    it('quarantines whole what a person without the right sends, and stores it', async () => {
      const householdId = world.newId();
      const op = an.op(householdId, { headName: 'Hộ' });
      await world.revoke(an);
      expect(await an.tell(op)).toEqual(['quarantined']);
      expect(await an.pull()).toEqual({ error: 'notFound' });
      expect((await binh.catchUp()).rows).toEqual([]);
    });

    it('stores what an old app pushes and tells it to update when it pulls', async () => {
      expect(await an.tell(an.op(world.newId(), { headName: 'Hộ' }))).toEqual(['applied']);
      const pull = (protocol: number) =>
        handlePull(world.deps, an.id, { village, version: 0, id: '', held: 0, protocol }, 'me');
      expect(await pull(OLDEST_PULLING - 1)).toEqual({ error: 'update' });
      expect(await pull(OLDEST_PULLING)).toMatchObject({ rows: [{ kind: 'household' }] });
    });

    it('starts over with a new grant and in a new epoch', async () => {
      await an.tell(an.op(world.newId(), { headName: 'Hộ' }));
      await binh.catchUp();
      expect(await binh.push({ ...binh.op(world.newId(), {}), seq: 1 })).toHaveProperty('outcomes');
      await world.revoke(binh);
      await world.regrant(binh);
      const seen = await binh.catchUp();
      expect(seen.restart).toBe(true);
      expect(seen.rows).not.toHaveLength(0);
      expect(await an.send({ protocol: 1, epoch: 99, firstSeq: 2, entries: ['x'] })).toEqual({
        error: 'epoch',
        epoch: 1,
        lastSeq: 0,
      }); // where this epoch began
    });

    it('echoes a phone’s own change as id and version only, never while it fetches the village anew', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      await an.catchUp();
      await an.tell(an.op(householdId, { headName: 'Hộ 2' }, { base: { headName: 1 } }));
      expect((await an.catchUp()).rows).toEqual([{ id: householdId, version: 2 }]);
      an.cursor = undefined;
      expect((await an.catchUp()).rows).toEqual([expect.objectContaining({ fields: { headName: 'Hộ 2' } })]);
      await an.tell(an.op(householdId, { headName: 'Hộ 3' }, { base: { headName: 2 } }));
      await binh.catchUp();
      await binh.tell(binh.op(householdId, { address: 'Nhà' }));
      expect((await an.catchUp()).rows).toEqual([
        expect.objectContaining({ fields: { headName: 'Hộ 3', address: 'Nhà' } }),
      ]);
    });

    it('sends full rows to a copied phone, which does not know what the other has pushed', async () => {
      const householdId = world.newId();
      await an.tell(an.op(householdId, { headName: 'Hộ' }));
      await an.catchUp();
      const copy = Object.assign(Object.create(Object.getPrototypeOf(an) as object) as TestPhone, an);
      await an.tell(an.op(householdId, { headName: 'Hộ 2' }, { base: { headName: 1 } }));
      expect((await copy.catchUp()).rows).toEqual([expect.objectContaining({ fields: { headName: 'Hộ 2' } })]);
    });

    it('gives a village page by page without skipping or repeating a row', async () => {
      const households = Array.from({ length: 1100 }, () => world.newId());
      for (let from = 0; from < households.length; from += 200) {
        await an.tell(...households.slice(from, from + 200).map((id, i) => an.op(id, { headName: `Hộ ${from + i}` })));
      }
      const seen = await binh.catchUp();
      expect(seen.pages).toBe(3);
      expect(seen.rows.map((row) => row.id).sort()).toEqual([...households].sort());
    });
  });
}
