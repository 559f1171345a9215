import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dayOf, type Day } from '../../../src/domain/day.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import { makeBackup } from '../../../src/server/backup/backups.ts';
import { eraseAgain, rememberErasures, rememberingErasures } from '../../../src/server/backup/erasures.ts';
import { openMemory } from '../../../src/server/backup/memory-file.ts';
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { toCounted } from '../../../src/server/rollup/update-rollup.ts';
import { createKyselyStorage } from '../../../src/server/sync/kysely-storage.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import { describeEachEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { SyncWorld } from '../../support/sync-world.ts';
import { failingSync } from '../http/server-world.ts';

const yes = { v: 'yes', by: 'self', on: '2026-11-22', q: 1 };

/** A village in which a home of two was surveyed, backed up, and then erased on their wish. */
async function erasedAfterBackup(database: Database, folder: string) {
  const opened = await kyselyTestStorage(database);
  const world = new SyncWorld(opened);
  const village = await world.village();
  const [an, lead] = [await world.phone(village), await world.phone(village, 'lead')];
  const [home, other] = [world.newId(), world.newId()];
  const person = (household: Uuid, birthYear: number) => an.op(world.newId(), { household, name: 'Người mẫu', living: 'here', birthYear, 'a.P4': yes }, { kind: 'person' });
  await an.tell(an.op(home, { headName: 'Bí mật', 'a.H2': yes }), person(home, 1980), person(home, 2011), an.op(other, { headName: 'Hộ khác' }), person(other, 1990));
  const deps = { db: database.db, clock: world.clock, logger: quietLogger, directory: folder, keep: 5 };
  const { file } = await makeBackup(deps);
  const before = await figures(database, village);
  const service = rememberingErasures(createSyncService({ db: opened.db, clock: world.clock, isRetryable, logger: quietLogger }), () => rememberErasures(database.db, folder));
  expect(await service.erase(lead.id, { village, records: [home] })).toMatchObject({ erased: [home] });
  return { world, village, home, an, file, before };
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
  return JSON.stringify([await db.selectFrom('record').select('fields').execute(), await db.selectFrom('op_body').selectAll().execute()]);
}

describeEachEngine('who was erased after the last backup', (engine) => {
  // A restore is refused while servers run, so on PostgreSQL these connections are a command's.
  const fresh = async (): Promise<Database> => (engine.kind === 'pglite' ? engine.openFresh() : engine.open(await engine.place(), { name: 'thon-so command' }));
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'thon-so-backups-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };

  it('is erased again when that backup is restored elsewhere; the figures stay, and phones bring nothing back', { timeout: 60_000 }, async () => {
    const directory = folder();
    const { world, village, home, an, file, before } = await erasedAfterBackup(await fresh(), directory);
    expect(openMemory(directory).erased(), 'on the disk as soon as it is acknowledged: the home and the two in it').toHaveLength(3);
    expect(openMemory(directory).erased()).toContainEqual({ id: home, village });

    const to = await fresh();
    const memory = openMemory(directory);
    const options = { file, replace: false, memory };
    const restored = await restoreBackup(to, migrations, world.clock, { ...options, eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased) });
    expect(restored).toMatchObject({ epoch: 2, erasedAgain: 3 });
    expect(await texts(to)).not.toMatch(/Bí mật/);
    expect((await texts(to)).match(/Người mẫu/g), 'the one of the other home, in the record and in its operation').toHaveLength(2);
    expect(await figures(to, village)).toEqual(before);

    const { db } = await kyselyTestStorage(to);
    const service = createSyncService({ db, clock: world.clock, isRetryable, logger: quietLogger });
    const entry = an.op(home, { headName: 'Bí mật' });
    const answer = await service.push(an.id, { protocol: 2, epoch: 2, firstSeq: entry.seq, entries: [entry] });
    expect(answer).toMatchObject({ outcomes: [{ outcome: 'erased' }] });
    expect(await texts(to)).not.toMatch(/Bí mật/);
  });

  it('is erased again when it is restored over the database that knows of it, though the file beside the backups is lost', { timeout: 60_000 }, async () => {
    const directory = folder();
    const database = await fresh();
    const { world, village, file, before } = await erasedAfterBackup(database, directory);
    for (const name of readdirSync(directory).filter((one) => one.endsWith('.jsonl'))) rmSync(join(directory, name));
    const memory = openMemory(directory);
    await restoreBackup(database, migrations, world.clock, { file, replace: true, memory, eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased) });
    expect(await texts(database)).not.toMatch(/Bí mật/);
    expect(await figures(database, village)).toEqual(before);
    expect(openMemory(directory).erased()).toHaveLength(3);
  });

  it('of a village that is younger than the backup is remembered too', async () => {
    const database = await fresh();
    const directory = folder();
    const { world, file } = await erasedAfterBackup(database, directory);
    const [id, village] = [world.newId(), world.newId()];
    openMemory(directory).rememberErased([{ id, village }]);
    const memory = openMemory(directory);
    const options = { file, replace: true, memory };
    expect(await restoreBackup(database, migrations, world.clock, { ...options, eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased) })).toMatchObject({ erasedAgain: 4 });
    const { db } = await kyselyTestStorage(database);
    expect(await db.selectFrom('erased_record').select(['id', 'village']).where('id', '=', id).execute()).toEqual([{ id, village }]);
  });
});

it('an erasure that cannot be remembered is not acknowledged', async () => {
  const sync = { ...failingSync(new Error('not asked')), erase: () => Promise.resolve({ erased: ['x'], now: 1 }) };
  const full = rememberingErasures(sync, () => Promise.reject(new Error('no space left')));
  await expect(full.erase({ device: 'd', account: 'a' }, { village: 'v', records: ['x'] })).rejects.toThrow('no space left');
});
