import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../../src/lib/assert.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { bringBack } from '../../../src/server/sync/erasure/bring-back.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { settleErasure } from '../../../src/server/sync/erasure/second-person.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { SyncWorld, type TestPhone, type TestStorage } from '../../support/sync-world.ts';

// Requests at the same moment, on several connections of a real PostgreSQL.

describe('erasures at the same moment', () => {
  const engine = createEngine('postgres');
  let opened: TestStorage;
  let world: SyncWorld;
  let village: Uuid;
  let an: TestPhone;
  let lead: TestPhone;
  let head: TestPhone;

  beforeEach(async () => {
    opened = await kyselyTestStorage(await engine.openMigrated());
    world = new SyncWorld(opened);
    village = await world.village();
    an = await world.phone(village);
    lead = await world.phone(village, 'lead');
    head = await world.phone(village, 'head');
  });

  const erase = (phone: TestPhone, ...records: Uuid[]) =>
    handleErase(world.deps, phone.id, { village: phone.village, records });
  const households = async (many: number) => {
    const ids = Array.from({ length: many }, () => world.newId());
    await an.tell(...ids.map((id) => an.op(id, { headName: 'Hộ' })));
    return ids;
  };
  const kinds = async (of = village) => {
    const phone = await world.phone(of);
    return new Map((await phone.catchUp()).rows.map(({ id, kind }) => [id, kind]));
  };
  const basket = async () =>
    world.deps.uuidFromText(`basket ${village} ${await opened.storage.snapshot((tx) => tx.villageVersion(village))}`);

  it('of a bait under another village’s id take nothing of that village, while it is being written', async () => {
    const elsewhere = await world.village();
    const [theirs, outsider] = [await world.phone(elsewhere), await world.phone(village, 'lead')];
    for (let round = 0; round < 8; round++) {
      const id = world.newId();
      const [bait, made] = [outsider.op(id, { headName: 'Mồi' }), theirs.op(id, { headName: 'Hộ xa' })];
      const later = theirs.op(id, { address: 'Nhà 1' }, { base: { address: made.opId } });
      const [, outcomes] = await Promise.all([
        outsider.tell(bait).then(() => erase(outsider, id)),
        theirs.tell(made).then(async (first) => [...first, ...(await theirs.tell(later))]),
      ]);
      expect(outcomes, `round ${round}`).toEqual(['applied', 'applied']);
      expect((await kinds(elsewhere)).get(id)).toBe('household');
      // The next bait may take as many as one person may.
      world.clock.time += 24 * 60 * 60 * 1000;
    }
  });

  it('by one person are counted one by one: no more than a few pass, however many come at once', async () => {
    const ids = await households(limits.erasedHouseholds.value * 3);
    const answers = await Promise.all(ids.map((id) => erase(lead, id)));
    const waiting = answers.filter((one) => 'waiting' in one);
    expect(answers.filter((one) => 'erased' in one && one.erased.length > 0)).toHaveLength(
      limits.erasedHouseholds.value,
    );
    expect(waiting).toHaveLength(ids.length - limits.erasedHouseholds.value);
    expect([...(await kinds()).values()].filter((kind) => kind === 'erased')).toHaveLength(
      limits.erasedHouseholds.value,
    );
  });

  it('are settled once, when one confirms and another refuses', async () => {
    for (let round = 0; round < 6; round++) {
      const ids = await households(limits.erasedHouseholds.value + 1);
      const asked = await erase(lead, ...ids);
      assert('waiting' in asked && asked.waiting !== undefined, 'the request waits');
      const other = await world.phone(village, 'lead');
      const settled = await Promise.all([
        settleErasure(world.deps, head.id, { id: asked.waiting, confirm: true }),
        settleErasure(world.deps, other.id, { id: asked.waiting, confirm: false }),
      ]);
      const won = settled.filter((one) => 'isNew' in one && one.isNew);
      expect(won).toHaveLength(1);
      const gone = won.some((one) => 'erased' in one && one.erased.length > 0);
      const now = await kinds();
      expect(ids.map((id) => now.get(id))).toEqual(ids.map(() => (gone ? 'erased' : 'household')));
      world.clock.time += 24 * 60 * 60 * 1000;
    }
  });

  it('are undone once; a form that comes meanwhile is erased or stored, and takes nothing away', async () => {
    for (let round = 0; round < 6; round++) {
      const [id = ''] = await households(1);
      await erase(lead, id);
      const kept = await basket();
      const [first, second, outcomes] = await Promise.all([
        bringBack(world.deps, head.id, { id: kept }),
        bringBack(world.deps, head.id, { id: kept }),
        an.tell(an.op(id, { address: 'Nhà 1' }, { base: { address: 99 } })),
      ]);
      expect([first, second].filter((one) => 'isNew' in one && one.isNew)).toHaveLength(1);
      expect(['erased', 'applied']).toContain(outcomes[0]);
      const phone = await world.phone(village);
      const row = (await phone.catchUp()).rows.find((one) => one.id === id);
      expect(row?.fields).toEqual({ headName: 'Hộ', ...(outcomes[0] === 'applied' && { address: 'Nhà 1' }) });
      world.clock.time += 24 * 60 * 60 * 1000;
    }
  });
});
