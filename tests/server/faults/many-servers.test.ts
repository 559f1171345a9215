import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { Pusher, pullFrom } from './pusher.ts';
import { createAccountFor, type SeededMember } from './seed-member.ts';
import { startServer } from './server-child.ts';
import { storedOps } from './stored-ops.ts';

// How many operations are acknowledged before one server is stopped, and again after it.
const [processes, operations] = process.env['LONG_ROUNDS'] ? [4, 2700] : [3, 180];
const phones = 6;

describe(`${processes} servers on one PostgreSQL`, () => {
  const engine = createEngine('postgres');

  it(
    'store what any acknowledged, let no cursor skip a row, do each job once, and stop without losing a request',
    { timeout: 120_000 + operations * 100 },
    async () => {
      const shared = mkdtempSync(join(tmpdir(), 'thon-so-many-'));
      onTestFinished(() => rmSync(shared, { recursive: true, force: true }));
      const { databaseUrl = '' } = await engine.place();
      const database = await engine.open({ dataDir: shared, databaseUrl });
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
      const ports: number[] = [];
      for (let i = 0; i < processes; i++) ports.push(await freePort());
      const pushers: Pusher[] = [];
      for (let i = 0; i < phones; i++)
        pushers.push(
          new Pusher(
            [...ports.slice(i % processes), ...ports.slice(0, i % processes)],
            await createAccountFor(database, key, pushers[0]?.member.village),
          ),
        );
      const reader = await createAccountFor(database, key, pushers[0]!.member.village);

      const start = (port: number) =>
        startServer({ dataDir: join(shared, String(port)), databaseUrl }, port, {
          BACKUP_DIR: join(shared, 'backups'),
          BACKUP_KEEP: '5',
        });
      // All at once: one of them migrates, the others wait for it.
      const servers = await Promise.all(ports.map(start));
      onTestFinished(() => Promise.all(servers.map((server) => server.kill())).then(() => undefined));

      let isOver = false;
      // 300 ms: below what one phone may ask a minute.
      const pushing = Promise.all(pushers.map((pusher) => pusher.pushUntil(() => isOver, 300)));
      const reading = readAlong(reader, ports, () => isOver, pushing);
      const acknowledged = (): Uuid[] => pushers.flatMap((pusher) => pusher.acknowledged);
      const more = async (): Promise<void> => {
        const goal = acknowledged().length + operations;
        await expect
          .poll(() => acknowledged().length, { timeout: 60_000 + operations * 50, message: 'pushes go on' })
          .toBeGreaterThan(goal);
      };
      await more();
      const [leaving] = servers;
      leaving!.process.kill('SIGTERM');
      expect(await leaving!.ended).toMatchObject({ code: 0, signal: null });
      await more();
      isOver = true;
      await pushing;
      const read = await reading;

      expect(
        pushers.flatMap((pusher) => pusher.refusals).filter((status) => status !== 0),
        'no server refused',
      ).toEqual([]);
      expect(
        new Set(pushers.flatMap((pusher) => pusher.breaks)),
        'the one that stopped took no more, and answered what it had taken',
      ).toEqual(new Set(['ECONNREFUSED']));
      const stored = await storedOps(database);
      const known = new Set(stored);
      expect(acknowledged().filter((id) => !known.has(id))).toEqual([]);
      expect(known.size, 'each once').toBe(stored.length);
      const { ids } = await pullFrom('', ports[1]!, reader);
      expect(new Set(ids).size).toBe(stored.length);
      expect([...read].sort(), 'what one cursor met on its way through all servers').toEqual([...new Set(ids)].sort());
      const backups = (): number =>
        readdirSync(join(shared, 'backups')).filter((name) => name.endsWith('.backup')).length;
      await expect.poll(backups, { timeout: 30_000, message: 'one of them made the daily backup' }).toBe(1);
    },
  );
});

/**
 * Follows one village by one cursor, from another server each time, while others write; and once more when the pushes
 * have ended.
 */
async function readAlong(
  reader: SeededMember,
  ports: readonly number[],
  isOver: () => boolean,
  pushing: Promise<unknown>,
): Promise<Set<Uuid>> {
  const seen = new Set<Uuid>();
  let cursor = '';
  for (let turn = 0, last = false; !last; turn++) {
    last = isOver();
    // The first server leaves in the meantime.
    const page = await pullFrom(cursor, ports[1 + (turn % (ports.length - 1))]!, reader);
    for (const id of page.ids) seen.add(id);
    cursor = page.cursor;
    if (!last) await new Promise((resolve) => setTimeout(resolve, 260));
  }
  // What was pushed between that last look and the end of the pushes.
  await pushing;
  for (const id of (await pullFrom(cursor, ports[1]!, reader)).ids) seen.add(id);
  return seen;
}
