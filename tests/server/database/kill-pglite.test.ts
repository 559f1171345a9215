import { expect, it } from 'vitest';
import { createEngine } from '../../support/engines/engines.ts';
import { Ledger, strikeWriter } from './ledger.ts';

// What this proves: no acknowledged commit is lost when the server is killed. The operating system keeps what a killed
// process has written, so it says nothing about power cuts; that a commit waits for the disk is observed in
// durability.test.ts.

const rounds = process.env['LONG_ROUNDS'] ? 20 : 4;
const engine = createEngine('pglite');
it(`loses no acknowledged row in ${rounds} times kill -9 in the middle of commits`, async () => {
  const place = await engine.place();
  const ledger = new Ledger();
  // The last round only looks what the one before has left.
  for (let number = 1; number <= rounds + 1; number++)
    await strikeWriter({ number, place, ledger }, (writer) => writer.kill());
  expect(ledger.stored.size).toBeGreaterThan(rounds * 2);
}, 600_000);
