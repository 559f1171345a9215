import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/area.ts';
import { grantsFor } from '../../domain/roles.ts';
import type { MeResponse } from '../../protocol/join.ts';
import { areasAbove, areasBelow } from './areas.ts';
import type { AccountDeps, Database } from './deps.ts';
import { grantsOf } from './grants.ts';
import { personOf } from './person.ts';
import { teamOf } from './team.ts';
import { hashOf } from './tokens.ts';

/** Who the account is and what it may see. `tag` changes when any of it does. */
export async function describeAccount({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>, account: Uuid): Promise<MeResponse> {
  const { name, epoch, erased } = await personOf(db, account);
  const grants = await grantsOf(db, account);
  const areas = await areasSeen(db, grants.map((grant) => grant.area));
  const villages = grants.flatMap(({ area }) => (area !== undefined && grantsFor('syncRecords', grants, [area]).length > 0 ? [area] : []));
  const team = await teamOf(db, villages);
  const content = { account, name, grants, areas, team, ...(erased.length > 0 ? { erased } : {}), epoch: Number(epoch) };
  return { ...content, tag: hashOf(JSON.stringify(content)).slice(0, 16), now: clock.now() };
}

/** The areas granted, those above them for their names, and those below. */
async function areasSeen(db: Database, granted: readonly (Uuid | undefined)[]): Promise<Area[]> {
  const above = await areasAbove(db, granted.filter((id) => id !== undefined));
  // A village, which is what most people have, has nothing below it.
  const villages = new Set(above.filter(({ kind }) => kind === 'village').map(({ id }) => id));
  const below = await areasBelow(db, granted.filter((id) => id === undefined || !villages.has(id)));
  const byId = new Map([...above, ...below].map((area) => [area.id, area]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
