import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it, onTestFinished } from 'vitest';
import { backupsIn, makeBackup } from '../../../src/server/backup/backups.ts';
import { readBackup } from '../../../src/server/backup/read-backup.ts';
import { identitiesIn, isRecipient } from '../../../src/server/backup/sealed-file.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';

const engine = createEngine('pglite');
const clock = { now: () => Date.UTC(2026, 10, 25) };

async function made(recipient?: string) {
  const directory = mkdtempSync(join(tmpdir(), 'thon-so-sealed-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { db } = await kyselyTestStorage(await engine.openFresh());
  await db
    .insertInto('account')
    .values(
      Array.from({ length: 500 }, (_, i) => ({
        id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
        name: `Mẫu Thị Na ${i}`,
        created_at: 1,
      })),
    )
    .execute();
  const deps = { db: db as never, clock, logger: quietLogger, directory, keep: 3, recipient };
  return { ...(await makeBackup(deps)), directory, deps };
}

it('is written to the operator’s public key, and read with the secret one alone', async () => {
  const identity = await generateX25519Identity();
  const { file, rows, directory, deps } = await made(await identityToRecipient(identity));
  expect(file).toMatch(/\.backup\.age$/);
  expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(readFileSync(file).includes('Mẫu')).toBe(false);
  let read = 0;
  await readBackup(
    { path: file, identities: [identity] },
    {
      header: async () => undefined,
      table: async () => undefined,
      tableEnd: async () => undefined,
      row: () => void read++,
    },
  );
  expect(read).toBe(rows);
  await expect(readBackup(file)).rejects.toThrow(/is encrypted\. Say --identity FILE/);
  await expect(readBackup({ path: file, identities: [await generateX25519Identity()] })).rejects.toThrow(
    /cannot be opened with this key/,
  );
  // It counts among those that are kept, beside plain ones of before.
  const plain = await makeBackup({ ...deps, clock: { now: () => clock.now() + 1 }, recipient: undefined });
  expect((await backupsIn(directory)).map(({ name }) => join(directory, name))).toEqual([file, plain.file]);
  await readBackup({ path: plain.file, identities: [identity] });
});

it('cut off or changed is refused as damaged', async () => {
  const identity = await generateX25519Identity();
  const { file } = await made(await identityToRecipient(identity));
  const whole = readFileSync(file);
  for (const harm of [
    whole.subarray(0, -20),
    whole.subarray(0, 150),
    Buffer.concat([whole.subarray(0, -40), Buffer.from([whole.at(-40)! ^ 1]), whole.subarray(-39)]),
  ]) {
    writeFileSync(file, harm);
    await expect(readBackup({ path: file, identities: [identity] })).rejects.toThrow(/damaged/);
  }
});

it('takes the key file as age-keygen makes it', async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  expect(identitiesIn(`# created: 2026-11-25T00:00:00Z\n# public key: ${recipient}\n${identity}\n`)).toEqual([
    identity,
  ]);
  expect([recipient, identity, 'age1', '', `${recipient}x`].map(isRecipient)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
