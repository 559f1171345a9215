import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { recoveryKeyRequest } from '../../../protocol/accounts/recovery.ts';
import { storeRecoveryKey } from '../../accounts/recovery-keys.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/**
 * POST recovery: stores the key that opens this phone when its PIN is forgotten. Only a new invitation gives it out.
 */
export function recoveryRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/recovery', is('storeRecoveryKey'), async (request, reply) => {
    const wanted = v.safeParse(recoveryKeyRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    await storeRecoveryKey(deps, deps.vault, sessionIn(request), wanted.output);
    return { now: deps.clock.now() };
  });
}
