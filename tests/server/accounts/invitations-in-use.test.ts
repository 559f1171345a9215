import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import { withdrawGrant } from '../../../src/server/accounts/withdraw.ts';
import { redeem } from '../../../src/server/accounts/redeem.ts';
import { createEngine, describeAboveStorage } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

interface Me {
  readonly account: Uuid;
  readonly grants: readonly { readonly id: Uuid; readonly role: Role }[];
}
const meOf = async (phone: TestPhone): Promise<Me> => (await phone.send('GET', 'me')).json<Me>();
const inviteBy = async (maker: TestPhone, area: Uuid, role: Role, account?: Uuid): Promise<string> => {
  const answer = await maker.send('POST', 'invitations', {
    payload: { role, area, ...(account !== undefined && { account }) },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ token: string }>().token;
};
const join = async (world: ServerWorld, token: string) =>
  (await world.post('/api/join', world.newPhone().joinBody(token))).json<{ error?: string }>();
const look = async (world: ServerWorld, token: string) =>
  (await world.post('/api/join/look', { invitation: { token } })).json<{ error?: string }>();
const unknown = { error: 'invitationUnknown' };

/** Takes a grant back as nobody's route does: what invitations are judged by is the right itself, not who took it. */
const take = (world: ServerWorld, grant: Uuid) =>
  world.deps.db.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grant).execute();

describeAboveStorage('an invitation, when it is used', (engine) => {
  it('is worth what its maker may give then: nothing after they left or for an area they lost', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune, otherCommune } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const officer = await world.phoneOf('officer', commune);
    const [byLead, byOfficer, kept] = [
      await inviteBy(lead, village, 'member'),
      await inviteBy(officer, village, 'lead'),
      await inviteBy(officer, world.areas.sister, 'lead'),
    ];
    await take(world, (await meOf(lead)).grants[0]!.id);
    await world.deps.db.updateTable('area').set({ parent: otherCommune }).where('id', '=', village).execute();
    for (const token of [byLead, byOfficer])
      expect([await look(world, token), await join(world, token)]).toEqual([unknown, unknown]);
    expect(await join(world, kept)).not.toHaveProperty('error');
  });

  it('is refused when its maker’s role has become lower', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const head = await world.phoneOf('head', village);
    const token = await inviteBy(head, village, 'lead');
    const member = await inviteBy(head, village, 'member');
    await world.deps.db
      .updateTable('account_grant')
      .set({ role: 'lead' })
      .where('id', '=', (await meOf(head)).grants[0]!.id)
      .execute();
    expect(await join(world, token)).toEqual(unknown);
    expect(await join(world, member)).not.toHaveProperty('error');
  });

  it('for an account ends when its grants change: a lead gets no head’s account by an old link', async () => {
    const world = await ServerWorld.open(engine);
    const { village, sister } = world.areas;
    const [lead, officer] = [await world.phoneOf('lead', village), await world.phoneOf('officer', world.areas.commune)];
    const member = await world.phoneOf('member', village);
    const { account } = await meOf(member);
    const old = await inviteBy(lead, village, 'member', account);
    await world.newPhone().join(await world.invite('head', village, { account }));
    expect((await meOf(member)).grants.map(({ role }) => role).sort()).toEqual(['head', 'member']);
    expect(await join(world, old)).toEqual(unknown);
    // Also where the change leaves the maker with every right: it was made for who they were.
    const [first, second] = [
      await inviteBy(officer, village, 'head', account),
      await inviteBy(officer, village, 'head', account),
    ];
    await world.newPhone().join(await world.invite('member', sister, { account }));
    expect(await join(world, first)).toEqual(unknown);
    await officer.send('POST', 'grants/withdraw', { payload: { id: (await meOf(member)).grants[0]!.id } });
    expect(await join(world, second)).toEqual(unknown);
  });

  it('that was used still answers its own phone, whose answer was lost', async () => {
    const world = await ServerWorld.open(engine);
    const lead = await world.phoneOf('lead', world.areas.village);
    const phone = world.newPhone();
    const body = phone.joinBody(await inviteBy(lead, world.areas.village, 'member'));
    const first = (await world.post('/api/join', body)).json<{ enrolment: Uuid }>();
    await take(world, (await meOf(lead)).grants[0]!.id);
    expect((await world.post('/api/join', body)).json()).toMatchObject({ enrolment: first.enrolment });
  });
});

describe('a withdrawal during the use of an invitation', () => {
  const engine = createEngine('postgres');

  it('admits nobody invited by a withdrawn person, whichever request comes first', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const head = await world.phoneOf('head', village);
    const asker = { account: (await meOf(head)).account, device: head.enrolment };
    for (let round = 0; round < 12; round++) {
      const lead = await world.phoneOf('lead', village);
      const { account, grants } = await meOf(lead);
      const tokens = [await inviteBy(lead, village, 'member'), await inviteBy(lead, village, 'member')];
      const before = await peopleIn(world);
      const uses = tokens.map((token) => redeem(world.deps, world.deps.vault, world.newPhone().joinBody(token)));
      const [withdrawn, ...joined] = await Promise.all([withdrawGrant(world.deps, asker, grants[0]!.id), ...uses]);
      expect(withdrawn).toEqual({ withdrawn: grants[0]!.id });
      const refused = joined.filter((answer) => 'error' in answer);
      expect(refused).toEqual(refused.map(() => unknown));
      expect(await peopleIn(world), 'who was refused is nobody').toBe(before - 1 + joined.length - refused.length);
      const open = world.deps.db.selectFrom('invitation').select('id').where('created_by', '=', account);
      expect(await open.where('redeemed_at', 'is', null).where('withdrawn_at', 'is', null).execute()).toEqual([]);
    }
  });

  // The withdrawal's transaction is held open by hand, so that the order is certain.
  it('makes a concurrent use wait, and refuses it', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const { account, grants } = await meOf(lead);
    const token = await inviteBy(lead, village, 'member');
    let used: Promise<object> | undefined;
    await world.deps.db.transaction().execute(async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', account).forNoKeyUpdate().execute();
      await tx.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grants[0]!.id).execute();
      used = join(world, token);
      await somebodyWaits(world);
    });
    expect(await used).toEqual(unknown);
  });

  it('makes a concurrent new invitation wait, and refuses it', async () => {
    const world = await ServerWorld.open(engine);
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const { account, grants } = await meOf(lead);
    let made: Promise<{ statusCode: number }> | undefined;
    await world.deps.db.transaction().execute(async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', account).forNoKeyUpdate().execute();
      await tx.updateTable('account_grant').set({ revoked_at: 1 }).where('id', '=', grants[0]!.id).execute();
      made = lead.send('POST', 'invitations', { payload: { role: 'member', area: village } });
      await somebodyWaits(world);
    });
    expect((await made)?.statusCode).toBe(403);
  });
});

const peopleIn = async (world: ServerWorld): Promise<number> =>
  (await world.deps.db.selectFrom('account_grant').select('id').where('revoked_at', 'is', null).execute()).length;

/** Until PostgreSQL itself says that somebody waits for a lock. */
async function somebodyWaits(world: ServerWorld): Promise<void> {
  for (let i = 0; i < 500; i++) {
    const { rows } = await sql<{
      waiting: number;
    }>`select count(*)::int as waiting from pg_locks where not granted`.execute(world.deps.db);
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody ever waited');
}
