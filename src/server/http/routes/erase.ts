import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import {
  bringBackRequest,
  secondRequest,
  type BringBackResponse,
  type SecondResponse,
} from '../../../protocol/erased.ts';
import { eraseRequest, type ErasureReason } from '../../../protocol/erase.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { note } from '../../accounts/audit.ts';
import type { Asker } from '../../accounts/withdraw.ts';
import { readErased } from '../../erased/read-erased.ts';
import { kindOfAct } from '../../erased/acts.ts';
import { settleRetention } from '../../retention/second-retention.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/**
 * Erasing households or people of a village, what was erased and can still be brought back, bringing it back, and the
 * second person. The audit log gets the ids only: who erased how many records and when, never whom.
 */
export function eraseRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/erase', is('erase'), async (request, reply) => {
    const wanted = v.safeParse(eraseRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, reason = 'other' } = wanted.output;
    const answer = await deps.sync.erase({ account, device }, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    if (answer.waiting !== undefined)
      await note(deps, { account, device, action: 'erasureAsked', area: village, subject: answer.waiting });
    else await noteErased(deps, { account, device }, village, answer.erased, reason);
    return answer;
  });

  app.get('/erased', is('erased'), async (request) => {
    const { account } = sessionIn(request);
    return readErased(deps, account);
  });

  app.post('/erased/bring-back', is('bringBack'), async (request, reply) => {
    const wanted = v.safeParse(bringBackRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const answer = await deps.sync.bringBack({ account, device }, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    const { broughtBack, why, village, isNew } = answer;
    if (isNew) await note(deps, { account, device, action: 'broughtBack', area: village, subject: wanted.output.id });
    return { broughtBack, ...(why && { why }) } satisfies BringBackResponse;
  });

  app.post('/second', is('second'), async (request, reply) => {
    const wanted = v.safeParse(secondRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { id, confirm } = wanted.output;
    const asker = { account, device };
    if ((await kindOfAct(deps.db, id)) === 'retention')
      return (await settleRetention(deps, asker, wanted.output)) ?? refuse(reply, { error: 'notFound' });
    const answer = await deps.sync.settleErasure(asker, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    const { village, erased, reason, isNew } = answer;
    if (isNew) {
      const action = confirm ? 'secondConfirmed' : 'secondRefused';
      await note(deps, { ...asker, action, area: village, subject: id });
      await noteErased(deps, asker, village, erased, reason);
    }
    return { settled: id } satisfies SecondResponse;
  });
}

async function noteErased(
  deps: PersonalDeps,
  asker: Asker,
  area: Uuid,
  erased: readonly Uuid[],
  reason: ErasureReason,
): Promise<void> {
  const action = reason === 'ownWish' ? 'erasedAtWish' : 'erased';
  for (const subject of erased) await note(deps, { ...asker, action, area, subject });
}
