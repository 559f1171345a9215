import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerField } from '../../../src/domain/record/answer.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Day } from '../../../src/lib/day.ts';
import { DELETED, type Fields } from '../../../src/domain/record/record.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../sync-world.ts';

/** What every server storage must keep when two records turn out to be one household or one person. */
export function describeMerging(engine: string, open: () => Promise<TestStorage>): void {
  describe(`merging on ${engine}`, () => {
    let opened: TestStorage;
    let world: SyncWorld;
    let an: TestPhone;
    let binh: TestPhone;
    let stays: Uuid;
    let goes: Uuid;

    beforeEach(async () => {
      opened = await open();
      world = new SyncWorld(opened);
      const village = await world.village();
      an = await world.phone(village);
      binh = await world.phone(village);
      [stays, goes] = [world.newId(), world.newId()];
    });
    afterEach(() => opened.close());

    const answer = (v: string) => ({ v, by: 'self', on: '2026-11-22', q: 1 });
    const P1 = answerField('P1');
    const households = (one: Fields = {}, other: Fields = {}) =>
      [an.op(stays, { headName: 'Hộ mẫu', ...one }), binh.op(goes, { headName: 'Hộ mẫu', ...other })] as const;
    const begin = async (one?: Fields, other?: Fields) => {
      const [first, second] = households(one, other);
      await an.tell(first);
      await binh.tell(second);
      await an.catchUp();
      await binh.catchUp();
    };
    const merge = (
      phone: TestPhone,
      from = goes,
      into: Uuid | null = stays,
      kind: 'household' | 'person' = 'household',
    ) => phone.op(from, { mergedInto: into }, { kind });
    /** The village as somebody sees it who comes new. */
    const village = async () => {
      const page = await an.pull({ version: 0, id: '', held: 0 });
      if (!('rows' in page)) throw new Error('refused');
      return page.rows.map((row) => ({
        id: row.id,
        kind: row.kind!,
        fields: row.fields!,
        version: row.version,
        fieldVersions: row.fieldVersions,
      }));
    };
    const shown = async () => (await village()).filter(({ fields }) => fields[DELETED] !== true);
    const fieldsOf = async (id: Uuid) => (await village()).find((row) => row.id === id)?.fields;
    const valuesInDispute = async (record: Uuid, field: string) =>
      Object.values(
        ((await shown()).find(
          ({ kind, fields }) => kind === 'conflict' && fields['record'] === record && fields['field'] === field,
        )?.fields['candidates'] ?? {}) as Record<string, { value: string }>,
      )
        .map(({ value }) => value)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

    it('merges two households: one-sided fields are kept, differing ones conflict, people move along', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 2', cluster: 'Xóm suối' });
      const person = world.newId();
      expect(await binh.tell(binh.op(person, { household: goes, name: 'Người mẫu' }, { kind: 'person' }))).toEqual([
        'applied',
      ]);
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect(await fieldsOf(stays)).toEqual({ headName: 'Hộ mẫu', address: 'Nhà 1', cluster: 'Xóm suối' });
      expect(await fieldsOf(goes)).toMatchObject({ mergedInto: stays, [DELETED]: true });
      expect(await fieldsOf(person)).toMatchObject({ household: stays });
      expect(await valuesInDispute(stays, 'address')).toEqual(['Nhà 1', 'Nhà 2']);
      const counts = countIndicators(await village(), indicators, '2026-11-22' as Day);
      expect(counts.coverage).toMatchObject({ households: 1, residents: 1 });
    });

    it('is a noop the second time, from any device and in either direction', async () => {
      await begin();
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect(await binh.tell(merge(binh))).toEqual(['noop']);
      expect(await binh.tell(merge(binh, stays, goes))).toEqual(['noop']);
      expect((await shown()).map(({ id }) => id)).toEqual([stays]);
    });

    it('redirects operations on the merged record to the remaining one', async () => {
      await begin({}, { address: 'Nhà 2' });
      const { version } = (await village()).find(({ id }) => id === goes)!;
      await an.tell(merge(an));
      const person = world.newId();
      expect(
        await binh.tell(
          binh.op(goes, { address: 'Nhà 3' }, { base: { address: version } }),
          binh.op(person, { household: goes, name: 'Đến sau' }, { kind: 'person' }),
        ),
      ).toEqual(['applied', 'applied']);
      expect(await fieldsOf(stays)).toMatchObject({ address: 'Nhà 3' });
      expect(await fieldsOf(person)).toMatchObject({ household: stays });
      expect(await valuesInDispute(stays, 'address')).toEqual([]);
      // The phone that wrote it holds no row of its own that could explain this one: it comes whole.
      expect((await binh.catchUp()).rows.find(({ id }) => id === stays)?.fields).toMatchObject({ address: 'Nhà 3' });
    });

    it('makes a conflict of an edit of the record that went which had not seen the other', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 1' });
      const { version } = (await village()).find(({ id }) => id === goes)!;
      await an.tell(merge(an));
      expect(await binh.tell(binh.op(goes, { address: 'Nhà 2' }, { base: { address: version } }))).toEqual([
        'conflict',
      ]);
      expect(await valuesInDispute(stays, 'address')).toEqual(['Nhà 1', 'Nhà 2']);
    });

    it('keeps one device’s values of both duplicates', async () => {
      await an.tell(an.op(stays, { headName: 'Hộ mẫu' }), an.op(goes, { headName: 'Hộ mẫu', [P1]: answer('own') }));
      await binh.catchUp();
      const offline = an.op(stays, { [P1]: answer('none') });
      await binh.tell(merge(binh));
      expect(await an.tell(offline)).toEqual(['conflict']);
      expect(await valuesInDispute(stays, P1)).toEqual([answer('none'), answer('own')]);
    });

    it.each([
      ['in the same push', true],
      ['in a later push', false],
    ])(
      'keeps what the one that stays had meanwhile, when an edit of what the merge would have brought comes %s',
      async (_, together) => {
        await begin({}, { cluster: 'Xóm suối' });
        await binh.tell(binh.op(stays, { cluster: 'Xóm trên' }));
        const merged = merge(an);
        const edit = an.op(stays, { cluster: 'Xóm dưới' }, { base: { cluster: merged.opId } });
        if (together) await an.tell(merged, edit);
        else {
          await an.tell(merged);
          await an.tell(edit);
        }
        expect(await valuesInDispute(stays, 'cluster')).toContain('Xóm trên');
      },
    );

    it('does not delete the remaining record because its duplicate was deleted', async () => {
      await begin();
      await an.tell(merge(an));
      expect(await binh.tell(binh.op(goes, { [DELETED]: true }, { base: { [DELETED]: 2 } }))).toEqual(['noop']);
      expect((await shown()).map(({ id }) => id)).toEqual([stays]);
    });

    it('undeletes the remaining record when it was deleted elsewhere, as a conflict', async () => {
      await begin();
      await binh.tell(binh.op(stays, { [DELETED]: true }, { base: { [DELETED]: 2 } }));
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect((await shown()).map(({ id }) => id)).toContain(stays);
      expect((await shown()).some(({ kind, fields }) => kind === 'conflict' && fields['field'] === DELETED)).toBe(true);
    });

    it('undone, keeps what another wrote, though the deleting phone’s value on the duplicate showed', async () => {
      binh.wallOffset = -60_000; // An's value goes on to show
      await begin();
      await binh.tell(merge(binh), binh.op(stays, { headName: 'Hộ Bình' }, { base: { headName: 1 } }));
      // An has seen neither: it writes on the duplicate, which shows now, and deletes the other record.
      await an.tell(an.op(goes, { headName: 'Hộ An' }, { base: { headName: 2 } }));
      expect(await an.tell(an.op(stays, { [DELETED]: true }, { base: { [DELETED]: 1 } }))).toEqual(['conflict']);
      await binh.tell(binh.op(goes, { mergedInto: null }));
      expect((await shown()).map(({ id }) => id)).toContain(stays);
      expect(await fieldsOf(stays)).toMatchObject({ headName: 'Hộ Bình' });
      expect(await fieldsOf(goes)).toMatchObject({ headName: 'Hộ An' });
    });

    it('undone, keeps the remaining record visible when it was undeleted and edited since', async () => {
      await begin();
      await an.tell(merge(an));
      // Taken off the list and, by a word about its duplicate, needed again; what is written then has seen no deletion.
      await binh.tell(binh.op(stays, { [DELETED]: true }, { base: { [DELETED]: 9 } }));
      await binh.tell(binh.op(goes, { cluster: 'Xóm trên' }));
      await an.catchUp();
      await an.tell(an.op(stays, { address: 'Nhà 7' }));
      await an.tell(an.op(goes, { mergedInto: null }));
      expect(
        (await shown())
          .filter(({ kind }) => kind === 'household')
          .map(({ id }) => id)
          .sort(),
      ).toEqual([goes, stays].sort());
      expect(await fieldsOf(stays)).toMatchObject({ address: 'Nhà 7' });
    });

    it('follows a chain of merges, and moves conflicts along', async () => {
      const last = world.newId();
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 2' });
      await an.tell(an.op(last, { address: 'Nhà 9' }));
      await an.tell(merge(an), merge(an, stays, last));
      expect((await shown()).filter(({ kind }) => kind === 'household').map(({ id }) => id)).toEqual([last]);
      expect(await valuesInDispute(last, 'address')).toEqual(['Nhà 1', 'Nhà 2', 'Nhà 9']);
      expect(await valuesInDispute(stays, 'address')).toEqual([]);
      expect(await binh.tell(binh.op(goes, { cluster: 'Xóm trên' }))).toEqual(['applied']);
      expect(await fieldsOf(last)).toMatchObject({ cluster: 'Xóm trên' });
    });

    it('takes a merge back: each record has its own values again, with later operations on it', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 2', cluster: 'Xóm suối' });
      const person = world.newId();
      await binh.tell(binh.op(person, { household: goes, name: 'Người mẫu' }, { kind: 'person' }));
      const before = (await village()).map(({ id, fields }) => ({ id, fields }));
      await an.tell(merge(an));
      await binh.tell(binh.op(goes, { hardship: false }));
      expect(await an.tell(merge(an, goes, null))).toEqual(['applied']);
      const after = new Map((await shown()).map(({ id, fields }) => [id, fields]));
      const expected = before.map(({ id, fields }) => [
        id,
        id === goes ? { ...fields, hardship: false, mergedInto: null, [DELETED]: false } : fields,
      ]);
      expect([...after].sort()).toEqual(expected.sort());
      expect(await an.tell(merge(an, goes, null))).toEqual(['noop']);
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect((await fieldsOf(stays))?.['cluster']).toBe('Xóm suối');
    });

    it('makes a conflict where two merged in opposite directions and wrote without seeing the other', async () => {
      await begin({}, { address: 'Nhà 2' });
      const seen = (await village()).find(({ id }) => id === goes)!.version;
      const opposite = binh.op(goes, { mergedInto: stays });
      const edit = binh.op(stays, { address: 'Nhà của Bình' }, { base: { address: opposite.opId } });
      await an.tell(merge(an, stays, goes));
      await an.tell(an.op(goes, { address: 'Nhà của An' }, { base: { address: seen } }));
      expect(await binh.tell(opposite, edit)).toEqual(['noop', 'conflict']);
      expect(await valuesInDispute(goes, 'address')).toEqual(['Nhà của An', 'Nhà của Bình']);
    });

    it('takes a merge back: who was added meanwhile to the record that was gone returns to it', async () => {
      await begin();
      const [one, second, mover] = [world.newId(), world.newId(), world.newId()];
      await an.tell(an.op(mover, { household: stays, name: 'Người dời' }, { kind: 'person' }));
      await an.tell(merge(an));
      await binh.tell(binh.op(one, { household: goes, name: 'Đến nhà đã gộp' }, { kind: 'person' }));
      await binh.tell(binh.op(second, { household: stays, name: 'Đến nhà còn lại' }, { kind: 'person' }));
      const seen = (await village()).find(({ id }) => id === mover)!.version;
      await an.tell(an.op(mover, { household: goes }, { kind: 'person', base: { household: seen } }));
      for (const id of [one, second, mover]) expect(await fieldsOf(id)).toMatchObject({ household: stays });
      await an.tell(merge(an, goes, null));
      expect(await fieldsOf(one)).toMatchObject({ household: goes });
      expect(await fieldsOf(second)).toMatchObject({ household: stays });
      expect(await fieldsOf(mover)).toMatchObject({ household: stays });
    });

    it('takes back the last of a chain with everything redirected through it', async () => {
      const last = world.newId();
      await begin({}, { cluster: 'Xóm suối' });
      await an.tell(an.op(last, { headName: 'Hộ khác' }));
      await an.tell(merge(an), merge(an, stays, last));
      expect(await fieldsOf(last)).toMatchObject({ cluster: 'Xóm suối' });
      await an.tell(merge(an, stays, null));
      expect(await fieldsOf(last)).not.toHaveProperty('cluster');
      expect(await fieldsOf(stays)).toMatchObject({ cluster: 'Xóm suối', [DELETED]: false });
      await an.tell(merge(an, goes, null));
      expect(await fieldsOf(stays)).not.toHaveProperty('cluster');
      expect(await fieldsOf(goes)).toMatchObject({ cluster: 'Xóm suối', [DELETED]: false });
    });

    it('merges two people of two households, each answer once', async () => {
      await begin();
      const [one, duplicate] = [world.newId(), world.newId()];
      await an.tell(
        an.op(one, { household: stays, name: 'Người mẫu', birthYear: 1980, [P1]: answer('own') }, { kind: 'person' }),
      );
      await binh.tell(
        binh.op(
          duplicate,
          {
            household: goes,
            name: 'Người mẫu',
            birthYear: 1980,
            [P1]: answer('own'),
            [answerField('P2')]: answer('yes'),
          },
          { kind: 'person' },
        ),
      );
      expect(await an.tell(merge(an, duplicate, one, 'person'))).toEqual(['applied']);
      expect(await fieldsOf(one)).toMatchObject({ household: stays, [answerField('P2')]: answer('yes') });
      expect(countIndicators(await village(), indicators, '2026-11-22' as Day).coverage).toMatchObject({
        households: 2,
        residents: 1,
        adults: 1,
      });
    });

    it('takes a household and its people back apart, in one step or one by one', async () => {
      await begin();
      const [one, duplicate] = [world.newId(), world.newId()];
      await an.tell(an.op(one, { household: stays, name: 'Người mẫu' }, { kind: 'person' }));
      await binh.tell(binh.op(duplicate, { household: goes, name: 'Người mẫu', birthYear: 1980 }, { kind: 'person' }));
      await an.tell(merge(an, duplicate, one, 'person'), merge(an));
      expect(
        (await shown())
          .filter(({ kind }) => kind === 'person')
          .map(({ id, fields }) => [id, fields['household'], fields['birthYear']]),
      ).toEqual([[one, stays, 1980]]);
      await binh.tell(merge(binh, duplicate, null, 'person'));
      expect(await fieldsOf(duplicate)).toMatchObject({ household: stays, birthYear: 1980, [DELETED]: false });
      expect(await fieldsOf(one)).not.toHaveProperty('birthYear');
      await binh.tell(merge(binh, goes, null));
      expect(await fieldsOf(duplicate)).toMatchObject({ household: goes });
      expect(await fieldsOf(one)).toMatchObject({ household: stays });
    });

    it('parks a merge until the household arrives, and merges no household into a person', async () => {
      const [first, second] = households();
      await an.tell(first);
      expect(await an.tell(merge(an))).toEqual(['parked']);
      expect(await binh.tell(second)).toEqual(['applied']);
      expect((await shown()).map(({ id }) => id)).toEqual([stays]);
      const person = world.newId();
      await an.tell(an.op(person, { household: stays, name: 'Người mẫu' }, { kind: 'person' }));
      expect(await an.tell(merge(an, stays, person))).toEqual(['noop']);
    });

    it('erases both for good, whichever of them is named', async () => {
      await begin({}, { address: 'Nhà 2' });
      await an.tell(merge(an));
      const lead = await world.phone(an.village, 'lead');
      const erased = await handleErase(world.deps, lead.id, { village: an.village, records: [goes] });
      expect(erased).toMatchObject({ erased: [goes] });
      expect((await village()).filter(({ kind }) => kind === 'household')).toEqual([]);
      expect(await binh.tell(binh.op(goes, { address: 'Nhà 5' }), binh.op(stays, { address: 'Nhà 6' }))).toEqual([
        'erased',
        'erased',
      ]);
    });
  });
}
