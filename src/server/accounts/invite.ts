import type { Uuid } from '../../lib/ids.ts';
import { note } from './audit.ts';
import type { AccountDeps } from './deps.ts';
import { mayGive, type Invited } from './invitation-right.ts';
import { createInvitation, type MadeInvitation } from './invitations.ts';
import { lockAccounts } from './locks.ts';
import type { Asker } from './withdraw.ts';

interface Wanted extends Invited {
  readonly name: string | undefined;
  /** Unix ms. */
  readonly expires: number;
}

/**
 * Makes an invitation by the right of `asker`, which is locked until the transaction ends.
 * @returns undefined when they may not; an unknown account is refused like one that they do not manage
 */
export async function invite(deps: AccountDeps, asker: Asker, wanted: Wanted): Promise<MadeInvitation | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    const { role, area, account } = wanted;
    await lockAccounts(tx, [asker.account, account]);
    if (!(await mayGive(tx, asker.account, { role, area, account }))) return undefined;
    const within = { ...deps, db: tx };
    const known = account === undefined ? undefined : await uuidFromText(within, account);
    const made = await createInvitation(within, { ...wanted, name: known ?? wanted.name, createdBy: asker.account });
    await note(within, { ...asker, action: 'invited', area, subject: made.id });
    return made;
  });
}

const uuidFromText = async ({ db }: AccountDeps, account: Uuid): Promise<string | undefined> =>
  (await db.selectFrom('account').select('name').where('id', '=', account).executeTakeFirst())?.name;
