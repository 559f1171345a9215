import type { AccountDeps } from './deps.ts';
import { createInvitation } from './invitations.ts';

const day = 24 * 60 * 60 * 1000;

/** Creates an invitation for the first administrator. @returns its token; undefined once any account exists */
export async function inviteFirstAdmin(deps: AccountDeps): Promise<string | undefined> {
  const anybody = await deps.db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  if (anybody) return undefined;
  const { token } = await createInvitation(deps, { role: 'admin', expires: deps.clock.now() + day });
  return token;
}
