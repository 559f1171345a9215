import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeBackup } from '../../../src/server/backup/write-backup.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';

const madeAt = Date.UTC(2026, 10, 25);

async function smallVillage() {
  const directory = mkdtempSync(join(tmpdir(), 'thon-so-stopped-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { db } = await kyselyTestStorage(await createEngine('pglite').openFresh());
  return { db: db as never, directory };
}

/** Stops a backup after ever more turns of the event loop, until one is done before it is stopped. */
async function stopAtEachTurn(recipient?: string): Promise<void> {
  const { db, directory } = await smallVillage();
  for (let turns = 0; ; turns = turns < 30 ? turns + 1 : Math.ceil(turns * 1.2)) {
    const stopping = new AbortController();
    const ended = writeBackup(db, madeAt, directory, recipient, stopping.signal).then(
      () => 'done',
      (error: Error) => error.name,
    );
    let over = false;
    void ended.then(() => (over = true));
    for (let i = 0; i < turns && !over; i += 1) await turn();
    if (over) return expect(await ended).toBe('done');
    stopping.abort();
    expect(await ended, `stopped after ${turns} turns`).toMatch(/^(AbortError|done)$/);
    expect(readdirSync(directory).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  }
}

describe('a server that stops while a backup is made ends it at any moment, leaving nothing', () => {
  it('plain', () => stopAtEachTurn());
  it('encrypted', async () => stopAtEachTurn(await identityToRecipient(await generateX25519Identity())));
});
