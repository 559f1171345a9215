import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { TeamResponse } from '../../../src/protocol/accounts/team.ts';
import { withdrawGrant, withdrawPhone } from '../../../src/server/accounts/withdraw.ts';
import { createKyselyStorage } from '../../../src/server/sync/kysely/kysely-storage.ts';
import { createEngine, describeAboveStorage } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

interface Me {
  readonly account: Uuid;
  readonly name: string;
  readonly grants: readonly { readonly id: Uuid; readonly role: string }[];
}
const meOf = async (phone: TestPhone): Promise<Me> => (await phone.send('GET', 'me')).json<Me>();
const teamOf = async (phone: TestPhone): Promise<TeamResponse> =>
  (await phone.send('GET', 'team')).json<TeamResponse>();
const withdraw = async (phone: TestPhone, what: 'invitations' | 'devices' | 'grants', id: Uuid): Promise<number> =>
  (await phone.send('POST', `${what}/withdraw`, { payload: { id } })).statusCode;

const push = (world: ServerWorld, phone: TestPhone, seq: number) =>
  phone.send('POST', 'push', {
    payload: {
      protocol: 1,
      firstSeq: seq,
      entries: [
        {
          opId: world.newId(),
          seq,
          group: world.newId(),
          record: world.newId(),
          kind: 'household',
          village: world.areas.village,
          base: { headName: 0 },
          set: { headName: 'Mẫu Thị Sen' },
          wallTime: world.clock.now(),
          clockOffset: 0,
          schemaVersion: 2,
        },
      ],
      ledger: { unsent: 2, drafts: 1, oldest: 77 },
    },
  });
const outcomes = async (answer: ReturnType<typeof push>): Promise<string[]> =>
  (await answer).json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome);

describeAboveStorage('a team', (engine) => {
  it('lists people, their phones with what they have not sent, and whom the reader may send away', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.newPhone().join(await world.invite('head', world.areas.village, { name: 'Mẫu Văn Lâm' }));
    const member = await world
      .newPhone()
      .join(await world.invite('member', world.areas.village, { name: 'Mẫu Thị Na' }));
    await world.phoneOf('member', world.areas.sister);
    await push(world, member, 1);
    const { people } = await teamOf(head);
    expect(
      people
        .map(({ name, grants, mayInviteAgain }) => [
          name,
          grants.map((grant) => [grant.role, grant.mayWithdraw]),
          mayInviteAgain,
        ])
        .sort(),
    ).toEqual([
      ['Mẫu Thị Na', [['member', true]], true],
      ['Mẫu Văn Lâm', [['head', false]], false],
    ]);
    expect(people.find(({ name }) => name === 'Mẫu Thị Na')?.phones).toEqual([
      {
        id: member.enrolment,
        since: world.clock.now(),
        lastContact: world.clock.now(),
        unsent: { forms: 3, oldest: 77 },
        mayWithdraw: true,
      },
    ]);
    expect((await teamOf(member)).people).toEqual([]);
  });

  it('shows open invitations without their secrets; a withdrawn one is invalid', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.phoneOf('head', world.areas.village);
    const invite = (more: object) =>
      head.send('POST', 'invitations', { payload: { role: 'member', area: world.areas.village, ...more } });
    const { token, code, expires } = (await invite({ name: 'Mẫu Thị Mới', days: 1 })).json<{
      token: string;
      code: string;
      expires: number;
    }>();
    expect(expires).toBe(world.clock.now() + day);
    expect((await invite({})).json()).toMatchObject({ expires: world.clock.now() + 7 * day });
    expect((await invite({ days: 365 })).json()).toEqual({ error: 'unreadable' });
    const listed = await head.send('GET', 'team');
    expect(listed.body).not.toContain(token);
    expect(listed.body).not.toContain(code);
    const open = listed.json<TeamResponse>().invitations;
    expect(open.map(({ name, by }) => `${name ?? 'anybody'}, by ${by}`).sort()).toEqual([
      'Mẫu Thị Mới, by Mẫu Thị Na',
      'anybody, by Mẫu Thị Na',
    ]);
    const taken = open.find(({ name }) => name === 'Mẫu Thị Mới')?.id ?? '';
    expect([await withdraw(head, 'invitations', taken), await withdraw(head, 'invitations', taken)]).toEqual([
      200, 200,
    ]);
    expect((await teamOf(head)).invitations).toHaveLength(1);
    expect((await world.post('/api/join', world.newPhone().joinBody(token))).json()).toEqual({
      error: 'invitationUnknown',
    });
    world.clock.time += 8 * day;
    expect((await teamOf(head)).invitations).toEqual([]);
  });

  it('invites somebody again: the same account on another phone, with nothing granted twice', async () => {
    const world = await ServerWorld.open(engine);
    const head = await world.phoneOf('head', world.areas.village);
    const member = await world
      .newPhone()
      .join(await world.invite('member', world.areas.village, { name: 'Mẫu Văn Ổn' }));
    const { account } = await meOf(member);
    const again = await head.send('POST', 'invitations', {
      payload: { role: 'member', area: world.areas.village, account },
    });
    const phone = await world.newPhone().join(again.json<{ token: string }>().token);
    expect(await meOf(phone)).toMatchObject({ account, name: 'Mẫu Văn Ổn', grants: [{ role: 'member' }] });
    expect((await teamOf(head)).people.find((one) => one.account === account)?.phones).toHaveLength(2);
  });

  it('refuses inviting again a person with wider grants than the asker may give', async () => {
    const world = await ServerWorld.open(engine);
    const lead = await world.phoneOf('lead', world.areas.village);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const { account } = await meOf(officer);
    await world.deps.db
      .insertInto('account_grant')
      .values({
        id: world.newId(),
        account,
        role: 'member',
        area: world.areas.village,
        created_at: 0,
        revoked_at: null,
      })
      .execute();
    const stranger = (await meOf(await world.phoneOf('member', world.areas.foreign))).account;
    for (const who of [account, stranger, randomUUID()]) {
      const answer = await lead.send('POST', 'invitations', {
        payload: { role: 'member', area: world.areas.village, account: who },
      });
      expect([answer.statusCode, answer.body]).toEqual([403, '{"error":"forbidden"}']);
    }
    expect(await withdraw(lead, 'devices', officer.enrolment)).toBe(404);
  });

  it('revokes a lost phone: it may only send its outbox, which is quarantined for the lead', async () => {
    const world = await ServerWorld.open(engine);
    const [lead, member] = [
      await world.phoneOf('lead', world.areas.village),
      await world.phoneOf('member', world.areas.village),
    ];
    expect(await outcomes(push(world, member, 1))).toEqual(['applied']);
    expect([
      await withdraw(lead, 'devices', member.enrolment),
      await withdraw(lead, 'devices', member.enrolment),
    ]).toEqual([200, 200]);
    expect(await outcomes(push(world, member, 2))).toEqual(['quarantined']);
    // Whoever is to call them still finds it, and finds nothing to withdraw.
    const person = (await teamOf(lead)).people.find(({ left }) => left !== undefined);
    expect([person?.phones, person?.left]).toEqual([
      [],
      [expect.objectContaining({ id: member.enrolment, unsent: { forms: 3, oldest: 77 }, mayWithdraw: false })],
    ]);
    for (const path of ['me', 'progress', `pull?village=${world.areas.village}`])
      expect((await member.send('GET', path)).json()).toEqual({ error: 'revoked' });
  });

  it('lets a member leave: phones are closed with the last grant, and the invitations they made are dead', async () => {
    const world = await ServerWorld.open(engine);
    const [officer, lead] = [
      await world.phoneOf('officer', world.areas.commune),
      await world.phoneOf('lead', world.areas.village),
    ];
    const { account, grants } = await meOf(lead);
    const second = world.newId();
    await world.deps.db
      .insertInto('account_grant')
      .values({ id: second, account, role: 'member', area: world.areas.sister, created_at: 0, revoked_at: null })
      .execute();
    const { token } = (
      await lead.send('POST', 'invitations', { payload: { role: 'member', area: world.areas.village } })
    ).json<{ token: string }>();
    expect(await withdraw(officer, 'grants', grants[0]!.id)).toBe(200);
    expect((await world.post('/api/join/look', { invitation: { token } })).json()).toEqual({
      error: 'invitationUnknown',
    });
    // Still a member of another village: the phone keeps working, without this village.
    expect((await lead.send('GET', `pull?village=${world.areas.village}`)).json()).toEqual({ error: 'notFound' });
    expect((await meOf(lead)).grants.map(({ role }) => role)).toEqual(['member']);
    expect(await outcomes(push(world, lead, 1))).toEqual(['quarantined']);
    expect(await withdraw(officer, 'grants', second)).toBe(200);
    expect((await lead.send('GET', 'me')).json()).toEqual({ error: 'revoked' });
    expect((await teamOf(officer)).people.map((one) => one.account)).not.toContain(account);
  });

  it('keeps an audit log that only grows, of kinds of deeds and never of what was said', async () => {
    const world = await ServerWorld.open(engine);
    const officer = await world
      .newPhone()
      .join(await world.invite('officer', world.areas.commune, { name: 'Mẫu Thị Xã' }));
    const member = await world.phoneOf('member', world.areas.village);
    await push(world, member, 1);
    for (let i = 0; i < 3; i++) {
      await member.send('GET', `pull?village=${world.areas.village}`);
      await officer.send('GET', 'progress');
    }
    world.clock.time += 1000;
    await withdraw(officer, 'devices', member.enrolment);
    const { entries } = (await officer.send('GET', 'audit')).json<{
      entries: { action: string; by?: string; area?: Uuid }[];
    }>();
    expect(entries.map(({ action, by }) => `${action} ${by}`).sort()).toEqual(
      [
        'joined Mẫu Thị Na',
        'joined Mẫu Thị Xã',
        'passkeyAdded Mẫu Thị Xã',
        'phoneWithdrawn Mẫu Thị Xã',
        'readAudit Mẫu Thị Xã',
        'readProgress Mẫu Thị Xã',
        'readVillage Mẫu Thị Na',
      ].sort(),
    );
    const { db } = world.deps;
    expect(JSON.stringify(await db.selectFrom('audit_log').selectAll().execute())).not.toMatch(/Mẫu|Sen/);
    const before = await db.selectFrom('audit_log').selectAll().orderBy('id').execute();
    for (const harm of [
      sql`update audit_log set account = null`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
    ]) {
      await expect(harm.execute(db)).rejects.toThrow(/only grows/);
    }
    expect(await db.selectFrom('audit_log').selectAll().orderBy('id').execute()).toEqual(before);
  });
});

describe('a withdrawal concurrent with a push', () => {
  const engine = createEngine('postgres');

  // The push's transaction is held open by hand, so that both orders happen for certain.
  it.each(['phone', 'grant'] as const)(
    'waits for the push that holds the %s, and the next push finds it gone',
    async (what) => {
      const world = await ServerWorld.open(engine);
      const [lead, member] = [
        await world.phoneOf('lead', world.areas.village),
        await world.phoneOf('member', world.areas.village),
      ];
      const [asker, them] = [await meOf(lead), await meOf(member)];
      let finish = (): void => undefined;
      const gate = new Promise<void>((resolve) => (finish = resolve));
      let inside = (): void => undefined;
      const entered = new Promise<void>((resolve) => (inside = resolve));
      const order: string[] = [];
      const slow = createKyselyStorage(world.deps.db).transaction(async (tx) => {
        await tx.lockGrants(them.account);
        await tx.lockDevice(member.enrolment);
        inside();
        await gate;
        order.push('push');
      });
      await entered;
      const who = { account: asker.account, device: lead.enrolment };
      const withdrawal = (
        what === 'phone'
          ? withdrawPhone(world.deps, who, member.enrolment)
          : withdrawGrant(world.deps, who, them.grants[0]!.id)
      ).then((done) => {
        order.push('withdrawal');
        return done;
      });
      await blockedOnce(world);
      expect(order).toEqual([]);
      finish();
      await Promise.all([slow, withdrawal]);
      expect(order).toEqual(['push', 'withdrawal']);
      expect(await outcomes(push(world, member, 1))).toEqual(['quarantined']);
    },
  );

  it('makes a push wait that begins while it is under way, and sets it aside', async () => {
    const world = await ServerWorld.open(engine);
    const member = await world.phoneOf('member', world.areas.village);
    const { grants } = await meOf(member);
    let pushed: Promise<string[]> | undefined;
    await world.deps.db.transaction().execute(async (tx) => {
      await tx.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grants[0]!.id).execute();
      pushed = outcomes(push(world, member, 1));
      await blockedOnce(world);
    });
    expect(await pushed).toEqual(['quarantined']);
  });
});

/** Until PostgreSQL itself says that somebody waits for a lock. */
async function blockedOnce(world: ServerWorld): Promise<void> {
  for (let i = 0; i < 500; i++) {
    const { rows } = await sql<{
      waiting: number;
    }>`select count(*)::int as waiting from pg_locks where not granted`.execute(world.deps.db);
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody ever waited');
}
