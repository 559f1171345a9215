import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../lib/ids.ts';
import { grantsThatMay } from '../../../domain/access/roles.ts';
import { remindersRequest, type RemindersResponse } from '../../../protocol/accounts/reminder.ts';
import { grantsOf } from '../../accounts/grants.ts';
import { isPushAddress } from '../../reminders/push-services.ts';
import { isOnCurve, isReminded, keepSubscription } from '../../reminders/subscriptions.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** Whether the phone that asks is reminded while the app is closed: for those who have households to visit. */
export function reminderRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, push } = deps;
  const mayBeReminded = async (account: Uuid): Promise<boolean> =>
    grantsThatMay('syncRecords', await grantsOf(db, account)).length > 0;
  const answerFor = async (device: Uuid): Promise<RemindersResponse> => ({
    key: push.key,
    on: await isReminded(db, device),
  });

  app.get('/reminders', is('reminders'), async (request, reply) => {
    const { account, device } = sessionIn(request);
    return (await mayBeReminded(account)) ? answerFor(device) : refuse(reply, { error: 'forbidden' });
  });

  app.post('/reminders', is('setReminders'), async (request, reply) => {
    const wanted = v.safeParse(remindersRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    if (!(await mayBeReminded(account))) return refuse(reply, { error: 'forbidden' });
    const { subscription } = wanted.output;
    if (subscription && !isOnCurve(subscription.keys.p256dh)) return refuse(reply, { error: 'unreadable' });
    // To a push service that reminders may not go to they would never go: this phone has none then.
    const usable = subscription && isPushAddress(subscription.endpoint, push.services) ? subscription : undefined;
    if (!(await keepSubscription(deps, { account, device }, usable))) return refuse(reply, { error: 'revoked' });
    return answerFor(device);
  });
}
