import { expect, it } from 'vitest';
import { describeEachEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { SyncWorld } from '../../support/sync-world.ts';

// On the embedded database one waits for the other; on PostgreSQL they really meet.
describeEachEngine('copies of one phone that push the same at the same moment', (engine) => {
  it('are all answered with the one stored outcome, whatever their device ids', async () => {
    const world = new SyncWorld(await kyselyTestStorage(await engine.openMigrated()));
    const village = await world.village();
    const phone = await world.phone(village);
    const copies = [
      phone,
      await world.phoneOf(phone.id.account, village, phone.id.grant),
      await world.phoneOf(phone.id.account, village, phone.id.grant),
    ];
    const outsider = await world.phone(await world.village());
    for (let round = 0; round < 6; round++) {
      const ops = [1, 2, 3].map((n) => phone.op(world.newId(), { headName: `Hộ ${round}.${n}` }));
      // Without the right to the village there is not even its lock to wait for.
      const answers = await Promise.all([...copies, outsider].map((copy) => copy.push(...ops)));
      const [first, ...others] = answers.map((answer) => ('outcomes' in answer ? answer.outcomes : answer));
      for (const other of others) expect(other).toEqual(first);
      const rows = (await phone.catchUp()).rows;
      expect(rows.length === 3 || rows.length === 0, 'whoever was first, wholly').toBe(true);
    }
    expect(world.reports, 'nobody takes a meeting for a broken group').toEqual([]);
  });
});
