import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../src/lib/assert.ts';
import { dayOf } from '../../src/lib/day.ts';
import { limits } from '../../src/protocol/limits.ts';
import { handleQuarantineList } from '../../src/server/sync/quarantine/handle-quarantine.ts';
import {
  handleQuarantineRelease,
  handleQuarantineSetAside,
} from '../../src/server/sync/quarantine/judge-quarantine.ts';
import { SyncWorld, type TestPhone, type TestStorage } from './sync-world.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** The limits on one phone's work for the server and others, and the corrections of its claims, on every storage. */
export function describeBudgets(engine: string, open: () => Promise<TestStorage>): void {
  describe(`budgets on ${engine}`, () => {
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

    const list = async (phone = lead) => {
      const answer = await handleQuarantineList(world.deps, phone.id, { village });
      assert('waiting' in answer && answer.entries, 'the list was refused');
      return { waiting: answer.waiting, entries: answer.entries };
    };
    const shown = async (id: string) =>
      (await (await world.phone(village)).catchUp()).rows.find((row) => row.id === id)?.fields;

    it('the quarantine shows the honest form beside a flood of any groups, and in the end all of it', async () => {
      const stranger = await world.phone(village);
      await world.revoke(stranger);
      const group = world.newId();
      for (let pushes = 0; pushes < 3; pushes++) {
        await stranger.tell(
          ...Array.from({ length: 150 }, () =>
            stranger.op(world.newId(), { headName: 'Mồi' }, { group: pushes < 2 ? group : world.newId() }),
          ),
        );
      }
      const honest = an.op(world.newId(), { headName: 'Hộ thật' });
      await world.revoke(an);
      await an.tell(honest);
      const first = await list();
      expect(first.waiting).toBe(451);
      expect(first.entries.map(({ opId }) => opId)).toContain(honest.opId);
      expect(first.entries.length).toBeLessThanOrEqual(limits.quarantineEntries.value);
      expect((await handleQuarantineRelease(world.deps, lead.id, { opIds: [honest.opId] })).results).toMatchObject([
        { outcome: 'applied' },
      ]);
      for (let rounds = 0; rounds < 10; rounds++) {
        const { waiting, entries } = await list();
        if (waiting === 0) return;
        expect(entries.length).toBeGreaterThan(0);
        await handleQuarantineSetAside(world.deps, lead.id, { opIds: entries.map(({ opId }) => opId).slice(0, 200) });
      }
      expect.fail('what waits never ends');
    });

    it('an operation that names a foreign village neither locks it nor shows in its quarantine', async () => {
      const villages = await Promise.all(Array.from({ length: 20 }, () => world.village()));
      expect(
        new Set(await an.tell(...villages.map((far) => an.op(world.newId(), { headName: 'Lạ' }, { village: far })))),
      ).toEqual(new Set(['quarantined']));
      const far = await world.phone(villages[0]!, 'lead');
      expect(await handleQuarantineList(world.deps, far.id, { village: villages[0]! })).toMatchObject({
        waiting: 0,
        entries: [],
      });
      expect((await list()).waiting).toBe(20);
      expect((await far.catchUp()).rows).toEqual([]);
    });

    it('an operation that is too large is quarantined, and no record exceeds its limit', async () => {
      const household = world.newId();
      const texts = (field: string, many: number) =>
        Object.fromEntries(Array.from({ length: many }, (_, i) => [`${field}${i}`, `${'x'.repeat(1900)}`]));
      expect(await an.tell(an.op(household, { headName: 'Hộ' }))).toEqual(['applied']);
      const huge = an.op(household, texts('n', 40));
      expect(await an.tell(huge, an.op(household, { address: 'Nhà 1' }, { base: { address: 0 } }))).toEqual([
        'quarantined',
        'parked',
      ]);
      expect((await list()).entries[0]).toMatchObject({ opId: huge.opId, reason: 'misfit', field: '$size' });
      await handleQuarantineSetAside(world.deps, lead.id, { opIds: [huge.opId] });
      const outcomes: string[] = [];
      for (const part of 'abcdefghijkl')
        outcomes.push(...(await (await world.phone(village)).tell(lead.op(household, texts(part, 15), { seq: 1 }))));
      expect(outcomes.filter((one) => one === 'applied').length).toBeGreaterThan(5);
      expect(outcomes.at(-1)).toBe('quarantined');
      expect(JSON.stringify(await shown(household)).length).toBeLessThan(limits.recordBytes.value * 1.1);
    });

    it('a page of a pull is cut by its bytes, and nothing is skipped', async () => {
      const ids: string[] = [];
      // Incompressible text: a page is measured by its stored size.
      const noise = (n: number): string =>
        Array.from(
          { length: 130 },
          (_, i) => Math.imul(n * 61 + i + 1, 2654435761).toString(36) + Math.imul(i + n * 7, 40503).toString(36),
        )
          .join('')
          .slice(0, 1500);
      for (let i = 0; i < 16; i++) {
        const id = world.newId();
        ids.push(id);
        for (const part of 'abc')
          await lead.tell(
            lead.op(
              id,
              Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${part}${n}`, noise(i * 90 + n)])),
              {},
            ),
          );
      }
      const seen = await (await world.phone(village)).catchUp();
      expect(seen.pages).toBeGreaterThan(1);
      expect(seen.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    });

    it('a person’s daily budget is limited and starts anew the next day', async () => {
      await opened.storage.transaction((tx) =>
        tx.spend(an.id.account, dayOf(world.clock.now()), { operations: 0, bytes: limits.accountBytes.value - 10 }),
      );
      const op = an.op(world.newId(), { headName: 'Hộ' });
      expect(await an.push(op)).toEqual({ error: 'slowDown' });
      expect(
        await (await world.phone(village)).push(lead.op(world.newId(), { headName: 'Khác' }, { seq: 1 })),
        'nobody else is held up',
      ).toMatchObject({ outcomes: [{ outcome: 'applied' }] });
      world.clock.time += dayLength;
      expect(await an.push(op)).toMatchObject({ outcomes: [{ outcome: 'applied' }] });
      expect(await an.push(op), 'sent again it costs nothing').toMatchObject({ outcomes: [{ outcome: 'applied' }] });
    });

    it('a revoked phone may send its outbox for a limited time', async () => {
      await opened.seed.closeDevice(an.id.device);
      const op = () => an.op(world.newId(), { headName: 'Hộ cuối' });
      expect(await an.tell(op())).toEqual(['quarantined']);
      world.clock.time += limits.closedDays.value * dayLength;
      const last = op();
      expect(await an.tell(last)).toEqual(['quarantined']);
      world.clock.time += dayLength;
      expect(await an.push(last), 'what is stored is acknowledged for ever').toMatchObject({
        outcomes: [{ outcome: 'quarantined' }],
      });
      expect(await an.push(op())).toEqual({ error: 'revoked' });
    });

    describe('what is believed', () => {
      it('who did it is who sent it; what stands there may be said again', async () => {
        const [household, visit, consent, session] = [world.newId(), world.newId(), world.newId(), world.newId()];
        const other = lead.id.account;
        expect(
          await an.tell(
            an.op(household, { headName: 'Hộ' }),
            an.op(
              visit,
              { household: household, guide: 'vneid', on: '2026-11-22', by: other, recheckedBy: other },
              { kind: 'visit' },
            ),
            an.op(
              consent,
              { household: household, person: household, collector: other, on: '2026-11-22' },
              { kind: 'consent' },
            ),
            an.op(session, { on: '2026-11-22', topic: 'vneid', by: an.id.account }, { kind: 'session' }),
          ),
        ).toEqual(['applied', 'applied', 'applied', 'applied']);
        expect(await shown(visit)).toMatchObject({ by: an.id.account, recheckedBy: an.id.account });
        expect(await shown(consent)).toMatchObject({ collector: an.id.account });
        await lead.tell(
          lead.op(session, { by: an.id.account, heads: 3 }, { kind: 'session', base: { by: 1, heads: 0 } }),
        );
        expect(await shown(session)).toMatchObject({ by: an.id.account, heads: 3 });
      });

      it('nothing happened after the day it came; what is planned may be ahead', async () => {
        const [household, person, visit] = [world.newId(), world.newId(), world.newId()];
        const far = { v: 'yes', by: 'self', on: '9999-12-31', q: 1 };
        expect(
          await an.tell(
            an.op(household, { headName: 'Hộ', 'a.H2': far, returnOn: '2027-02-01' }),
            an.op(
              person,
              { household: household, 'a.P4': { ...far, on: '2026-11-23' }, 'was.P4': [{ v: 'no', on: '2199-01-01' }] },
              { kind: 'person' },
            ),
            an.op(visit, { household: household, on: '2030-01-01', recheckOn: '9999-01-01' }, { kind: 'visit' }),
          ),
        ).toEqual(['applied', 'applied', 'applied']);
        expect(await shown(household)).toMatchObject({ 'a.H2': { ...far, on: '2026-11-23' }, returnOn: '2027-02-01' });
        expect(await shown(person)).toMatchObject({
          'a.P4': { on: '2026-11-23' },
          'was.P4': [{ v: 'no', on: '2026-11-23' }],
        });
        expect(await shown(visit)).toMatchObject({ on: '2026-11-23', recheckOn: '2029-01-30' });
        expect(
          (await an.catchUp()).rows.find(({ id }) => id === household)?.fields,
          'the phone is told what counts',
        ).toMatchObject({ 'a.H2': { on: '2026-11-23' } });
      });
    });
  });
}
