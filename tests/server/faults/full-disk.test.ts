import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createEngine, type DatabasePlace } from '../../support/engines/engines.ts';
import { freePort } from '../../support/programs/free-port.ts';
import { Postgres, unprivileged } from '../../support/engines/postgres.ts';
import { SmallDisk } from '../../support/programs/small-disk.ts';
import { Pusher } from './pusher.ts';
import { createAccountFor } from './seed-member.ts';
import { startServer } from './server-child.ts';
import { storedOps } from './stored-ops.ts';

const rounds = process.env['LONG_ROUNDS'] ? 5 : 1;

interface Home {
  readonly place: DatabasePlace;
  readonly disk: SmallDisk;
}

/** The embedded database, on a disk of 64 MB. */
async function pgliteHome(): Promise<Home> {
  const disk = await SmallDisk.mount({ megabytes: 64 });
  onTestFinished(() => disk.unmount());
  const dataDir = join(disk.path, 'data');
  cpSync(inject('pgliteTemplates').empty, dataDir, { recursive: true });
  return { place: { dataDir }, disk };
}

/** A PostgreSQL of its own, on a disk of 160 MB. */
async function postgresHome(): Promise<Home> {
  const disk = await SmallDisk.mount({ megabytes: 160, ...unprivileged() });
  onTestFinished(() => disk.unmount());
  const postgres = await Postgres.start({ dataFolder: disk.path });
  onTestFinished(() => postgres.stop());
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-full-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return { place: { dataDir, databaseUrl: await postgres.createDatabase() }, disk };
}

describe.each([
  ['pglite', pgliteHome],
  ['postgres', postgresHome],
] as const)('a full disk under %s', (kind, home) => {
  const engine = createEngine(kind);

  it(
    `${rounds} times: only what is stored is acknowledged, phones are told to retry, and it goes on once there is room`,
    { timeout: 120_000 + rounds * 60_000 },
    async () => {
      const { place, disk } = await home();
      const port = await freePort();
      const database = await engine.open(place);
      const member = await createAccountFor(database, generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
      await database.close();
      const pusher = new Pusher([port], member);
      const server = await startServer(place, port);
      onTestFinished(() => server.kill());

      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 5; i++) expect(await pusher.push(), 'there is room').toBe(200);
        disk.fill();
        const before = pusher.refusals.length;
        // What fits into pages that are there already is still stored.
        for (let i = 0; i < 60 && pusher.refusals.length < before + 3; i++) await pusher.push();
        expect(pusher.refusals.slice(before), 'the disk is full').toEqual([503, 503, 503]);
        disk.free();
        await expect.poll(() => pusher.push(), { timeout: 20_000, interval: 500, message: 'goes on' }).toBe(200);
      }

      expect(new Set(pusher.refusals)).toEqual(new Set([503]));
      await server.kill();
      const stored = await storedOps(await engine.open(place));
      const known = new Set(stored);
      expect(pusher.acknowledged.filter((id) => !known.has(id))).toEqual([]);
      expect(known.size, 'each once').toBe(stored.length);
    },
  );

  it(
    'at the start: the server says why it does not start, or starts; nothing is lost',
    { timeout: 120_000 },
    async () => {
      const { place, disk } = await home();
      const port = await freePort();
      const database = await engine.open(place);
      const member = await createAccountFor(database, generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
      await database.close();
      const pusher = new Pusher([port], member);
      const first = await startServer(place, port);
      for (let i = 0; i < 5; i++) expect(await pusher.push()).toBe(200);
      await first.kill();
      disk.fill();
      const full = await startServer(place, port).catch((error: unknown) => String(error));
      if (typeof full === 'string') expect(full).toMatch(/space|full|disk/i);
      else await full.kill();
      disk.free();
      const server = await startServer(place, port);
      onTestFinished(() => server.kill());
      expect(await pusher.push()).toBe(200);
      expect(new Set(await pusher.pulledRecords()).size).toBe(pusher.acknowledged.length);
    },
  );
});
