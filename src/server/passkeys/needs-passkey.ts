import * as v from 'valibot';
import { passkeyRules, type PasskeyRule } from '../../domain/access/passkey-rules.ts';
import type { WritingEndpoint } from '../../domain/access/endpoints.ts';
import { roleRules } from '../../domain/access/roles.ts';
import { inviteRequest } from '../../protocol/accounts/join.ts';
import { retentionRequest } from '../../protocol/retention.ts';
import { withdrawRequest } from '../../protocol/accounts/team.ts';
import type { Uuid } from '../../lib/ids.ts';
import { areaById } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf, isAllowed, managesAccount } from '../accounts/grants.ts';
import { defaultRetentionMonths } from '../../domain/record/retention.ts';
import { retentionOf } from '../retention/area-retention.ts';
import { siteOf, type PasskeyDeps } from './deps.ts';
import { holdsPasskeys, passkeysOf } from './stored-passkeys.ts';

/**
 * True when this request of an officer or administrator has to be confirmed with a passkey; false for everybody else,
 * and for a body that its route will refuse. Tells nothing that the requester may not know: the answer for something
 * in a foreign area is the one for something that does not exist.
 */
export async function needsPasskey(
  deps: PasskeyDeps,
  account: Uuid,
  endpoint: WritingEndpoint,
  body: unknown,
): Promise<boolean> {
  const rule = passkeyRules[endpoint];
  return rule !== 'never' && (await holdsPasskeys(deps.db, account)) && ruleApplies[rule](deps, account, body);
}

type Applies = (deps: PasskeyDeps, account: Uuid, body: unknown) => Promise<boolean>;

const ruleApplies: Readonly<Record<Exclude<PasskeyRule, 'never'>, Applies>> = {
  always: async () => true,
  highRole: async ({ db }, account, body) => {
    const wanted = v.safeParse(inviteRequest, body);
    if (!wanted.success) return false;
    const { role, account: invited } = wanted.output;
    if (roleRules[role].may.includes('holdPasskey')) return true;
    return invited !== undefined && (await isManagedHolder(db, account, invited));
  },
  othersPhone: async ({ db }, account, body) => {
    const wanted = v.safeParse(withdrawRequest, body);
    if (!wanted.success) return false;
    const phone = await db.selectFrom('device').select('account').where('id', '=', wanted.output.id).executeTakeFirst();
    return phone?.account !== account;
  },
  shorter: async ({ db }, account, body) => {
    const wanted = v.safeParse(retentionRequest, body);
    if (!wanted.success) return false;
    const { area, months } = wanted.output;
    if (!(await isAllowed(db, account, 'setRetention', area))) return false;
    const now = (await retentionOf(db, area)).months;
    return (months ?? (await inheritedMonths(db, area))) < now;
  },
  notTheFirst: async ({ db, publicUrl }, account) => (await passkeysOf(db, account, siteOf(publicUrl).rpId)).length > 0,
};

/** Inviting an officer or administrator again lets the inviter sign in as them. */
const isManagedHolder = async (db: Database, account: Uuid, invited: Uuid): Promise<boolean> =>
  (await holdsPasskeys(db, invited)) && managesAccount(db, 'invite', await grantsOf(db, account), invited);

async function inheritedMonths(db: Database, area: Uuid): Promise<number> {
  const parent = (await areaById(db, area))?.parent;
  return parent === undefined ? defaultRetentionMonths : (await retentionOf(db, parent)).months;
}
