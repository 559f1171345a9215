import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerField } from '../../src/domain/answer.ts';
import { countIndicators } from '../../src/domain/indicator/count.ts';
import { indicators } from '../../src/domain/indicator/current.ts';
import type { Day } from '../../src/domain/day.ts';
import { DELETED, type Fields } from '../../src/domain/record.ts';
import type { Uuid } from '../../src/lib/ids.ts';
import { handleErase } from '../../src/server/sync/handle-erase.ts';
import { SyncWorld, type TestPhone, type TestStorage } from './sync-world.ts';

/** What every server storage must keep when two records turn out to be one home or one person. */
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
    const homes = (one: Fields = {}, other: Fields = {}) => [an.op(stays, { headName: 'Hộ mẫu', ...one }), binh.op(goes, { headName: 'Hộ mẫu', ...other })] as const;
    const begin = async (one?: Fields, other?: Fields) => {
      const [first, second] = homes(one, other);
      await an.tell(first);
      await binh.tell(second);
      await an.catchUp();
      await binh.catchUp();
    };
    const merge = (phone: TestPhone, from = goes, into: Uuid | null = stays, kind: 'household' | 'person' = 'household') =>
      phone.op(from, { mergedInto: into }, { kind });
    /** The village as somebody sees it who comes new. */
    const village = async () => {
      const page = await an.pull({ version: 0, id: '', held: 0 });
      if (!('rows' in page)) throw new Error('refused');
      return page.rows.map((row) => ({ id: row.id, kind: row.kind!, fields: row.fields!, version: row.version, fieldVersions: row.fieldVersions }));
    };
    const shown = async () => (await village()).filter(({ fields }) => fields[DELETED] !== true);
    const fieldsOf = async (id: Uuid) => (await village()).find((row) => row.id === id)?.fields;
    const valuesInDispute = async (record: Uuid, field: string) =>
      Object.values(((await shown()).find(({ kind, fields }) => kind === 'conflict' && fields['record'] === record && fields['field'] === field)?.fields['candidates'] ?? {}) as Record<string, { value: string }>)
        .map(({ value }) => value)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

    it('unites two homes: what only one knew is kept, what differs waits for people, everybody lives in the one that stays', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 2', cluster: 'Xóm suối' });
      const person = world.newId();
      expect(await binh.tell(binh.op(person, { household: goes, name: 'Người mẫu' }, { kind: 'person' }))).toEqual(['applied']);
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect(await fieldsOf(stays)).toEqual({ headName: 'Hộ mẫu', address: 'Nhà 1', cluster: 'Xóm suối' });
      expect(await fieldsOf(goes)).toMatchObject({ mergedInto: stays, [DELETED]: true });
      expect(await fieldsOf(person)).toMatchObject({ household: stays });
      expect(await valuesInDispute(stays, 'address')).toEqual(['Nhà 1', 'Nhà 2']);
      const counts = countIndicators(await village(), indicators, '2026-11-22' as Day);
      expect(counts.coverage).toMatchObject({ households: 1, residents: 1 });
    });

    it('does nothing the second time, whoever says it and in whatever direction', async () => {
      await begin();
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect(await binh.tell(merge(binh))).toEqual(['noop']);
      expect(await binh.tell(merge(binh, stays, goes))).toEqual(['noop']);
      expect((await shown()).map(({ id }) => id)).toEqual([stays]);
    });

    it('leads what a phone says of the one that went to the one that stays', async () => {
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

    it('finds that an edit of the one that went had not seen the other', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 1' });
      const { version } = (await village()).find(({ id }) => id === goes)!;
      await an.tell(merge(an));
      expect(await binh.tell(binh.op(goes, { address: 'Nhà 2' }, { base: { address: version } }))).toEqual(['conflict']);
      expect(await valuesInDispute(stays, 'address')).toEqual(['Nhà 1', 'Nhà 2']);
    });

    it('keeps what one phone said of both apart, though it was one phone', async () => {
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
    ])('keeps what the one that stays had meanwhile, when an edit of what the merge would have brought comes %s', async (_, together) => {
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
    });

    it('does not take the one that stays off the list because somebody removed its twin', async () => {
      await begin();
      await an.tell(merge(an));
      expect(await binh.tell(binh.op(goes, { [DELETED]: true }, { base: { [DELETED]: 2 } }))).toEqual(['noop']);
      expect((await shown()).map(({ id }) => id)).toEqual([stays]);
    });

    it('brings the one that stays back when it was removed elsewhere, and asks', async () => {
      await begin();
      await binh.tell(binh.op(stays, { [DELETED]: true }, { base: { [DELETED]: 2 } }));
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect((await shown()).map(({ id }) => id)).toContain(stays);
      expect((await shown()).some(({ kind, fields }) => kind === 'conflict' && fields['field'] === DELETED)).toBe(true);
    });

    it('taken back, does not hide the one that stayed, on which somebody wrote after it had been brought back', async () => {
      await begin();
      await an.tell(merge(an));
      // Taken off the list and, by a word about its twin, needed again; what is written then has seen no deletion.
      await binh.tell(binh.op(stays, { [DELETED]: true }, { base: { [DELETED]: 9 } }));
      await binh.tell(binh.op(goes, { cluster: 'Xóm trên' }));
      await an.catchUp();
      await an.tell(an.op(stays, { address: 'Nhà 7' }));
      await an.tell(an.op(goes, { mergedInto: null }));
      expect((await shown()).filter(({ kind }) => kind === 'household').map(({ id }) => id).sort()).toEqual([goes, stays].sort());
      expect(await fieldsOf(stays)).toMatchObject({ address: 'Nhà 7' });
    });

    it('follows a chain of merges, and moves what is in dispute along', async () => {
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

    it('takes a merge back: each has its own again, with what was said of it since', async () => {
      await begin({ address: 'Nhà 1' }, { address: 'Nhà 2', cluster: 'Xóm suối' });
      const person = world.newId();
      await binh.tell(binh.op(person, { household: goes, name: 'Người mẫu' }, { kind: 'person' }));
      const before = (await village()).map(({ id, fields }) => ({ id, fields }));
      await an.tell(merge(an));
      await binh.tell(binh.op(goes, { hardship: false }));
      expect(await an.tell(merge(an, goes, null))).toEqual(['applied']);
      const after = new Map((await shown()).map(({ id, fields }) => [id, fields]));
      const expected = before.map(({ id, fields }) => [id, id === goes ? { ...fields, hardship: false, mergedInto: null, [DELETED]: false } : fields]);
      expect([...after].sort()).toEqual(expected.sort());
      expect(await an.tell(merge(an, goes, null))).toEqual(['noop']);
      expect(await an.tell(merge(an))).toEqual(['applied']);
      expect((await fieldsOf(stays))?.['cluster']).toBe('Xóm suối');
    });

    it('takes back the last of a chain with all that had come through it', async () => {
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

    it('unites two people of two homes, each answer once', async () => {
      await begin();
      const [one, twin] = [world.newId(), world.newId()];
      await an.tell(an.op(one, { household: stays, name: 'Người mẫu', birthYear: 1980, [P1]: answer('own') }, { kind: 'person' }));
      await binh.tell(binh.op(twin, { household: goes, name: 'Người mẫu', birthYear: 1980, [P1]: answer('own'), [answerField('P2')]: answer('yes') }, { kind: 'person' }));
      expect(await an.tell(merge(an, twin, one, 'person'))).toEqual(['applied']);
      expect(await fieldsOf(one)).toMatchObject({ household: stays, [answerField('P2')]: answer('yes') });
      expect(countIndicators(await village(), indicators, '2026-11-22' as Day).coverage).toMatchObject({ households: 2, residents: 1, adults: 1 });
    });

    it('takes a home and its people back apart, in one step or one by one', async () => {
      await begin();
      const [one, twin] = [world.newId(), world.newId()];
      await an.tell(an.op(one, { household: stays, name: 'Người mẫu' }, { kind: 'person' }));
      await binh.tell(binh.op(twin, { household: goes, name: 'Người mẫu', birthYear: 1980 }, { kind: 'person' }));
      await an.tell(merge(an, twin, one, 'person'), merge(an));
      expect((await shown()).filter(({ kind }) => kind === 'person').map(({ id, fields }) => [id, fields['household'], fields['birthYear']])).toEqual([[one, stays, 1980]]);
      await binh.tell(merge(binh, twin, null, 'person'));
      expect(await fieldsOf(twin)).toMatchObject({ household: stays, birthYear: 1980, [DELETED]: false });
      expect(await fieldsOf(one)).not.toHaveProperty('birthYear');
      await binh.tell(merge(binh, goes, null));
      expect(await fieldsOf(twin)).toMatchObject({ household: goes });
      expect(await fieldsOf(one)).toMatchObject({ household: stays });
    });

    it('waits for a home that is still on its way, and makes no person of a home', async () => {
      const [first, second] = homes();
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
      expect(await binh.tell(binh.op(goes, { address: 'Nhà 5' }), binh.op(stays, { address: 'Nhà 6' }))).toEqual(['erased', 'erased']);
    });
  });
}
