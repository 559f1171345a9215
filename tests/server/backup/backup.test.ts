import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeBackup } from '../../../src/server/backup/backups.ts';
import { openMemory } from '../../../src/server/backup/memory-file.ts';
import { restoreBackup, type RestoreOptions } from '../../../src/server/backup/restore-backup.ts';
import { backupWatermark } from '../../../src/server/backup/watermark.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { createEngine, describeAboveStorage, type TestEngine } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { BackupWorld } from './backup-world.ts';

const day = 24 * 60 * 60 * 1000;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thon-so-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const backUp = (database: Database, { clock }: BackupWorld, directory: string, keep = 14) =>
  makeBackup({ db: database.db, clock, logger: quietLogger, directory, keep });

const restore = (database: Database, { clock }: BackupWorld, file: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup(database, migrations, clock, {
    file,
    replace: true,
    memory: openMemory(join(file, '..')),
    eraseAgain: async () => 0,
    ...more,
  });

/** Everything the database holds, as text. */
async function content(database: Database): Promise<Record<string, unknown[]>> {
  const { rows } = await sql<{
    name: string;
  }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(database.db);
  const tables: Record<string, unknown[]> = {};
  for (const { name } of rows)
    tables[name] = (
      await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(database.db)
    ).rows.map(({ row }) => row);
  return tables;
}

/**
 * Two phones work, the server is backed up, they work on, the server is lost and restored into `to`.
 * @returns what everybody had before the loss
 */
async function drill(from: Database, to: Database): Promise<void> {
  const {
    world,
    phones: [na, bo],
  } = await BackupWorld.in(from, 2);
  if (!na || !bo) throw new Error('two phones');
  const first = await na.survey('Mẫu Thị Na');
  await bo.survey("Y Bơ Niê'");
  for (const phone of [na, bo, na]) expect(await phone.sync()).toBe('done');
  world.clock.time += day;
  const { file } = await backUp(from, world, newFolder());

  world.clock.time += day / 2;
  await na.survey('Sau khi sao lưu');
  await na.rename(first, 'Mẫu Thị Na Na');
  for (const phone of [na, bo]) expect(await phone.sync()).toBe('done');
  const before = await world.stored();
  expect(Object.values(before).sort()).toEqual(['Mẫu Thị Na Na', 'Sau khi sao lưu', "Y Bơ Niê'"]);

  await restore(to, world, file);
  world.use(to);
  expect(Object.keys(await world.stored()), 'the last half day is gone').toHaveLength(2);
  await bo.survey('Sau khi khôi phục');
  for (const phone of [na, bo, na, bo]) expect(await phone.sync()).toBe('done');
  const after = await world.stored();
  expect(after).toMatchObject(before);
  expect(Object.keys(after)).toHaveLength(4);
  for (const phone of [na, bo]) expect(await phone.shows()).toEqual(after);
}

/** The time of the backups as a phone gets it. Invariant: the phone keeps every operation that the backup lacks. */
async function forgets(from: Database, to: Database): Promise<void> {
  const {
    world,
    phones: [na, bo],
  } = await BackupWorld.in(from, 2);
  if (!na || !bo) throw new Error('two phones');
  await na.survey('Trước');
  expect(await na.sync()).toBe('done');
  await bo.survey('Viết trước, gửi sau');
  world.clock.time += day;
  const folder = newFolder();
  const { file } = await backUp(from, world, folder);
  world.clock.time += day;
  for (const phone of [na, bo, na, bo]) expect(await phone.sync()).toBe('done');
  expect(await na.keeps(), 'every backup holds it').toBe(0);
  expect(await bo.keeps(), 'no backup holds it, though it was written before').toBe(1);
  await restore(to, world, file);
  world.use(to);
  for (const phone of [na, bo, na]) expect(await phone.sync()).toBe('done');
  expect(Object.values(await world.stored()).sort()).toEqual(['Trước', 'Viết trước, gửi sau']);
}

// A restore is refused while servers run, so on PostgreSQL these connections are a command's.
const asCommand = (engine: TestEngine): Pick<TestEngine, 'openFresh'> =>
  engine.kind === 'pglite'
    ? engine
    : { openFresh: async () => engine.open(await engine.place(), { name: 'thon-so command' }) };

describeAboveStorage('a backup', (server) => {
  const engine = asCommand(server);

  it(
    'restored after the server was lost gives the phones a server that they fill up again',
    { timeout: 120_000 },
    async () => {
      await drill(await engine.openFresh(), await engine.openFresh());
    },
  );

  it('lets the phones forget what it holds, and nothing else', { timeout: 120_000 }, async () => {
    await forgets(await engine.openFresh(), await engine.openFresh());
  });

  it('holds every row exactly as it was', async () => {
    const database = await engine.openFresh();
    const {
      world,
      phones: [na],
    } = await BackupWorld.in(database, 1);
    for (let i = 0; i < 30; i++) await na?.survey(`Nhà "${i}"\n\\ \u0001 Ƀuôn Kniêr ê̆`);
    await na?.sync();
    // More than one fetch, and values that other types' texts trip over.
    await sql`insert into server_state select 'key ' || i, repeat('ă', 30) from generate_series(1, 4500) i`.execute(
      database.db,
    );
    await sql`
      insert into area (id, kind, prefix, name, parent)
      select gen_random_uuid(), 'village', '', 'x', (select id from area limit 1) from generate_series(1, 3)`.execute(
      database.db,
    );
    await sql`update village set version = 9007199254740991 - 5 * 1099511627776::bigint`.execute(database.db);
    // What a restore changes, it changes to this.
    await sql`update device set epoch_seq = last_seq`.execute(database.db);
    const before = await content(database);
    const { file, rows } = await backUp(database, world, newFolder());
    await sql`delete from op_body`.execute(database.db);
    const restored = await restore(database, world, file);
    expect(restored.rows).toBe(rows);
    const after = await content(database);
    const changing = (tables: Record<string, unknown[]>) => ({
      ...tables,
      server_state: [],
      village: [],
      schema_migration: [],
    });
    expect(changing(after)).toEqual(changing(before));
    expect(after['server_state']).toEqual(expect.arrayContaining(['(epoch,2)', `("key 7",${'ă'.repeat(30)})`]));
  });

  it('restored raises the epoch beyond every used one, and the counters beyond every lost timeline', async () => {
    const database = await engine.openFresh();
    const {
      world,
      phones: [na],
    } = await BackupWorld.in(database, 1);
    await na?.survey('Mẫu Thị Na');
    await na?.sync();
    const folder = newFolder();
    const { file } = await backUp(database, world, folder);
    const village = async () =>
      world.db
        .selectFrom('village')
        .select(['version', 'lost'])
        .where('id', '=', world.village)
        .executeTakeFirstOrThrow();
    const { version } = await village();
    expect((await restore(database, world, file)).epoch).toBe(2);
    expect(await village()).toEqual({
      version: version + 2 ** 40,
      lost: [{ after: version, until: version + 2 ** 40 }],
    });
    expect((await restore(database, world, file)).epoch, 'the same backup again').toBe(3);
    expect(await village()).toEqual({
      version: version + 2 * 2 ** 40,
      lost: [{ after: version, until: version + 2 * 2 ** 40 }],
    });
    const numbers = await world.db.selectFrom('device').select(['last_seq', 'epoch_seq']).executeTakeFirstOrThrow();
    expect(numbers, 'where every copy of this phone goes on').toEqual({
      last_seq: numbers.last_seq,
      epoch_seq: numbers.last_seq,
    });
    expect(numbers.last_seq).toBeGreaterThan(0);
    const elsewhere = await engine.openFresh();
    expect((await restore(elsewhere, world, file)).epoch, 'into a new database, which remembers nothing').toBe(4);
  });

  it('is refused by a database with work in it unless told to replace that', async () => {
    const database = await engine.openFresh();
    const { world } = await BackupWorld.in(database, 1);
    const { file } = await backUp(database, world, newFolder());
    const before = await content(database);
    await expect(restore(database, world, file, { replace: false })).rejects.toThrow('--replace');
    expect(await content(database)).toEqual(before);
    const empty = await engine.openFresh();
    expect((await restore(empty, world, file, { replace: false })).epoch).toBe(3 - 1);
  });

  it('from a version with fewer tables is brought up to date', async () => {
    const database = await engine.openFresh();
    const { world } = await BackupWorld.in(database, 1);
    const { file } = await backUp(database, world, newFolder());
    const newer = [
      ...migrations,
      {
        id: `${String(migrations.length + 1).padStart(4, '0')}-shelf`,
        sql: 'create table shelf (id int); alter table area add column colour text;',
      },
    ];
    await restoreBackup(database, newer, world.clock, {
      file,
      replace: true,
      memory: openMemory(newFolder()),
      eraseAgain: async () => 0,
    });
    expect((await sql`select colour from area`.execute(database.db)).rows).toEqual([{ colour: null }]);
    const newFile = (await backUp(database, world, newFolder())).file;
    await expect(restore(database, world, newFile)).rejects.toThrow('newer version');
  });

  it('that cannot be restored to its end changes nothing', async () => {
    const database = await engine.openFresh();
    const { world } = await BackupWorld.in(database, 1);
    const { file } = await backUp(database, world, newFolder());
    const before = await content(database);
    await expect(
      restore(database, world, file, { eraseAgain: () => Promise.reject(new Error('the power went')) }),
    ).rejects.toThrow('the power went');
    expect(await content(database)).toEqual(before);
  });

  it('is deleted when there are newer ones; phones may delete operations that the oldest kept one holds', async () => {
    const database = await engine.openFresh();
    const { world } = await BackupWorld.in(database, 1);
    const folder = newFolder();
    expect(await backupWatermark(database.db)).toBeUndefined();
    const times: number[] = [];
    for (let i = 0; i < 4; i++) {
      times.push((world.clock.time += day));
      await backUp(database, world, folder, 2);
    }
    writeFileSync(join(folder, 'notes.txt'), 'the operator may keep files here');
    expect(readdirSync(folder).filter((name) => name.endsWith('.backup'))).toHaveLength(2);
    expect(await backupWatermark(database.db)).toBe(times[2]);
    const newest =
      readdirSync(folder)
        .filter((name) => name.endsWith('.backup'))
        .sort()
        .at(-1) ?? '';
    expect(statSync(join(folder, newest)).mode & 0o777).toBe(0o600);
  });
});

describe('moves between the databases:', () => {
  const [pglite, postgres] = [asCommand(createEngine('pglite')), asCommand(createEngine('postgres'))];
  it('from the embedded one to PostgreSQL', async () => drill(await pglite.openFresh(), await postgres.openFresh()));
  it('and back', async () => drill(await postgres.openFresh(), await pglite.openFresh()));
});

describe('a file that is no whole backup is refused, and nothing changes:', () => {
  const engine = createEngine('pglite');
  const refused = async (spoil: (file: string) => void, reason: string): Promise<void> => {
    const database = await engine.openFresh();
    const {
      world,
      phones: [na],
    } = await BackupWorld.in(database, 1);
    await na?.survey('Mẫu Thị Na');
    await na?.sync();
    const { file } = await backUp(database, world, newFolder());
    const before = await content(database);
    spoil(file);
    await expect(restore(database, world, file)).rejects.toThrow(reason);
    expect(await content(database)).toEqual(before);
  };
  const edit =
    (change: (text: string) => string) =>
    (file: string): void =>
      writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(file)).toString('utf8'))));

  it('cut off', () =>
    refused((file) => writeFileSync(file, readFileSync(file).subarray(0, -40)), 'cannot be unpacked to its end'));
  it('cut off where a line ends', () =>
    refused(
      edit((text) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1)),
      'its end is missing',
    ));
  it('with a changed letter', () =>
    refused(
      edit((text) => text.replace('Mẫu Thị Na', 'Mẫu Thị Ma')),
      'its content has changed',
    ));
  it('with a row less', () =>
    refused(
      edit((text) => text.replace(/\n\["[^\n]*(?=\n)/, '')),
      'rows are missing',
    ));
  it('with a flipped bit', () =>
    refused((file) => {
      const bytes = readFileSync(file);
      bytes[Math.floor(bytes.length / 2)]! ^= 0x10;
      writeFileSync(file, bytes);
    }, 'damaged'));
  it('of another program', () =>
    refused((file) => writeFileSync(file, gzipSync('-- PostgreSQL database dump\n')), 'is no backup of Thôn Số'));
  it('of the future', () =>
    refused(
      edit((text) => text.replace('"version":1', '"version":2')),
      'newer version',
    ));
  it('not even compressed', () => refused((file) => writeFileSync(file, 'hello'), 'no backup of Thôn Số'));
});

it('a restore is refused while a server runs on the same PostgreSQL', async () => {
  const place = await engine.place();
  const server = await engine.open(place);
  const { world } = await BackupWorld.in(server, 1);
  const { file } = await backUp(server, world, newFolder());
  const command = await engine.open(place, { name: 'thon-so command' });
  await expect(restore(command, world, file)).rejects.toThrow('A server is running on this database');
  await server.close();
  expect((await restore(command, world, file)).epoch).toBe(2);
});

const engine = createEngine('postgres');

it('remembers beside the backups, also after a line that was cut off', () => {
  const folder = newFolder();
  const [lan, huy] = [
    { id: randomUUID(), village: randomUUID() },
    { id: randomUUID(), village: randomUUID() },
  ];
  openMemory(folder).rememberErased([lan]);
  const file = join(folder, readdirSync(folder)[0] ?? '');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"erased":"0192`);
  openMemory(folder).rememberErased([lan, huy, huy]);
  openMemory(folder).rememberEpoch(3);
  expect(openMemory(folder).erased()).toEqual([lan, huy]);
  expect(openMemory(folder).epochs()).toEqual([3]);
  writeFileSync(file, `nonsense\n${readFileSync(file, 'utf8')}`);
  expect(() => openMemory(folder)).toThrow('Line 1 of');
});
