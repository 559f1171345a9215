import { expect, it, onTestFinished } from 'vitest';
import { Postgres } from '../../support/engines/postgres.ts';
import { Ledger, strikeWriter } from './ledger.ts';

// Of processes, as in kill-pglite.test.ts: PostgreSQL's own durability is taken on trust.

const rounds = process.env['LONG_ROUNDS'] ? 20 : 4;
it(`loses no acknowledged row in ${rounds} times kill -9, in turn of our process and of PostgreSQL's`, async () => {
  const postgres = await Postgres.start({ fsync: true });
  onTestFinished(() => postgres.stop());
  const place = { dataDir: '/unused', databaseUrl: await postgres.createDatabase() };
  const ledger = new Ledger();
  for (let number = 1; number <= rounds + 1; number++) {
    if (number % 2 === 1) {
      await strikeWriter({ number, place, ledger }, (writer) => writer.kill());
      continue;
    }
    const writer = await strikeWriter({ number, place, ledger }, async (running) => {
      await postgres.kill();
      await running.ended;
    });
    const failures = writer.lines.filter((line) => line.startsWith('failed '));
    expect(new Set(failures), 'what its requests ended with').toEqual(new Set(['failed retryable']));
    await postgres.resume();
  }
  expect(ledger.stored.size).toBeGreaterThan(rounds * 2);
}, 600_000);
