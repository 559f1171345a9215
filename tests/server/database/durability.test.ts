import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkCommitReachesDisk } from '../../../src/server/database/pglite/durability-check.ts';
import { pgliteFolder } from '../../../src/server/database/pglite/open-pglite.ts';
import { startParameters } from '../../../src/server/database/pglite/start-parameters.ts';
import { SyncingNodeFS } from '../../../src/server/database/pglite/syncing-node-fs.ts';
import { Child } from '../../support/programs/child.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { observeDisk, observers, type DiskEvent } from '../../support/programs/observe-disk.ts';
import { program } from '../../support/programs/programs.ts';

const engine = createEngine('pglite');

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thon-so-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const saidAt = (events: readonly DiskEvent[], text: string): number =>
  events.findIndex((event) => event.kind === 'said' && event.text === text);

/** Files that were written, are still there, and were not forced to the disk afterwards. */
function unsynced(events: readonly DiskEvent[]): string[] {
  const dirty = new Set<string>();
  for (const event of events) {
    if (event.kind === 'write') dirty.add(event.path);
    else if (event.kind === 'rename' && dirty.delete(event.path)) dirty.add(event.to);
    else if (event.kind !== 'said') dirty.delete(event.path);
  }
  return [...dirty];
}

describe.each(observers())('a first start and a commit, seen by %s,', (observer) => {
  it('have all on the disk before the database gets its name, and the commit before it is acknowledged', async () => {
    const dataDir = join(newFolder(), 'new/data');
    const events = await observeDisk(
      observer,
      [program('committer'), JSON.stringify({ dataDir })],
      program('disk-recorder'),
    );
    const database = join(dataDir, pgliteFolder);

    const named = events.findIndex((event) => event.kind === 'rename' && event.to === database);
    const making = events
      .slice(0, named)
      .filter((event) => event.kind !== 'said' && event.path.startsWith(`${database}.building`));
    expect(new Set(making.map((event) => event.kind === 'write' && event.path)).size).toBeGreaterThan(500);
    expect(unsynced(making)).toEqual([]);
    expect(making).toContainEqual({ kind: 'sync', path: `${database}.building/base/1` });
    expect(making.at(-1)).toEqual({ kind: 'sync', path: `${database}.building` });
    expect(events[named + 1]).toEqual({ kind: 'sync', path: dataDir });

    const asked = saidAt(events, 'asking for the commit');
    const acknowledged = saidAt(events, 'the commit is acknowledged');
    const commit = events.slice(asked, acknowledged);
    const log = (event: DiskEvent): boolean =>
      event.kind !== 'said' && event.path.startsWith(join(database, 'pg_wal/'));
    expect(asked).toBeGreaterThan(named);
    expect(commit.filter((event) => event.kind === 'write').some(log)).toBe(true);
    expect(commit.filter((event) => event.kind === 'sync').some(log)).toBe(true);
    expect(unsynced(commit.filter(log))).toEqual([]);
  }, 180_000);
});

describe('the check at start', () => {
  const never = (reason: string): never => expect.fail(reason);
  const events = { onSyncFailure: never, onAbort: never };

  it('refuses PGlite as it comes: started with -F', async () => {
    const { dataDir } = await engine.place();
    const files = new SyncingNodeFS(join(dataDir, pgliteFolder), events);
    const pg = await PGlite.create({ fs: files });
    onTestFinished(() => pg.close());
    await expect(checkCommitReachesDisk(pg, files)).rejects.toThrow('fsync is off, not on. The server does not start.');
  });

  it('refuses a file system whose fsync does nothing', async () => {
    const { dataDir } = await engine.place();
    const pg = await PGlite.create({ fs: new NodeFS(join(dataDir, pgliteFolder)), startParams: startParameters });
    onTestFinished(() => pg.close());
    await expect(checkCommitReachesDisk(pg, { syncsOf: () => 0 })).rejects.toThrow(
      'a commit returned without an fsync of the write-ahead log',
    );
  });

  it('cannot be talked round by the configuration file', async () => {
    const place = await engine.place();
    writeFileSync(join(place.dataDir, pgliteFolder, 'postgresql.auto.conf'), 'fsync = off\nsynchronous_commit = off\n');
    await engine.open(place);
  });
});

describe('a start', () => {
  it('refuses a directory without a database instead of laying an empty one over it', async () => {
    const place = await engine.place();
    rmSync(join(place.dataDir, pgliteFolder, 'PG_VERSION'));
    await expect(engine.open(place)).rejects.toThrow('holds no database (PG_VERSION is missing)');
  });

  it('refuses data of another PostgreSQL version, and lets go of the directory', async () => {
    const place = await engine.place();
    const file = join(place.dataDir, pgliteFolder, 'PG_VERSION');
    writeFileSync(file, '17\n');
    await expect(engine.open(place)).rejects.toThrow('was written by PostgreSQL 17, and this server embeds 18');
    writeFileSync(file, '18\n');
    await engine.open(place);
  });

  it('begins anew when the one that made the database was killed on the way', async () => {
    const place = await engine.place();
    const folder = join(place.dataDir, pgliteFolder);
    renameSync(folder, `${folder}.building`);
    rmSync(join(`${folder}.building`, 'global'), { recursive: true });
    await engine.open(place);
  });
});

describe('a disk whose fsync fails', () => {
  it('gets no acknowledgement, and no further chance in this process', async () => {
    const place = await engine.place();
    const brokenDisk = join(place.dataDir, 'broken');
    const run = (): Child =>
      new Child(
        process.execPath,
        ['--import', program('disk-recorder'), program('failing-disk'), JSON.stringify(place)],
        { BROKEN_DISK: brokenDisk },
      );
    const child = run();
    const { code, errors } = await child.ended;
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(child.lines.slice(0, 2)).toEqual(['found []', 'stored 1']);
    expect(child.lines[2]).toMatch(/^failed 2 retryable: .*fsync of .*pg_wal.* failed: Error: EIO/);
    expect(child.lines[3]).toMatch(/^failed 3 retryable: .*The disk no longer keeps what is written/);
    expect(child.lines[4]).toContain('The disk no longer keeps what is written');
  });
});
