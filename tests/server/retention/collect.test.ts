import { expect, it } from 'vitest';
import { DELETED } from '../../../src/domain/record/record.ts';
import { collectTombstones } from '../../../src/server/retention/collect-job.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld } from '../http/server-world.ts';

const never = new AbortController().signal;

describeAboveStorage('collecting tombstones', (engine) => {
  it('takes what has been gone for 90 days, whatever phones’ clocks say; an absent phone starts anew', async () => {
    const world = await ServerWorld.open(engine);
    const { db, clock } = world.deps;
    const { village } = world.areas;
    const phone = await world.phoneOf('head', village);
    const household = world.newId();
    const opId = world.newId();
    const entries = [
      {
        opId,
        seq: 1,
        group: opId,
        record: household,
        kind: 'household',
        village,
        base: { headName: 0 },
        set: { headName: 'Hộ mẫu' },
        wallTime: clock.now() - 400 * day,
        clockOffset: 0,
        schemaVersion: 3,
      },
    ];
    await phone.send('POST', 'push', { payload: { protocol: 3, firstSeq: 1, entries } });
    const pulled = (query = '') =>
      phone.send('GET', `pull?village=${village}${query}`).then((answer) =>
        answer.json<{
          rows: { id: string; fields: object }[];
          restart: boolean;
          collected?: number;
          cursor: { epoch: number; grant: string; version: number; id: string; held: number };
        }>(),
      );
    const before = await pulled();
    await phone.send('POST', 'erase', { payload: { village, records: [household] } });
    const gone = () => db.selectFrom('record').select('id').where('kind', '=', 'erased').execute();
    await collectTombstones(world.deps, never);
    world.clock.time += 89 * day;
    await collectTombstones(world.deps, never);
    expect(await gone()).toEqual([{ id: household }]);
    world.clock.time += 2 * day;
    await collectTombstones(world.deps, never);
    await collectTombstones(world.deps, never);
    expect(await gone()).toEqual([]);
    const { epoch, grant, version, id, held } = before.cursor;
    const away = await pulled(`&epoch=${epoch}&grant=${grant}&version=${version}&id=${id}&held=${held}`);
    expect(away).toMatchObject({ restart: true, collected: 2 });
    expect(away.rows.some((row) => row.id === household || DELETED in row.fields)).toBe(false);
    expect(await db.selectFrom('village_mark').select('version').where('village', '=', village).execute()).toEqual([
      { version: 2 },
    ]);
  });
});
