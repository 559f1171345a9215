import { beforeEach, expect, it } from 'vitest';
import { commandNames, runAdmin } from '../../../src/server/admin/admin-commands.ts';
import type { AdminDeps } from '../../../src/server/admin/deps.ts';
import type { AuditAction } from '../../../src/domain/access/audit.ts';
import { createInvitation } from '../../../src/server/accounts/invitations.ts';
import { redeem } from '../../../src/server/accounts/redeem.ts';
import { createVault } from '../../../src/server/accounts/recovery-keys.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { seeded } from '../../support/seeded.ts';
import { TestPhone } from '../http/server-world.ts';
import { createHttpServer } from '../../../src/server/http/app.ts';

// Every command of the operator that changes something leaves an entry. A command that is in neither table fails.

const engine = createEngine(oneEngine);
const clock = { now: () => Date.UTC(2026, 10, 25, 2) };
let deps: AdminDeps;

const reading = [
  'areas list',
  'devices list',
  'quarantine',
  'quarantine list',
  'retention',
  'jobs',
  'ping',
  'erasures',
  'passkeys',
  'guides changed',
];

const country = JSON.stringify([
  {
    Code: '66',
    FullName: 'Tỉnh Đắk Lắk',
    Wards: [
      { Code: '24490', FullName: 'Xã Krông Pắc' },
      { Code: '24505', FullName: 'Xã Ea Knuếc' },
    ],
  },
]);
const villages = 'commune,prefix,name,code\n24505,thôn,Tân Đông,V1\n';

interface Deed {
  readonly action: AuditAction;
  readonly words?: readonly string[];
  readonly input?: string;
  /** What names the thing, made before. */
  readonly of?: () => Promise<readonly string[]>;
}

const phone = async (): Promise<string[]> => {
  const { token } = await createInvitation(deps, {
    role: 'member',
    area: await areaOf('V1'),
    expires: clock.now() + 1000,
  });
  const test = new TestPhone(createHttpServer({ random: deps.random, trustProxy: false, logLevel: 'silent' }));
  const joined = await redeem(deps, createVault('secret', deps.random), test.joinBody(token));
  if ('error' in joined) throw new Error(joined.error);
  return [joined.enrolment];
};
const passkey = async (): Promise<string[]> => {
  const [device = ''] = await phone();
  const { account } = await deps.db
    .selectFrom('device')
    .select('account')
    .where('id', '=', device)
    .executeTakeFirstOrThrow();
  const id = '00000000-0000-7000-8000-000000000009';
  const key = { rp_id: 'localhost', credential_id: 'c', public_key: 'k', counter: 0, transports: '[]', name: 'Máy' };
  const times = { created_at: 1, last_used_at: null, withdrawn_at: null };
  await deps.db
    .insertInto('passkey')
    .values({ id, account, ...key, ...times })
    .execute();
  return [id];
};
const areaOf = async (code: string): Promise<string> =>
  (await deps.db.selectFrom('area').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
/** An operation of a closed phone, which waits for the lead. */
const waiting = async (): Promise<string[]> => {
  const [device = ''] = await phone();
  const [opId, group, record] = ['1', '2', '3'].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
    string,
    string,
    string,
  ];
  const village = await areaOf('V1');
  const body = JSON.stringify({
    opId,
    seq: 1,
    group,
    record,
    kind: 'household',
    village,
    base: {},
    set: { headName: 'Mẫu' },
    wallTime: 0,
    clockOffset: 0,
    schemaVersion: 1,
  });
  await deps.db
    .insertInto('op_meta')
    .values({
      op_id: opId,
      device,
      seq: 1,
      group_id: group,
      village,
      record,
      waits_for: null,
      outcome: 'quarantined',
      version: 0,
      time: 0,
      received_at: 0,
    })
    .execute();
  await deps.db.insertInto('op_body').values({ op_id: opId, body }).execute();
  return [opId];
};

/** A record that is there and is marked as erased all the same. */
const markedAlive = async (): Promise<string[]> => {
  const [village, id] = [await areaOf('V1'), '00000000-0000-7000-8000-000000000009'];
  await deps.db
    .insertInto('record')
    .values({
      village,
      id,
      kind: 'household',
      version: 1,
      fields: '{}',
      field_meta: '{}',
      echo_device: null,
      echo_base: 0,
    })
    .execute();
  await deps.db.insertInto('erased_mark').values({ village, id, at: 0 }).execute();
  return [];
};

const deeds: Readonly<Record<string, Deed>> = {
  'areas add': { action: 'areaAdded', words: ['village', 'buôn', 'Kniêr', '--parent', '24505'] },
  'areas rename': { action: 'areaRenamed', words: ['V1', 'Tân Tây'] },
  'areas move': { action: 'areaMoved', words: ['V1', '24490'] },
  'areas import': {
    action: 'areasImported',
    words: ['units.json'],
    input: country.replace('Xã Krông Pắc', 'Phường Krông Pắc'),
  },
  'villages import': {
    action: 'areasImported',
    words: ['v.csv'],
    input: 'commune,prefix,name,code\n24505,thôn,Tân Hòa,V2\n',
  },
  invite: { action: 'invited', words: ['lead', 'V1'] },
  'devices revoke': { action: 'phoneWithdrawn', of: phone },
  'passkeys remove': { action: 'passkeyWithdrawn', of: passkey },
  'quarantine release': { action: 'released', of: waiting },
  'quarantine set-aside': { action: 'setAside', of: waiting },
  'retention set': { action: 'retentionSet', words: ['V1', '24'] },
  'reports period': { action: 'reportPeriodSet', words: ['V1', 'calendar'] },
  'rollups rebuild': { action: 'rollupsRebuilt' },
  backup: { action: 'backedUp' },
  'erasures repair': { action: 'markRemoved', of: markedAlive },
};

beforeEach(async () => {
  const { db } = await kyselyTestStorage(await engine.openFresh());
  deps = {
    db,
    clock,
    random: seeded(3),
    jobs: { runNow: async () => 'done', states: async () => [], stop: async () => undefined },
    publicUrl: 'https://thonso.example.vn',
  };
  for (const [words, input] of [
    [['areas', 'import', 'units.json'], country],
    [['villages', 'import', 'v.csv'], villages],
  ] as const) {
    expect(await runAdmin(deps, { args: [...words], input })).toMatchObject({ exit: 0 });
  }
});

it('each command is known here as one that reads or one that changes something', () => {
  expect([...reading, ...Object.keys(deeds)].sort()).toEqual([...commandNames].sort());
});

it.each(Object.entries(deeds))('%s leaves an entry', async (name, { action, words = [], input, of }) => {
  const args = [...name.split(' '), ...(of ? await of() : words)];
  const before = await deps.db.selectFrom('audit_log').select('id').where('action', '=', action).execute();
  const answer = await runAdmin(deps, { args, ...(input === undefined ? {} : { input }) });
  expect(answer, answer.lines.join('\n')).toMatchObject({ exit: 0 });
  const fresh = await deps.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', action)
    .where('id', 'not in', ['00000000-0000-0000-0000-000000000000', ...before.map(({ id }) => id)])
    .execute();
  expect(fresh.length).toBeGreaterThan(0);
  expect(fresh[0]).toMatchObject({ account: null, device: null });
});
