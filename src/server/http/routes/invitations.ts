import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../lib/ids.ts';
import { invitationDays, inviteRequest, type InviteResponse } from '../../../protocol/join.ts';
import { areasAbove } from '../../accounts/areas.ts';
import { note } from '../../accounts/audit.ts';
import type { Database } from '../../accounts/deps.ts';
import { grantsOf, managesAccount, mayInvite } from '../../accounts/grants.ts';
import { createInvitation } from '../../accounts/invitations.ts';
import type { Grant } from '../../../domain/roles.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

const day = 24 * 60 * 60 * 1000;

/** POST invitations: what one may invite whom to is data (src/domain/roles.ts). */
export function invitationRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/invitations', is('invite'), async (request, reply) => {
    const wanted = v.safeParse(inviteRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { role, area, name, days = invitationDays[0], account: invited } = wanted.output;
    const { account, device } = sessionIn(request);
    const line = area === undefined ? [] : await areasAbove(deps.db, [area]);
    const kind = area === undefined ? 'country' : line.find((one) => one.id === area)?.kind;
    const grants = await grantsOf(deps.db, account);
    // An area that does not exist is refused like one that is none of theirs, a person likewise.
    if (!kind || !mayInvite(grants, role, kind, line.map(({ id }) => id))) return refuse(reply, { error: 'forbidden' });
    const known = invited === undefined ? undefined : await nameIfManaged(deps.db, grants, invited);
    if (invited !== undefined && known === undefined) return refuse(reply, { error: 'forbidden' });
    const made = await createInvitation(deps, { role, area, name: known ?? name?.normalize('NFC'), account: invited, createdBy: account, expires: deps.clock.now() + days * day });
    await note(deps, { account, device, action: 'invited', area, subject: made.id });
    return { token: made.token, code: made.code, expires: made.expires } satisfies InviteResponse;
  });
}

/** The person's name when every grant of theirs is one the inviter manages: whoever holds the link signs in as them. */
async function nameIfManaged(db: Database, mine: readonly Grant[], account: Uuid): Promise<string | undefined> {
  if (!(await managesAccount(db, 'invite', mine, account))) return undefined;
  return (await db.selectFrom('account').select('name').where('id', '=', account).executeTakeFirst())?.name;
}
