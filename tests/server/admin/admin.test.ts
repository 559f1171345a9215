import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createIds } from '../../../src/lib/ids.ts';
import { runAdmin } from '../../../src/server/admin/admin-commands.ts';
import { askServer, openAdminSocket, type AdminAnswer } from '../../../src/server/admin/admin-socket.ts';
import type { AdminDeps } from '../../../src/server/admin/deps.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import { openMemory } from '../../../src/server/backup/memory-file.ts';
import { lookAt } from '../../../src/server/accounts/invitations.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { SyncWorld } from '../../support/sync-world.ts';
import { seeded } from '../../support/seeded.ts';

const engine = createEngine('postgres');

let deps: AdminDeps;
const clock = { now: () => Date.UTC(2026, 10, 25, 2) };

beforeEach(async () => {
  const { db } = await kyselyTestStorage(await engine.openMigrated());
  const jobs = {
    runNow: async (name: string): Promise<'done' | 'unknown'> => (name === 'backup' ? 'done' : 'unknown'),
    states: async () => [],
    stop: async () => undefined,
  };
  deps = { db, clock, random: seeded(3), jobs, publicUrl: 'https://thonso.example.vn' };
});

const admin = (...args: string[]): Promise<AdminAnswer> => runAdmin(deps, { args });
const withFile = (input: string, ...args: string[]): Promise<AdminAnswer> => runAdmin(deps, { args, input });
const done = async (...args: string[]): Promise<string[]> => {
  const answer = await admin(...args);
  expect(answer, answer.lines.join('\n')).toMatchObject({ exit: 0 });
  return [...answer.lines];
};

const country = JSON.stringify([
  {
    Code: '66',
    FullName: 'Tỉnh Đắk Lắk',
    Wards: [
      { Code: '24490', FullName: 'Xã Krông Pắc', ProvinceCode: '66' },
      { Code: '24505', FullName: 'Xã Ea Knuếc', ProvinceCode: '66' },
    ],
  },
  {
    Code: '01',
    FullName: 'Thành phố Hà Nội',
    Wards: [{ Code: '00004', FullName: 'Phường Ba Đình', ProvinceCode: '01' }],
  },
]);

describe('importing the country', () => {
  it('takes provinces and communes from JSON, and again changes nothing', async () => {
    expect((await withFile(country, 'areas', 'import', 'units.json')).lines).toEqual([
      '5 added, 0 renamed or moved, 0 unchanged.',
    ]);
    expect((await withFile(country, 'areas', 'import', 'units.json')).lines).toEqual([
      '0 added, 0 renamed or moved, 5 unchanged.',
    ]);
    expect((await done('areas', 'list')).map((line) => line.slice(38))).toEqual([
      '01  thành phố Hà Nội',
      '66  tỉnh Đắk Lắk',
    ]);
    expect((await done('areas', 'list', '66')).map((line) => line.slice(38))).toEqual([
      '24490  xã Krông Pắc',
      '24505  xã Ea Knuếc',
    ]);
  });

  it('takes them from CSV as well; a new name keeps the old one findable', async () => {
    await withFile(country, 'areas', 'import', 'units.json');
    const csv = '\uFEFFCode;FullName;ProvinceCode\n66;Tỉnh Đắk Lắk;\n24490;Phường Krông Pắc;66\n24505;Xã Ea Knuếc;66\n';
    expect((await withFile(csv, 'areas', 'import', 'units.csv')).lines).toEqual([
      '0 added, 1 renamed or moved, 2 unchanged.',
    ]);
    const { prefix, aliases } = await deps.db
      .selectFrom('area')
      .select(['prefix', 'aliases'])
      .where('code', '=', '24490')
      .executeTakeFirstOrThrow();
    expect([prefix, aliases]).toEqual(['phường', [{ name: 'xã Krông Pắc', until: '2026-11-25' }]]);
  });

  it('names every line that cannot be taken, and takes none', async () => {
    const csv =
      'Code,FullName,ProvinceCode\n66,Tỉnh Đắk Lắk,\n2x,Xã Sai,66\n24490,Krông Pắc,66\n24505,Xã Ea Knuếc,66,thừa\n';
    const wrong = await withFile(csv, 'areas', 'import', 'units.csv');
    expect(wrong.exit).toBe(2);
    expect(wrong.lines.join('\n')).toContain('line 5: it has more values');
    const without = await withFile(csv.replace(',thừa', ''), 'areas', 'import', 'units.csv');
    expect(without.lines.join('\n')).toMatch(
      /line 3: the code must be digits[\s\S]*line 4: "Krông Pắc" must begin with/,
    );
    const orphan = await withFile('Code,FullName,ProvinceCode\n1,Xã Lạc,99\n', 'areas', 'import', 'units.csv');
    expect(orphan.lines.join('\n')).toContain('line 2: no province has the code 99.');
    expect(await done('areas', 'list')).toEqual([
      'There are no areas yet. "areas import" takes the country\'s in one go.',
    ]);
  });
});

describe('importing villages', () => {
  const villages =
    'commune,prefix,name,code,aliases\n24505,thôn,Tân Đông,,\n24505,buôn,"Kniêr, cũ",V7,Kniêr; Buôn K\n' +
    '24490,tổ dân phố,1,,\n24490,tổ dân phố,1A,,\n';

  beforeEach(async () => void (await withFile(country, 'areas', 'import', 'units.json')));

  it('takes them once, each with its counter', async () => {
    expect((await withFile(villages, 'villages', 'import', 'v.csv')).lines).toEqual([
      '4 added, 0 renamed or moved, 0 unchanged.',
    ]);
    expect((await withFile(villages, 'villages', 'import', 'v.csv')).lines).toEqual([
      '0 added, 0 renamed or moved, 4 unchanged.',
    ]);
    expect(await deps.db.selectFrom('village').select('version').execute()).toEqual(Array(4).fill({ version: 0 }));
    const { name, aliases } = await deps.db
      .selectFrom('area')
      .select(['name', 'aliases'])
      .where('code', '=', 'V7')
      .executeTakeFirstOrThrow();
    expect([name, aliases]).toEqual(['Kniêr, cũ', [{ name: 'Kniêr' }, { name: 'Buôn K' }]]);
  });

  it('moves a village that is known by its code, and its id stays', async () => {
    await withFile(villages, 'villages', 'import', 'v.csv');
    const find = () =>
      deps.db.selectFrom('area').select(['id', 'parent']).where('code', '=', 'V7').executeTakeFirstOrThrow();
    const before = await find();
    expect(
      (await withFile('commune,prefix,name,code\n24490,buôn,"Kniêr, cũ",V7\n', 'villages', 'import', 'v.csv')).lines,
    ).toEqual(['0 added, 1 renamed or moved, 0 unchanged.']);
    const after = await find();
    expect([after.id, after.parent === before.parent]).toEqual([before.id, false]);
  });

  it('learns the code of a village that was added without', async () => {
    await withFile(villages, 'villages', 'import', 'v.csv');
    await withFile('commune,prefix,name,code\n24505,thôn,Tân Đông,V1\n', 'villages', 'import', 'v.csv');
    expect(await deps.db.selectFrom('area').select('name').where('code', '=', 'V1').execute()).toEqual([
      { name: 'Tân Đông' },
    ]);
    expect(await deps.db.selectFrom('village').select('id').execute()).toHaveLength(4);
  });

  it('refuses the whole file for one unknown commune or one line twice', async () => {
    const bad = await withFile(`${villages}99999,thôn,Lạc,,\n24505,thôn,Tân Đông,,\n`, 'villages', 'import', 'v.csv');
    expect(bad.exit).toBe(2);
    expect(bad.lines.join('\n')).toMatch(/line 6: no commune has the code 99999\.\nline 7: the same as line 2\./);
    expect(await deps.db.selectFrom('village').select('id').execute()).toEqual([]);
  });
});

it('adds, renames with a day, moves', async () => {
  await withFile(country, 'areas', 'import', 'units.json');
  const id = (await done('areas', 'add', 'village', 'thôn', 'Tân Đông', '--parent', '24505'))[0]?.slice(0, 36) ?? '';
  expect(await done('areas', 'rename', id, 'Tân Tây', '--prefix', 'buôn', '--on', '2026-12-01')).toEqual([
    'thôn Tân Đông is now buôn Tân Tây.',
  ]);
  expect(await done('areas', 'move', id, '24490')).toEqual(['buôn Tân Tây is now in xã Krông Pắc.']);
  const { aliases } = await deps.db.selectFrom('area').select('aliases').where('id', '=', id).executeTakeFirstOrThrow();
  expect(aliases).toEqual([{ name: 'thôn Tân Đông', until: '2026-12-01' }]);
  for (const [args, reason] of [
    [['areas', 'add', 'hamlet', 'x', 'y'], 'KIND is one of'],
    [['areas', 'add', 'village', 'thôn', 'Lạc', '--parent', '66'], 'needs a commune'],
    [['areas', 'add', 'commune', 'xã', 'Lạc', '--parent', '66', '--code', '24505'], 'is there already'],
    [['areas', 'move', id, '66'], 'needs a commune'],
    [['areas', 'rename', id, 'Tân', 'Tây'], 'one too many'],
    [['areas', 'rename', id, 'Tân', '--on', '1/12'], 'a day like'],
    [['areas', 'list', '7'], 'No area has'],
    [['areas', 'add', 'village', '--colour'], '--colour is not understood'],
  ] as const) {
    const { exit, lines } = await admin(...args);
    expect([exit, lines.join('\n')]).toEqual([2, expect.stringContaining(reason)]);
  }
});

it('invites with a link that works, lists phones and revokes one', async () => {
  await withFile(country, 'areas', 'import', 'units.json');
  const [, link = ''] = await done('invite', 'officer', '24505', '--name', 'Mẫu Thị Na');
  const token = /#t=(.+)$/.exec(link)?.[1] ?? '';
  expect(await lookAt(deps, { token })).toMatchObject({ role: 'officer', areaName: 'xã Ea Knuếc', name: 'Mẫu Thị Na' });
  expect((await admin('invite', 'member', '24505')).lines[0]).toContain('The role member is for a village');
  const newId = createIds(clock, seeded(9));
  const [account, device] = [newId(), newId()];
  await deps.db.insertInto('account').values({ id: account, name: 'Mẫu Thị Na', created_at: 0 }).execute();
  await deps.db
    .insertInto('device')
    .values({
      id: device,
      account,
      public_key: '{}',
      session_hash: 'x',
      previous_hash: null,
      session_expires: 0,
      ledger: '{"unsent":3,"drafts":1}',
      last_contact: 0,
      created_at: 0,
      revoked_at: null,
    })
    .execute();
  expect(await done('devices', 'list')).toEqual([`${device}  Mẫu Thị Na  heard of 1970-01-01T00:00:00.000Z  holds 4`]);
  expect(await done('devices', 'list', '24505')).toEqual(['No phones.']);
  await done('devices', 'revoke', device);
  expect((await done('devices', 'list'))[0]).toContain('REVOKED');
  expect(await done('devices', 'revoke', device)).toEqual(['It was revoked before.']);
});

it('shows what waits for a lead, releases it and sets it aside', async () => {
  const opened = await kyselyTestStorage(await engine.openMigrated());
  const world = new SyncWorld(opened);
  const village = await world.village();
  const an = await world.phone(village);
  const household = world.newId();
  const good = an.op(household, { headName: 'Mẫu Thị Na' });
  const bad = an.op(world.newId(), { hardship: 'no such kind of value' });
  await world.revoke(an);
  expect(await an.tell(good, bad)).toEqual(['quarantined', 'quarantined']);
  deps = { ...deps, db: opened.db };
  expect((await done('quarantine'))[0]).toBe(`2  ${village}  thôn ${village.slice(-4)}`);
  const listed = await done('quarantine', 'list', village);
  expect(listed.map((line) => line.split('  ')).map(([id, , name, kind, reason]) => [id, name, kind, reason])).toEqual([
    [good.opId, 'Người thử', 'household', 'the sender had no right there when it came'],
    [bad.opId, 'Người thử', 'household', expect.stringContaining('a value is not of its kind')],
  ]);
  expect(listed.join('\n'), 'nothing of what people said').not.toContain('Mẫu Thị Na');
  expect(await done('quarantine', 'release', good.opId, bad.opId)).toEqual([
    `${good.opId}  applied`,
    expect.stringContaining('still waits: a value is not of its kind'),
  ]);
  expect(await done('quarantine', 'set-aside', bad.opId)).toEqual([`${bad.opId}  setAside`]);
  expect(await done('quarantine')).toEqual(['Nothing waits for anybody.']);
  expect(await done('quarantine', 'list', village)).toEqual(['Nothing waits there.']);
  const judged = await deps.db.selectFrom('op_meta').select(['outcome', 'judged_by']).orderBy('seq').execute();
  expect(judged).toEqual([
    { outcome: 'applied', judged_by: null },
    { outcome: 'setAside', judged_by: null },
  ]);
  expect(new Set(await opened.judged())).toEqual(
    new Set([
      { account: null, device: null, action: 'released', area: village, subject: household },
      { account: null, device: null, action: 'setAside', area: village, subject: bad.record },
    ]),
  );
  for (const [args, reason] of [
    [['release', 'x'], '"x" is no id'],
    [['release', world.newId()], 'Nothing with this id waits'],
    [['list'], 'Something is missing'],
  ] as const) {
    expect((await admin('quarantine', ...args)).lines.join('\n')).toContain(reason);
  }
});

it('says and sets how long people’s rows are kept; what is nearest counts, and the audit log has it', async () => {
  await withFile(country, 'areas', 'import', 'units.json');
  const months = async (code: string): Promise<string> => (await done('retention', 'set', code)).join();
  expect(await months('24490')).toBe('xã Krông Pắc: 12 months after the year in which a person was last asked.');
  await done('retention', 'set', '66', '24');
  expect(await months('24490')).toContain(': 24 months');
  await done('retention', 'set', '24490', '6');
  expect([await months('24490'), await months('24505')].map((line) => /\d+ months/.exec(line)?.[0])).toEqual([
    '6 months',
    '24 months',
  ]);
  expect((await done('retention')).map((line) => line.slice(-9))).toEqual(
    expect.arrayContaining([' 6 months', '24 months']),
  );
  await done('retention', 'set', '24490', 'default');
  expect(await months('24490')).toContain(': 24 months');
  for (const wrong of ['121', '-1', '1.5', 'x'])
    expect((await admin('retention', 'set', '66', wrong)).exit, wrong).toBe(2);
  expect(
    await deps.db.selectFrom('audit_log').select('account').where('action', '=', 'retentionSet').execute(),
  ).toEqual([{ account: null }, { account: null }, { account: null }]);
});

describe('erasure marks of records that exist', () => {
  it('are listed and removed, also in the memory file, and nothing else is', async () => {
    const opened = await kyselyTestStorage(await engine.openFresh());
    const world = new SyncWorld(opened);
    const village = await world.village();
    const [an, lead] = [await world.phone(village), await world.phone(village, 'lead')];
    const [household, gone] = [world.newId(), world.newId()];
    await an.tell(an.op(household, { headName: 'Hộ còn' }), an.op(gone, { headName: 'Hộ xoá' }));
    await handleErase(world.deps, lead.id, { village, records: [gone] });
    const directory = mkdtempSync(join(tmpdir(), 'thon-so-memory-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const memory = openMemory(directory);
    deps = { ...deps, db: opened.db, memory };
    expect(await done('erasures')).toEqual(['No record that is there is marked as erased.']);
    // As a server of the version before left it.
    await opened.db.insertInto('erased_record').values({ village, id: household, at: 5 }).execute();
    memory.rememberErased([
      { village, id: household },
      { village, id: gone },
    ]);
    expect((await done('erasures'))[0]).toContain(`${household}  household  marked 1970`);
    expect((await done('erasures', 'repair')).join(' ')).toContain('1 marks taken away');
    expect(await done('erasures', 'repair')).toEqual(['No record that is there is marked as erased.']);
    expect(openMemory(directory).erased()).toEqual([{ village, id: gone }]);
    expect(await an.tell(an.op(household, { address: 'Nhà 1' }), an.op(gone, { address: 'Nhà 2' }))).toEqual([
      'applied',
      'erased',
    ]);
  });
});

it('says what it can do', async () => {
  expect((await admin()).lines.join('\n')).toContain('villages import FILE');
  const unknown = await admin('areas', 'destroy');
  expect([unknown.exit, unknown.lines[0]]).toEqual([2, '"areas destroy" is no command.']);
  expect(await done('backup')).toEqual(['Done.']);
  expect(await done('quarantine')).toEqual(['Nothing waits for anybody.']);
});

describe('the socket', () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'thon-so-admin-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };

  it("is the server user's alone, and gone with the server", async () => {
    const dataDir = folder();
    const close = await openAdminSocket(dataDir, (request) => runAdmin(deps, request), quietLogger);
    expect(statSync(join(dataDir, 'admin.sock')).mode & 0o777).toBe(0o600);
    expect(await askServer(dataDir, { args: ['quarantine'] })).toEqual({
      lines: ['Nothing waits for anybody.'],
      exit: 0,
    });
    expect((await askServer(dataDir, { args: ['areas', 'import', 'units.json'], input: country }))?.exit).toBe(0);
    await close();
    expect(await askServer(dataDir, { args: ['quarantine'] })).toBeUndefined();
  });

  it('takes the place of one that a killed server left, and leaves a living one alone', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'admin.sock'), '');
    const first = await openAdminSocket(dataDir, async () => ({ lines: ['first'], exit: 0 }), quietLogger);
    const second = await openAdminSocket(dataDir, async () => ({ lines: ['second'], exit: 0 }), quietLogger);
    await second();
    expect((await askServer(dataDir, { args: [] }))?.lines).toEqual(['first']);
    await first();
  });

  it('shows the operator the error', async () => {
    const dataDir = folder();
    const close = await openAdminSocket(
      dataDir,
      () => Promise.reject(new Error('no space left on device')),
      quietLogger,
    );
    expect(await askServer(dataDir, { args: [] })).toEqual({
      lines: ['That failed: no space left on device'],
      exit: 1,
    });
    await close();
  });
});
