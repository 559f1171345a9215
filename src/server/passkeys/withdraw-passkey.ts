import type { Uuid } from '../../lib/ids.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { grantsOf, managesAccount } from '../accounts/grants.ts';
import { lockAccounts } from '../accounts/locks.ts';
import type { Session } from '../accounts/sessions/sessions.ts';
import { areaOfPerson } from './area-of-person.ts';

/** The requester. */
type Asker = Pick<Session, 'account' | 'device'>;

/**
 * Takes a passkey away: the requester's own, or one of somebody whom they manage. The person gets a notice; with the
 * last one gone they may register a first one again.
 * @returns undefined when it does not exist, or the requester may not
 */
export async function withdrawPasskey(
  deps: AccountDeps,
  asker: Asker,
  id: Uuid,
): Promise<{ readonly withdrawn: Uuid } | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    const owner = await ownerOf(tx, id);
    await lockAccounts(tx, [asker.account, owner]);
    if (owner === undefined || !(await mayTakeFrom(tx, asker, owner))) return undefined;
    await takeAway({ ...deps, db: tx }, { id, owner, by: asker });
    return { withdrawn: id };
  });
}

/** The operator takes a passkey away. @returns undefined when there is none with this id */
export async function withdrawPasskeyAsOperator(deps: AccountDeps, id: Uuid): Promise<boolean | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    const owner = await ownerOf(tx, id);
    await lockAccounts(tx, [owner]);
    return owner === undefined ? undefined : takeAway({ ...deps, db: tx }, { id, owner });
  });
}

/** Takes all passkeys of a person who leaves away, in the transaction of their last grant's withdrawal. */
export async function withdrawPasskeysOf(
  deps: AccountDeps,
  by: Asker,
  owner: Uuid,
  area: Uuid | undefined,
): Promise<void> {
  const rows = await deps.db
    .selectFrom('passkey')
    .select('id')
    .where('account', '=', owner)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id } of rows) await takeAway(deps, { id, owner, by, area });
}

const ownerOf = async (db: Database, id: Uuid): Promise<Uuid | undefined> =>
  (await db.selectFrom('passkey').select('account').where('id', '=', id).executeTakeFirst())?.account;

const mayTakeFrom = async (db: Database, asker: Asker, owner: Uuid): Promise<boolean> =>
  owner === asker.account || managesAccount(db, 'withdraw', await grantsOf(db, asker.account), owner);

interface Taken {
  readonly id: Uuid;
  readonly owner: Uuid;
  /** Absent: the operator. */
  readonly by?: Asker;
  readonly area?: Uuid | undefined;
}

/** @returns false when it was taken away before */
async function takeAway(deps: AccountDeps, { id, owner, by, area }: Taken): Promise<boolean> {
  const { db, clock } = deps;
  const gone = await db
    .updateTable('passkey')
    .set({ withdrawn_at: clock.now() })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!gone) return false;
  await note(deps, {
    ...(by && { account: by.account, device: by.device }),
    action: 'passkeyWithdrawn',
    area: area ?? (await areaOfPerson(db, owner)),
    subject: id,
    person: owner,
  });
  return true;
}
