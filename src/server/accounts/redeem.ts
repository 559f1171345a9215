import { createIds, type Uuid } from '../../lib/ids.ts';
import { roleRules, type Role } from '../../domain/access/roles.ts';
import type { AuditAction } from '../../domain/access/audit.ts';
import type { JoinProblem, JoinRequest, PublicKey } from '../../protocol/accounts/join.ts';
import { note } from './audit.ts';
import type { ReleasedKey } from '../../protocol/accounts/recovery.ts';
import { findInvitation, whyNot, type Invitation } from './invitations.ts';
import { belongsTo, wasEverPeopled } from './confirmations.ts';
import type { AccountDeps, Database } from './deps.ts';
import { grantsOf } from './grants.ts';
import { endInvitationsFor } from './invitation-right.ts';
import { lockAccounts, lockArea } from './locks.ts';
import { releaseKeys, type Vault } from './recovery-keys.ts';
import { keyText } from './sessions/renewal.ts';
import { sessionLength } from './sessions/sessions.ts';
import { hashOf, newToken } from './sessions/tokens.ts';

/**
 * How long a request may be repeated, ms. A phone repeats a request whose answer was lost soon or never; a copied
 * request must not open an account for ever.
 */
const replayLength = 7 * 24 * 60 * 60 * 1000;

export interface Redeemed {
  readonly enrolment: Uuid;
  /** For the cookie; only its hash is stored. */
  readonly token: string;
  /** Recovery keys of the person's earlier enrolments on this phone. */
  readonly recovery: readonly ReleasedKey[];
}

/**
 * Makes the invitation an account (unless it names one), a grant and a device. The same nonce with the same key
 * answers the same device again; twice at once gives one device, because the invitation's row is locked.
 */
export async function redeem(
  deps: AccountDeps,
  vault: Vault,
  request: JoinRequest,
  demo = false,
): Promise<Redeemed | JoinProblem> {
  const enrolled = await settle(deps, request, demo);
  if ('error' in enrolled) return enrolled;
  const { account } = await deps.db
    .selectFrom('device')
    .select('account')
    .where('id', '=', enrolled.enrolment)
    .executeTakeFirstOrThrow();
  return { ...enrolled, recovery: await releaseKeys(deps, vault, { account, device: enrolled.enrolment }, request) };
}

type Enrolled = Omit<Redeemed, 'recovery'>;

/** @param demo see Redeeming */
async function settle(deps: AccountDeps, request: JoinRequest, demo: boolean): Promise<Enrolled | JoinProblem> {
  return deps.db.transaction().execute(async (tx) => {
    const within = { ...deps, db: tx };
    const seen = await findInvitation(within, request.invitation);
    // The accounts whose rights decide are locked until this transaction ends. An invitation for one person never
    // changes either of them.
    await lockAccounts(tx, [seen?.created_by, seen?.account]);
    const invitation = seen && (await findInvitation(within, request.invitation, true));
    if (!invitation) return { error: 'invitationUnknown' };
    const earlier = await tx.selectFrom('redemption').selectAll().where('nonce', '=', request.nonce).executeTakeFirst();
    if (earlier) {
      const same = earlier.invitation === invitation.id && earlier.key_hash === keyHash(request.key);
      const fresh = earlier.created_at + replayLength > deps.clock.now();
      return same && fresh ? replay(within, earlier.device) : { error: 'invitationUsed' };
    }
    const refusal = await whyNot(tx, invitation, { now: deps.clock.now(), demo });
    if (refusal) return { error: refusal };
    const account = await accountFor(within, invitation, request.name);
    if (account === undefined) return { error: 'nameNeeded' };
    const unconfirmedBy = await phoneWaitsFor(tx, account, invitation);
    const action = await grantTo(within, account, invitation);
    await closeInvitation(within, invitation, account);
    const enrolled = await enrol(within, account, invitation, request, unconfirmedBy);
    const person = action === 'joined' || action === 'joinedFirst' ? undefined : account;
    await note(within, {
      account,
      device: enrolled.enrolment,
      action: unconfirmedBy ? 'joinedUnconfirmed' : action,
      area: invitation.area ?? undefined,
      subject: invitation.id,
      person,
    });
    return enrolled;
  });
}

const keyHash = (key: PublicKey): string => hashOf(keyText(key));

/** The first answer may have been lost on the way; its token was never stored, so a new one is made. */
async function replay({ db, clock, random }: AccountDeps, device: Uuid): Promise<Enrolled | JoinProblem> {
  const token = newToken(random);
  const updated = await db
    .updateTable('device')
    .set((columns) => ({
      previous_hash: columns.ref('session_hash'),
      session_hash: hashOf(token),
      session_expires: clock.now() + sessionLength,
    }))
    .where('id', '=', device)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return updated ? { enrolment: device, token } : { error: 'invitationUsed' };
}

async function accountFor(
  { db, clock, random }: AccountDeps,
  invitation: Invitation,
  given: string | undefined,
): Promise<Uuid | undefined> {
  if (invitation.account !== null) return invitation.account;
  const name = invitation.name ?? given?.trim().normalize('NFC');
  if (!name) return undefined;
  const id = createIds(clock, random)();
  await db.insertInto('account').values({ id, name, created_at: clock.now() }).execute();
  return id;
}

/** True when the role opens a village's rows and the invitation's maker is not in that village's team. */
async function isFromOutside(
  db: Database,
  { created_by: maker, role, area }: Pick<Invitation, 'created_by' | 'role' | 'area'>,
): Promise<boolean> {
  return (
    maker !== null &&
    area !== null &&
    roleRules[role as Role].may.includes('syncRecords') &&
    !(await belongsTo(db, maker, area))
  );
}

/**
 * The inviter from outside of the village who invited one of its members again, and so could sign in as them: the new
 * phone then waits for the village's confirmation. Undefined when nobody has to confirm it.
 */
async function phoneWaitsFor(
  db: Database,
  account: Uuid,
  { created_by: maker, account: invited }: Invitation,
): Promise<Uuid | undefined> {
  if (maker === null || invited === null) return undefined;
  for (const { role, area = null } of await grantsOf(db, account))
    if (await isFromOutside(db, { created_by: maker, role, area })) return maker;
  return undefined;
}

/**
 * Makes the invitation's grant. A grant from outside of a village whose team has or had members waits for their
 * confirmation; the village's first grant is in force at once.
 * @returns the action for the audit log
 */
async function grantTo(
  deps: AccountDeps,
  account: Uuid,
  invitation: Invitation,
): Promise<Extract<AuditAction, `joined${string}`>> {
  const { db, clock, random } = deps;
  const { id: used, role, area, created_by: maker } = invitation;
  const isOutside = await isFromOutside(db, invitation);
  const again = invitation.account !== null && !invitation.reusable ? 'joinedAgain' : 'joined';
  const has = await db
    .selectFrom('account_grant')
    .select('id')
    .where('account', '=', account)
    .where('role', '=', role)
    .where('area', 'is not distinct from', area)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (has) return again;
  const row = { id: createIds(clock, random)(), account, role, created_at: clock.now() };
  if (isOutside && area !== null && maker !== null) {
    await lockArea(db, area);
    if (await wasEverPeopled(db, area)) {
      await db
        .insertInto('pending_grant')
        .values({ ...row, area, made_by: maker, settled_at: null, settled_by: null })
        .execute();
      return 'joinedUnconfirmed';
    }
  }
  await db
    .insertInto('account_grant')
    .values({ ...row, area, revoked_at: null })
    .execute();
  await endInvitationsFor(db, account, clock.now(), used);
  return isOutside ? 'joinedFirst' : again;
}

async function closeInvitation(
  { db, clock }: AccountDeps,
  { id, role, created_by, reusable }: Invitation,
  account: Uuid,
): Promise<void> {
  await db.updateTable('invitation').set({ account, redeemed_at: clock.now() }).where('id', '=', id).execute();
  if (created_by !== null || role !== 'admin' || reusable) return;
  // Each start without an account printed its own first-administrator link: one in an old log must become invalid.
  await db
    .updateTable('invitation')
    .set({ redeemed_at: clock.now() })
    .where('created_by', 'is', null)
    .where('role', '=', 'admin')
    .where('reusable', '=', false)
    .where('redeemed_at', 'is', null)
    .execute();
}

async function enrol(
  { db, clock, random }: AccountDeps,
  account: Uuid,
  invitation: Invitation,
  request: JoinRequest,
  unconfirmedBy: Uuid | undefined,
): Promise<Enrolled> {
  const now = clock.now();
  const device = createIds(clock, random)();
  const token = newToken(random);
  await db
    .insertInto('device')
    .values({
      id: device,
      account,
      public_key: keyText(request.key),
      session_hash: hashOf(token),
      previous_hash: null,
      session_expires: now + sessionLength,
      ledger: null,
      last_contact: now,
      created_at: now,
      revoked_at: null,
      unconfirmed_by: unconfirmedBy ?? null,
    })
    .execute();
  await db
    .insertInto('redemption')
    .values({
      nonce: request.nonce,
      invitation: invitation.id,
      key_hash: keyHash(request.key),
      device,
      created_at: now,
    })
    .execute();
  return { enrolment: device, token };
}
