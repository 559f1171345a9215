import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import {
  addPasskeyRequest,
  withdrawPasskeyRequest,
  type NewPasskeyResponse,
  type PasskeysResponse,
} from '../../../protocol/accounts/passkey.ts';
import type { WithdrawResponse } from '../../../protocol/accounts/team.ts';
import { siteOf } from '../../passkeys/deps.ts';
import { addPasskey, newPasskey } from '../../passkeys/register-passkey.ts';
import { passkeysOf, rowToPasskey } from '../../passkeys/stored-passkeys.ts';
import { withdrawPasskey } from '../../passkeys/withdraw-passkey.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** The person's own passkeys: the list, registering one; taking one away, also another's for who manages them. */
export function passkeyRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const listOf = async (account: string): Promise<PasskeysResponse> => ({
    passkeys: (await passkeysOf(deps.db, account, siteOf(deps.publicUrl).rpId)).map(rowToPasskey),
    ...(deps.demo && { demo: true }),
  });

  app.get('/passkeys', is('passkeys'), async (request) => listOf(sessionIn(request).account));

  app.get(
    '/passkeys/new',
    is('newPasskey'),
    async (request, reply): Promise<NewPasskeyResponse | typeof reply> =>
      (await newPasskey(deps, sessionIn(request))) ?? refuse(reply, { error: 'forbidden' }),
  );

  app.post('/passkeys', is('addPasskey'), async (request, reply) => {
    const wanted = v.safeParse(addPasskeyRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const outcome = await addPasskey(deps, { account, device }, wanted.output, request.confirmed);
    return outcome === 'added' ? listOf(account) : refuse(reply, { error: outcome });
  });

  app.post('/passkeys/withdraw', is('withdrawPasskey'), async (request, reply) => {
    const wanted = v.safeParse(withdrawPasskeyRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const withdrawn = await withdrawPasskey(deps, { account, device }, wanted.output.id);
    return withdrawn ? (withdrawn satisfies WithdrawResponse) : refuse(reply, { error: 'notFound' });
  });
}
