import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createIds } from '../../../src/lib/ids.ts';
import { makeBackup } from '../../../src/server/backup/backups.ts';
import { createRemembering, eraseAgain } from '../../../src/server/backup/erasures.ts';
import { memoryName, mergedMemory, openMemory } from '../../../src/server/backup/memory-file.ts';
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { seeded } from '../../support/seeded.ts';
import { SyncWorld } from '../../support/sync-world.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'thon-so-memory-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const newId = createIds({ now: () => 1_795_000_000_000 }, seeded(11));

describeAboveStorage('what was taken back after the last backup', (engine) => {
  const fresh = async (): Promise<Database> =>
    engine.kind === 'pglite' ? engine.openFresh() : engine.open(await engine.place(), { name: 'thon-so command' });

  it(
    'stays taken back when it is restored: grants, phones, invitations, passkeys; what was given anew stays given',
    { timeout: 60_000 },
    async () => {
      const directory = folder();
      const database = await fresh();
      const { db, ...opened } = await kyselyTestStorage(database);
      const world = new SyncWorld(opened);
      const village = await world.village();
      const [gone, back, stays] = [
        await world.phone(village),
        await world.phone(village),
        await world.phone(village, 'lead'),
      ];
      const invitation = newId();
      await db
        .insertInto('invitation')
        .values({
          id: invitation,
          token_hash: 't',
          code_hash: 'c',
          role: 'member',
          area: village,
          name: null,
          account: null,
          reusable: false,
          created_by: stays.id.account,
          created_at: 1,
          expires_at: 2 ** 50,
          redeemed_at: null,
          withdrawn_at: null,
        })
        .execute();
      const [passkey, otherPasskey] = [newId(), newId()];
      for (const id of [passkey, otherPasskey]) {
        await db
          .insertInto('passkey')
          .values({
            id,
            account: stays.id.account,
            rp_id: 'localhost',
            credential_id: id,
            public_key: 'k',
            counter: 7,
            transports: '["internal"]',
            name: 'Máy',
            created_at: 1,
            last_used_at: null,
            withdrawn_at: null,
          })
          .execute();
      }
      const { file } = await makeBackup({
        db: database.db,
        clock: world.clock,
        logger: quietLogger,
        directory,
        keep: 5,
      });
      const at = world.clock.now();
      for (const { id } of [gone, back])
        await db.updateTable('account_grant').set({ revoked_at: at }).where('id', '=', id.grant).execute();
      await db.updateTable('device').set({ revoked_at: at }).where('id', '=', gone.id.device).execute();
      await db.updateTable('invitation').set({ withdrawn_at: at }).where('id', '=', invitation).execute();
      await db.updateTable('passkey').set({ withdrawn_at: at }).where('id', '=', passkey).execute();
      await createRemembering(database.db, directory).remember();

      const to = await fresh();
      const options = { file, replace: false, memory: openMemory(directory) };
      const restored = await restoreBackup(to, migrations, world.clock, {
        ...options,
        eraseAgain: (tx, erased) => eraseAgain(tx, world.clock, erased),
      });
      expect(restored.withdrawnAgain).toBe(5);
      const after = await kyselyTestStorage(to);
      const inForce = await after.db.selectFrom('account_grant').select('id').where('revoked_at', 'is', null).execute();
      expect(inForce.map(({ id }) => id)).toEqual([stays.id.grant]);
      const open = await after.db.selectFrom('device').select('id').where('revoked_at', 'is', null).execute();
      expect(open.map(({ id }) => id).sort()).toEqual([back.id.device, stays.id.device].sort());
      expect(
        (await after.db.selectFrom('invitation').select('withdrawn_at').executeTakeFirstOrThrow()).withdrawn_at,
      ).toBe(at);
      const stillGood = await after.db.selectFrom('passkey').select('id').where('withdrawn_at', 'is', null).execute();
      expect(stillGood.map(({ id }) => id)).toEqual([otherPasskey]);
    },
  );
});

it('the memory file of older versions is read, and its lines hold what no backup has', () => {
  const directory = folder();
  const [one, other, village, grant] = [newId(), newId(), newId(), newId()];
  writeFileSync(join(directory, memoryName), `{"erased":"${one}","village":"${village}"}\n{"epoch":2}\n`);
  const memory = openMemory(directory);
  memory.rememberErased(
    [
      { id: one, village },
      { id: other, village },
    ],
    5,
  );
  memory.rememberErased([{ id: one, village: other }], 7);
  memory.rememberWithdrawn([
    { kind: 'grant', id: grant, at: 9 },
    { kind: 'grant', id: grant, at: 9 },
  ]);
  memory.rememberAlive([
    { id: other, village },
    { id: newId(), village },
  ]);
  const again = openMemory(directory);
  expect(again.erased(), 'in each village by itself; what was a mistake is not among them').toEqual([
    { id: one, village },
    { id: one, village: other },
  ]);
  expect(again.withdrawn()).toEqual([{ kind: 'grant', id: grant, at: 9 }]);
  expect(again.epochs()).toEqual([2]);
  expect(mergedMemory(openMemory(folder()), again).withdrawn()).toEqual(again.withdrawn());
});

it('the file forgets what every backup knows, keeps what has no date, and is made again when removed', () => {
  const directory = folder();
  const [old, undated, young, village] = [newId(), newId(), newId(), newId()];
  const path = join(directory, memoryName);
  writeFileSync(path, `{"erased":"${undated}","village":"${village}"}\n`);
  const memory = openMemory(directory);
  for (let i = 0; i < 50; i++) memory.rememberErased([{ id: newId(), village }], 10);
  memory.rememberErased([{ id: old, village }], 10);
  memory.rememberErased([{ id: young, village }], 1000);
  memory.rememberEpoch(2);
  expect(memory.prune(500)).toBe(51);
  expect(memory.prune(500)).toBe(0);
  expect(openMemory(directory).erased()).toEqual([
    { id: undated, village },
    { id: young, village },
  ]);
  rmSync(path);
  memory.rememberErased([{ id: old, village }], 2000);
  expect(openMemory(directory).erased()).toEqual([
    { id: undated, village },
    { id: young, village },
    { id: old, village },
  ]);
  expect(openMemory(directory).epochs()).toEqual([2]);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5);
});
