import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { addDays, dayOf } from '../../../../lib/day.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import { longestAnnouncement } from '../../../../domain/village/announcement.ts';
import {
  announceRequest,
  endAnnouncementRequest,
  infoRequest,
  villagePageQuery,
  type InfoResponse,
  type VillagePageResponse,
} from '../../../../protocol/village-page.ts';
import { areaById } from '../../../accounts/areas.ts';
import { note } from '../../../accounts/audit.ts';
import { isAllowed } from '../../../accounts/grants.ts';
import { announce, areaOfAnnouncement, endAnnouncement } from '../../../village-page/announcements.ts';
import { tellInfo } from '../../../village-page/info.ts';
import { openPages, readPage } from '../../../village-page/pages.ts';
import { is } from '../../endpoint.ts';
import { refuse } from '../../problems.ts';
import { sessionIn, type PersonalDeps } from '../../signed-in.ts';

/** What the public page of a village says: for the team, and for whoever keeps it. */
export function villagePageRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  /** Pages belong to villages; a commune speaks on those of all its villages. */
  const hasPage = async (id: Uuid): Promise<boolean> => {
    const kind = (await areaById(db, id))?.kind;
    return kind === 'village' || kind === 'commune';
  };
  const mayKeep = async (account: Uuid, area: Uuid): Promise<boolean> =>
    (await isAllowed(db, account, 'keepPage', area)) && (await hasPage(area));

  app.get('/village-page', is('villagePage'), async (request, reply) => {
    const query = v.safeParse(villagePageQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { area } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeProgress', area)) || !(await hasPage(area)))
      return refuse(reply, { error: 'notFound' });
    return (await readPage(deps, area)) satisfies VillagePageResponse;
  });

  app.post('/village-page/info', is('tellInfo'), async (request, reply) => {
    const wanted = v.safeParse(infoRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { area } = wanted.output;
    if (!(await mayKeep(account, area))) return refuse(reply, { error: 'notFound' });
    const { stored, meanwhile } = await tellInfo(db, wanted.output, { account, now: clock.now() });
    if (meanwhile) return { ...(await readPage(deps, area)), meanwhile } satisfies InfoResponse;
    await openPages(deps, area);
    if (stored) await note(deps, { account, device, action: 'infoTold', area });
    return (await readPage(deps, area)) satisfies InfoResponse;
  });

  app.post('/village-page/announce', is('announce'), async (request, reply) => {
    const wanted = v.safeParse(announceRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { id, area, until } = wanted.output;
    if (!(await mayKeep(account, area))) return refuse(reply, { error: 'notFound' });
    const today = dayOf(clock.now());
    if (until < today || until > addDays(today, longestAnnouncement)) return refuse(reply, { error: 'unreadable' });
    const isNew = await announce(db, wanted.output, { account, now: clock.now() });
    await openPages(deps, area);
    if (isNew) await note(deps, { account, device, action: 'announced', area, subject: id });
    return (await readPage(deps, area)) satisfies VillagePageResponse;
  });

  app.post('/village-page/end', is('endAnnouncement'), async (request, reply) => {
    const wanted = v.safeParse(endAnnouncementRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const area = await areaOfAnnouncement(db, wanted.output.id);
    if (area === undefined || !(await isAllowed(db, account, 'keepPage', area)))
      return refuse(reply, { error: 'notFound' });
    if (await endAnnouncement(db, wanted.output.id, clock.now()))
      await note(deps, { account, device, action: 'announcementEnded', area, subject: wanted.output.id });
    return (await readPage(deps, area)) satisfies VillagePageResponse;
  });
}
