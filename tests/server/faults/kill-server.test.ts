import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { Pusher } from './pusher.ts';
import { createAccountFor } from './seed-member.ts';
import { storedOps } from './stored-ops.ts';
import type { Child } from '../../support/programs/child.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { describeEachEngine, type DatabasePlace } from '../../support/engines/engines.ts';
import { startProgram } from '../../support/programs/programs.ts';
import { seeded } from '../../support/seeded.ts';

const rounds = process.env['LONG_ROUNDS'] ? 50 : 4;

describeEachEngine('the server killed in the middle of pushes', (engine) => {
  it(`${rounds} times loses nothing it acknowledged`, { timeout: 300_000 }, async () => {
    const place: DatabasePlace = await engine.place();
    const port = await freePort();
    const chance = seeded(20);
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const database = await engine.open(place);
    const member = await createAccountFor(database, key.publicKey);
    await database.close();
    const pusher = new Pusher([port], member);
    const start = async (): Promise<Child> => {
      const child = startProgram('server', [], {
        PORT: String(port),
        DATA_DIR: place.dataDir,
        DATABASE_URL: place.databaseUrl ?? '',
        LOG_LEVEL: 'silent',
      });
      await child.line('Thôn Số runs at');
      return child;
    };

    for (let round = 0; round < rounds; round++) {
      const server = await start();
      const pushing = pusher.pushUntilCut();
      // Somewhere within the second to fourth push: at least one was acknowledged, and one is under way.
      await pusher.pushed(1 + chance.below(3));
      await new Promise((resolve) => setTimeout(resolve, chance.below(30)));
      await server.kill();
      await pushing;
    }
    const server = await start();
    const stored = await pusher.pulledRecords();
    await server.kill();
    const after = await engine.open(place);
    const rows = await storedOps(after);
    const known = new Set(rows);
    expect(pusher.acknowledged.length, 'the rounds must really have pushed something').toBeGreaterThanOrEqual(
      5 * rounds,
    );
    expect(pusher.acknowledged.filter((id) => !known.has(id))).toEqual([]);
    expect(rows, 'stored once, and each as one record').toHaveLength(stored.length);
  });
});
