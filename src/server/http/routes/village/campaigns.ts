import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { dayOf } from '../../../../lib/day.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import {
  campaignFiguresQuery,
  campaignRequest,
  closeCampaignRequest,
  type CampaignAnswer,
  type CampaignFigures,
  type CampaignsResponse,
} from '../../../../protocol/campaign.ts';
import { areaById } from '../../../accounts/areas.ts';
import { note } from '../../../accounts/audit.ts';
import { isAllowed } from '../../../accounts/grants.ts';
import {
  areVillagesBelow,
  campaignById,
  campaignsSeen,
  closeCampaign,
  keepCampaign,
} from '../../../campaigns/campaigns.ts';
import { createCampaignCounter } from '../../../campaigns/figures.ts';
import { is } from '../../endpoint.ts';
import { refuse } from '../../problems.ts';
import { sessionIn, type PersonalDeps } from '../../signed-in.ts';
import { noteReading } from '../team.ts';

/** The campaigns of communes: for the villages that take part, for who keeps them, for readers above the villages. */
export function campaignRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const counter = createCampaignCounter(db);
  const seen = async (account: Uuid): Promise<CampaignsResponse> => ({
    campaigns: await campaignsSeen(db, account),
    now: clock.now(),
  });
  const answer = async (account: Uuid, refused?: CampaignAnswer['refused']): Promise<CampaignAnswer> => ({
    ...(await seen(account)),
    ...(refused && { refused }),
  });
  const by = (account: Uuid) => ({ account, now: clock.now(), today: dayOf(clock.now()) });

  app.get('/campaigns', is('campaigns'), (request) => seen(sessionIn(request).account));

  app.get('/campaigns/figures', is('campaignFigures'), async (request, reply) => {
    const query = v.safeParse(campaignFiguresQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const found = await campaignById(db, query.output.id);
    if (!found || !(await isAllowed(db, sessionIn(request).account, 'seeProgress', found.area)))
      return refuse(reply, { error: 'notFound' });
    await noteReading(deps, request, 'readProgress', 'seeProgress');
    return (await counter.read(found, clock.now(), dayOf(clock.now()))) satisfies CampaignFigures;
  });

  app.post('/campaigns', is('keepCampaign'), async (request, reply) => {
    const wanted = v.safeParse(campaignRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { id, area } = wanted.output.campaign;
    if (
      !(await isAllowed(db, account, 'keepCampaigns', area)) ||
      (await areaById(db, area))?.kind !== 'commune' ||
      // The id of another commune's campaign is nothing to this one.
      ((await campaignById(db, id))?.area ?? area) !== area
    )
      return refuse(reply, { error: 'notFound' });
    if (!(await areVillagesBelow(db, wanted.output.campaign))) return refuse(reply, { error: 'unreadable' });
    const outcome = await keepCampaign(db, wanted.output, by(account));
    if (outcome !== 'kept') return answer(account, outcome);
    await note(deps, { account, device, action: 'campaignKept', area, subject: id });
    return answer(account);
  });

  app.post('/campaigns/close', is('closeCampaign'), async (request, reply) => {
    const wanted = v.safeParse(closeCampaignRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { id, how } = wanted.output;
    const found = await campaignById(db, id);
    if (!found || !(await isAllowed(db, account, 'keepCampaigns', found.area)))
      return refuse(reply, { error: 'notFound' });
    const outcome = await closeCampaign(db, found, how, by(account));
    if (outcome !== 'closed') return answer(account, outcome);
    await note(deps, { account, device, action: 'campaignClosed', area: found.area, subject: id });
    return answer(account);
  });
}
