import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { dayOf, type Day } from '../../../src/lib/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { makeBackup } from '../../../src/server/backup/backups.ts';
import { eraseAgain, rememberErasures, rememberingErasures } from '../../../src/server/backup/erasures.ts';
import { openMemory } from '../../../src/server/backup/memory-file.ts';
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { toCounted } from '../../../src/server/rollup/update-rollup.ts';
import { createKyselyStorage } from '../../../src/server/sync/kysely/kysely-storage.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { SyncWorld } from '../../support/sync-world.ts';
import { failingSync } from '../http/server-world.ts';

const yes = { v: 'yes', by: 'self', on: '2026-11-22', q: 1 };

/** A village in which a household of two was surveyed, backed up, and then erased on their wish. */
async function erasedAfterBackup(database: Database, folder: string) {
  const opened = await kyselyTestStorage(database);
  const world = new SyncWorld(opened);
  const village = await world.village();
  const [an, lead] = [await world.phone(village), await world.phone(village, 'lead')];
  const head = await world.phone(village, 'head');
  const [householdId, other] = [world.newId(), world.newId()];
  const person = (household: Uuid, birthYear: number) =>
    an.op(world.newId(), { household, name: 'Người mẫu', living: 'here', birthYear, 'a.P4': yes }, { kind: 'person' });
  await an.tell(
    an.op(householdId, { headName: 'Bí mật', 'a.H2': yes }),
    person(householdId, 1980),
    person(householdId, 2011),
    an.op(other, { headName: 'Hộ khác' }),
    person(other, 1990),
  );
  const deps = { db: database.db, clock: world.clock, logger: quietLogger, directory: folder, keep: 5 };
  const { file } = await makeBackup(deps);
  const before = await figures(database, village);
  const service = rememberingErasures(
    createSyncService({ db: opened.db, clock: world.clock, isRetryable, logger: quietLogger }),
    () => rememberErasures(database.db, folder),
  );
  expect(await service.erase(lead.id, { village, records: [householdId] })).toMatchObject({ erased: [householdId] });
  return { world, village, householdId, an, head, file, before };
}

const days: readonly Day[] = [dayOf(Date.UTC(2026, 10, 22)), '2027-01-01' as Day, '2030-01-01' as Day];

async function figures(database: Database, village: Uuid): Promise<unknown[]> {
  const { db } = await kyselyTestStorage(database);
  const records = (await createKyselyStorage(db).transaction((tx) => tx.countedRecords(village))).map(toCounted);
  return days.map((on) => countIndicators(records, indicators, on));
}

/** Everything that a table may hold of a person. */
async function texts(database: Database): Promise<string> {
  const { db } = await kyselyTestStorage(database);
  return JSON.stringify([
    await db.selectFrom('record').select('fields').execute(),
    await db.selectFrom('op_body').selectAll().execute(),
  ]);
}

describeAboveStorage('who was erased after the last backup', (engine) => {
  // A restore is refused while servers run, so on PostgreSQL these connections are a command's.
  const fresh = async (): Promise<Database> =>
    engine.kind === 'pglite' ? engine.openFresh() : engine.open(await engine.place(), { name: 'thon-so command' });
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'thon-so-backups-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };

  it(
    'is erased again when that backup is restored elsewhere; the figures stay, and phones bring nothing back',
    { timeout: 60_000 },
    async () => {
      const directory = folder();
      const { world, village, householdId, an, file, before } = await erasedAfterBackup(await fresh(), directory);
      expect(
        openMemory(directory).erased(),
        'on the disk as soon as it is acknowledged: the household and the two in it',
      ).toHaveLength(3);
      const until = world.clock.now() + limits.erasedHours.value * 60 * 60 * 1000;
      expect(openMemory(directory).erased()).toContainEqual({ id: householdId, village, until });

      const to = await fresh();
      const memory = openMemory(directory);
      const options = { file, replace: false, memory };
      const restored = await restoreBackup(to, migrations, world.clock, {
        ...options,
        eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
      });
      expect(restored).toMatchObject({ epoch: 2, erasedAgain: 3 });
      expect(await texts(to)).not.toMatch(/Bí mật/);
      expect(
        (await texts(to)).match(/Người mẫu/g),
        'the one of the other household, in the record and in its operation',
      ).toHaveLength(2);
      expect(await figures(to, village)).toEqual(before);

      const { db } = await kyselyTestStorage(to);
      const service = createSyncService({ db, clock: world.clock, isRetryable, logger: quietLogger });
      const entry = an.op(householdId, { headName: 'Bí mật' });
      const answer = await service.push(an.id, { protocol: 2, epoch: 2, firstSeq: entry.seq, entries: [entry] });
      expect(answer).toMatchObject({ outcomes: [{ outcome: 'erased' }] });
      expect(await texts(to)).not.toMatch(/Bí mật/);
    },
  );

  it(
    'is erased again when restored over the database that knows of it, even without the file beside the backups',
    { timeout: 60_000 },
    async () => {
      const directory = folder();
      const database = await fresh();
      const { world, village, file, before } = await erasedAfterBackup(database, directory);
      for (const name of readdirSync(directory).filter((one) => one.endsWith('.jsonl'))) rmSync(join(directory, name));
      const memory = openMemory(directory);
      await restoreBackup(database, migrations, world.clock, {
        file,
        replace: true,
        memory,
        eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
      });
      expect(await texts(database)).not.toMatch(/Bí mật/);
      expect(await figures(database, village)).toEqual(before);
      expect(openMemory(directory).erased()).toHaveLength(3);
    },
  );

  it('can be brought back after the restore until the same moment, and no longer', { timeout: 60_000 }, async () => {
    for (const late of [false, true]) {
      const directory = folder();
      const { world, village, householdId, head, file, before } = await erasedAfterBackup(await fresh(), directory);
      if (late) world.clock.time += limits.erasedHours.value * 60 * 60 * 1000;
      const to = await fresh();
      await restoreBackup(to, migrations, world.clock, {
        file,
        replace: false,
        memory: openMemory(directory),
        eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
      });
      expect(await texts(to)).not.toMatch(/Bí mật/);
      const { db } = await kyselyTestStorage(to);
      const basket = await db.selectFrom('waste_basket').select('id').executeTakeFirst();
      expect(basket === undefined).toBe(late);
      if (!basket) continue;
      const service = rememberingErasures(
        createSyncService({ db, clock: world.clock, isRetryable, logger: quietLogger }),
        () => rememberErasures(to.db, directory),
      );
      expect(await service.bringBack(head.id, basket)).toMatchObject({ broughtBack: true });
      expect(await texts(to)).toMatch(/Bí mật/);
      expect(await figures(to, village)).toEqual(before);
      expect(openMemory(directory).erased(), 'the next restore erases nothing of it').toEqual([]);
      await rememberErasures(to.db, directory);
      expect(await service.erase(head.id, { village, records: [householdId] })).toMatchObject({
        erased: [householdId],
      });
      expect(openMemory(directory).erased(), 'erased once more, it is remembered once more').toHaveLength(3);
    }
  });

  it('after it was brought back, stays when the backup from before is restored', { timeout: 60_000 }, async () => {
    const directory = folder();
    const database = await fresh();
    const { world, village, head, file, before } = await erasedAfterBackup(database, directory);
    const { db } = await kyselyTestStorage(database);
    const service = rememberingErasures(
      createSyncService({ db, clock: world.clock, isRetryable, logger: quietLogger }),
      () => rememberErasures(database.db, directory),
    );
    const basket = await db.selectFrom('waste_basket').select('id').executeTakeFirstOrThrow();
    await service.bringBack(head.id, basket);
    await restoreBackup(database, migrations, world.clock, {
      file,
      replace: true,
      memory: openMemory(directory),
      eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
    });
    expect(await texts(database)).toMatch(/Bí mật/);
    expect(await figures(database, village)).toEqual(before);
  });

  it('is in a backup sealed only, and gone when that is restored after its time', { timeout: 60_000 }, async () => {
    const directory = folder();
    const database = await fresh();
    const { world } = await erasedAfterBackup(database, directory);
    const { file } = await makeBackup({
      db: database.db,
      clock: world.clock,
      logger: quietLogger,
      directory: folder(),
      keep: 5,
    });
    expect(gunzipSync(readFileSync(file)).toString('utf8')).not.toMatch(/Bí mật/);
    world.clock.time += limits.erasedHours.value * 60 * 60 * 1000;
    await restoreBackup(database, migrations, world.clock, {
      file,
      replace: true,
      memory: openMemory(directory),
      eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
    });
    const { db } = await kyselyTestStorage(database);
    expect(await db.selectFrom('waste_basket').selectAll().execute()).toEqual([]);
  });

  it('of a village made after the backup is remembered too', async () => {
    const database = await fresh();
    const directory = folder();
    const { world, file } = await erasedAfterBackup(database, directory);
    const [id, village] = [world.newId(), world.newId()];
    openMemory(directory).rememberErased([{ id, village }]);
    const memory = openMemory(directory);
    const options = { file, replace: true, memory };
    expect(
      await restoreBackup(database, migrations, world.clock, {
        ...options,
        eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
      }),
    ).toMatchObject({ erasedAgain: 4 });
    const { db } = await kyselyTestStorage(database);
    expect(await db.selectFrom('erased_mark').select(['id', 'village']).where('id', '=', id).execute()).toEqual([
      { id, village },
    ]);
  });
});

it('an erasure that cannot be remembered is not acknowledged', async () => {
  const sync = { ...failingSync(new Error('not asked')), erase: () => Promise.resolve({ erased: ['x'], now: 1 }) };
  const full = rememberingErasures(sync, () => Promise.reject(new Error('no space left')));
  await expect(full.erase({ device: 'd', account: 'a' }, { village: 'v', records: ['x'] })).rejects.toThrow(
    'no space left',
  );
});
