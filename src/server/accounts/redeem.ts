import { createIds, type Uuid } from '../../lib/ids.ts';
import type { JoinProblem, JoinRequest, PublicKey } from '../../protocol/join.ts';
import { note } from './audit.ts';
import type { ReleasedKey } from '../../protocol/recovery.ts';
import { findInvitation, refusalOf, type Invitation } from './invitations.ts';
import type { AccountDeps } from './deps.ts';
import { releaseKeys, type Vault } from './recovery-keys.ts';
import { keyText } from './renewal.ts';
import { sessionLength } from './sessions.ts';
import { hashOf, newToken } from './tokens.ts';

/** A lost answer is asked for again soon or never; a copied request must not open an account for ever. */
const replayLength = 7 * 24 * 60 * 60 * 1000;

export interface Redeemed {
  readonly enrolment: Uuid;
  /** For the cookie; only its hash is stored. */
  readonly token: string;
  /** What opens the person's earlier enrolments on this phone. */
  readonly recovery: readonly ReleasedKey[];
}

/**
 * Makes the invitation an account (unless it names one), a grant and a device. The same nonce with the same key
 * answers the same device again; twice at once gives one device, because the invitation's row is locked.
 */
export async function redeem(deps: AccountDeps, vault: Vault, request: JoinRequest): Promise<Redeemed | JoinProblem> {
  const enrolled = await settle(deps, request);
  if ('error' in enrolled) return enrolled;
  const { account } = await deps.db.selectFrom('device').select('account').where('id', '=', enrolled.enrolment).executeTakeFirstOrThrow();
  return { ...enrolled, recovery: await releaseKeys(deps.db, vault, account, request.held ?? []) };
}

type Enrolled = Omit<Redeemed, 'recovery'>;

async function settle(deps: AccountDeps, request: JoinRequest): Promise<Enrolled | JoinProblem> {
  return deps.db.transaction().execute(async (tx) => {
    const within = { ...deps, db: tx };
    const invitation = await findInvitation(tx, request.invitation, true);
    if (!invitation) return { error: 'invitationUnknown' };
    const earlier = await tx.selectFrom('redemption').selectAll().where('nonce', '=', request.nonce).executeTakeFirst();
    if (earlier) {
      const same = earlier.invitation === invitation.id && earlier.key_hash === keyHash(request.key);
      const fresh = earlier.created_at + replayLength > deps.clock.now();
      return same && fresh ? replay(within, earlier.device) : { error: 'invitationUsed' };
    }
    const refusal = refusalOf(invitation, deps.clock.now());
    if (refusal) return { error: refusal };
    const account = await accountFor(within, invitation, request.name);
    if (account === undefined) return { error: 'nameNeeded' };
    await grantTo(within, account, invitation);
    await closeInvitation(within, invitation, account);
    const enrolled = await enrol(within, account, invitation, request);
    await note(within, { account, device: enrolled.enrolment, action: 'joined', area: invitation.area ?? undefined, subject: invitation.id });
    return enrolled;
  });
}

const keyHash = (key: PublicKey): string => hashOf(keyText(key));

/** The first answer may have been lost on the way; its token was never stored, so a new one is made. */
async function replay({ db, clock, random }: AccountDeps, device: Uuid): Promise<Enrolled | JoinProblem> {
  const token = newToken(random);
  const updated = await db
    .updateTable('device')
    .set((columns) => ({ previous_hash: columns.ref('session_hash'), session_hash: hashOf(token), session_expires: clock.now() + sessionLength }))
    .where('id', '=', device)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return updated ? { enrolment: device, token } : { error: 'invitationUsed' };
}

async function accountFor({ db, clock, random }: AccountDeps, invitation: Invitation, given: string | undefined): Promise<Uuid | undefined> {
  if (invitation.account !== null) return invitation.account;
  const name = invitation.name ?? given?.trim().normalize('NFC');
  if (!name) return undefined;
  const id = createIds(clock, random)();
  await db.insertInto('account').values({ id, name, created_at: clock.now() }).execute();
  return id;
}

async function grantTo({ db, clock, random }: AccountDeps, account: Uuid, { role, area }: Invitation): Promise<void> {
  const has = await db
    .selectFrom('account_grant')
    .select('id')
    .where('account', '=', account)
    .where('role', '=', role)
    .where('area', 'is not distinct from', area)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (has) return;
  await db
    .insertInto('account_grant')
    .values({ id: createIds(clock, random)(), account, role, area, created_at: clock.now(), revoked_at: null })
    .execute();
}

async function closeInvitation({ db, clock }: AccountDeps, { id, role, created_by, reusable }: Invitation, account: Uuid): Promise<void> {
  await db.updateTable('invitation').set({ account, redeemed_at: clock.now() }).where('id', '=', id).execute();
  if (created_by !== null || role !== 'admin' || reusable) return;
  // Each start without an account printed its own first-administrator link: one that lies in an old log must die.
  await db
    .updateTable('invitation')
    .set({ redeemed_at: clock.now() })
    .where('created_by', 'is', null)
    .where('role', '=', 'admin')
    .where('reusable', '=', false)
    .where('redeemed_at', 'is', null)
    .execute();
}

async function enrol({ db, clock, random }: AccountDeps, account: Uuid, invitation: Invitation, request: JoinRequest): Promise<Enrolled> {
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
    })
    .execute();
  await db
    .insertInto('redemption')
    .values({ nonce: request.nonce, invitation: invitation.id, key_hash: keyHash(request.key), device, created_at: now })
    .execute();
  return { enrolment: device, token };
}
