import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { type Area, type AreaKind } from '../../../domain/access/area.ts';
import { newAreaRequest, type NewAreaRequest } from '../../../protocol/progress.ts';
import { areaById, insertArea } from '../../accounts/areas.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { note } from '../../accounts/audit.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

const parentOf: Readonly<Record<AreaKind, AreaKind | undefined>> = {
  province: undefined,
  commune: 'province',
  village: 'commune',
};

/**
 * POST areas: adds a unit below one of the requester's. The requester makes its id, so sending it twice adds one unit.
 */
export function areaRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/areas', is('addArea'), async (request, reply) => {
    const wanted = v.safeParse(newAreaRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const area = toArea(wanted.output);
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(deps.db, account, 'manageAreas', area.parent))) return refuse(reply, { error: 'forbidden' });
    const parent = area.parent === undefined ? undefined : await areaById(deps.db, area.parent);
    if (parent?.kind !== parentOf[area.kind]) return refuse(reply, { error: 'unreadable' });
    const added = await insertArea(deps.db, area);
    if (!added && !same(area, await areaById(deps.db, area.id))) return refuse(reply, { error: 'forbidden' });
    if (added) await note(deps, { account, device, action: 'areaAdded', area: area.parent, subject: area.id });
    return area;
  });
}

const toArea = ({ id, kind, prefix, name, code, parent }: NewAreaRequest): Area => ({
  id,
  kind,
  prefix: prefix.normalize('NFC'),
  name: name.normalize('NFC'),
  aliases: [],
  ...(code ? { code } : {}),
  ...(parent === undefined ? {} : { parent }),
});

const same = (a: Area, b: Area | undefined): boolean =>
  b?.kind === a.kind && b.name === a.name && b.prefix === a.prefix && b.code === a.code && b.parent === a.parent;
