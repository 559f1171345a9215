import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../support/engines/engines.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { Postgres } from '../../support/engines/postgres.ts';
import { Pusher } from './pusher.ts';
import { createAccountFor } from './seed-member.ts';
import { startServer } from './server-child.ts';
import { storedOps } from './stored-ops.ts';

const rounds = process.env['LONG_ROUNDS'] ? 10 : 1;
const phones = 6;

describe('PostgreSQL restarted while phones push', () => {
  const engine = createEngine('postgres');

  it(
    `${rounds} times fast and ${rounds} times at once: phones are asked to retry, and nothing acknowledged is missing`,
    { timeout: 60_000 + rounds * 60_000 },
    async () => {
      const postgres = await Postgres.start();
      onTestFinished(() => postgres.stop());
      const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-restart-'));
      onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
      const place = { dataDir, databaseUrl: await postgres.createDatabase() };
      const database = await engine.open(place);
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
      const port = await freePort();
      const pushers: Pusher[] = [];
      for (let i = 0; i < phones; i++)
        pushers.push(new Pusher([port], await createAccountFor(database, key, pushers[i % 2]?.member.village)));
      const server = await startServer(place, port);
      onTestFinished(() => server.kill());
      const acknowledged = (): number => pushers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
      const refusals = (): number => pushers.reduce((sum, { refusals }) => sum + refusals.length, 0);
      const more = async (operations: number): Promise<void> => {
        const goal = acknowledged() + operations;
        await expect.poll(acknowledged, { timeout: 30_000, message: 'pushes go on' }).toBeGreaterThan(goal);
      };

      let isOver = false;
      // 300 ms: below what one phone may ask a minute.
      const pushing = Promise.all(pushers.map((pusher) => pusher.pushUntil(() => isOver, 300)));
      for (let round = 0; round < rounds; round++) {
        for (const mode of ['fast', 'immediate'] as const) {
          await more(phones * 5);
          await postgres.shutDown(mode);
          const before = refusals();
          await expect
            .poll(refusals, { timeout: 30_000, message: 'pushes are refused meanwhile' })
            .toBeGreaterThan(before);
          await postgres.resume();
        }
      }
      await more(phones * 10);
      isOver = true;
      await pushing;

      expect(
        new Set(pushers.flatMap((pusher) => pusher.refusals)),
        'the server lives on and says "again later"',
      ).toEqual(new Set([503]));
      const stored = await storedOps(database);
      const known = new Set(stored);
      expect(pushers.flatMap((pusher) => pusher.acknowledged).filter((id) => !known.has(id))).toEqual([]);
      expect(known.size, 'each once').toBe(stored.length);
    },
  );
});
