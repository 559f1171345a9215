import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/access/area.ts';
import { grantsFor, grantsThatMay, type Grant } from '../../domain/access/roles.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import { areasAbove, areasBelow } from './areas.ts';
import type { PasskeyDeps } from '../passkeys/deps.ts';
import { passkeyMissing } from '../passkeys/stored-passkeys.ts';
import type { Database } from './deps.ts';
import { grantsOf } from './grants.ts';
import { actsFor } from '../erased/acts.ts';
import { isWaiting, unconfirmedFor } from './confirmations.ts';
import { noticesFor, passkeyNoticesFor } from './notices.ts';
import { personOf } from './person.ts';
import { isReleased } from './recovery-keys.ts';
import { teamOf } from './team.ts';
import { hashOf } from './sessions/tokens.ts';

/**
 * The account, its grants and its areas, for this phone. `tag` changes with any of these. A phone that waits for
 * confirmation gets no grants.
 */
export async function describeAccount(
  deps: Describing,
  { account, device, unconfirmed = false }: Seer,
): Promise<MeResponse> {
  const { db, clock } = deps;
  const { name, epoch, erased } = await personOf(db, account);
  const grants = unconfirmed ? [] : await grantsOf(db, account);
  const areas = await areasSeen(
    db,
    grants.map((grant) => grant.area),
  );
  const villages = grants.flatMap(({ area }) =>
    area !== undefined && grantsFor('syncRecords', grants, [area]).length > 0 ? [area] : [],
  );
  const team = await teamOf(db, villages);
  const more = await moreFor(deps, { account, device }, grants, areas);
  const content = {
    account,
    name,
    grants,
    areas,
    team,
    ...(erased.length > 0 ? { erased } : {}),
    ...more,
    epoch: Number(epoch),
  };
  return { ...content, tag: hashOf(JSON.stringify(content)).slice(0, 16), now: clock.now() };
}

type Describing = Pick<PasskeyDeps, 'db' | 'clock' | 'publicUrl' | 'demo'>;

/** Whether a passkey is missing, and what happened to the person's; nothing for those whose roles hold none. */
async function passkeysIn(
  deps: Describing,
  { account, device }: Seer,
  grants: readonly Grant[],
): Promise<Pick<MeResponse, 'passkey' | 'passkeyNotices'>> {
  if (grantsThatMay('holdPasskey', grants).length === 0) return {};
  const passkey = await passkeyMissing(deps, account);
  const passkeyNotices = await passkeyNoticesFor(deps.db, account, device, deps.clock.now());
  return { ...(passkey && { passkey }), ...(passkeyNotices.length > 0 && { passkeyNotices }) };
}

export interface Seer {
  readonly account: Uuid;
  readonly device: Uuid;
  readonly unconfirmed?: boolean;
}

/** Members of the answer that most people do not have. */
async function moreFor(
  deps: Describing,
  { account, device }: Seer,
  grants: readonly Grant[],
  areas: readonly Area[],
): Promise<Partial<MeResponse>> {
  const { db } = deps;
  const now = deps.clock.now();
  const villages = areas.filter(({ kind }) => kind === 'village').map(({ id }) => id);
  const unconfirmed = await unconfirmedFor(db, account, villages);
  const led = grantsThatMay('seePhones', grants).flatMap(({ area }) => area ?? []);
  const acts = await actsFor(db, account, grants, now);
  const notices = await noticesFor(db, account, device, led, now);
  return {
    ...((await isWaiting(db, account, device)) && { waiting: true }),
    ...(unconfirmed.length > 0 && { unconfirmed }),
    ...(acts > 0 && { acts }),
    ...(notices.length > 0 && { notices }),
    ...(await passkeysIn(deps, { account, device }, grants)),
    ...((await isReleased(db, device)) && { renewRecovery: true }),
  };
}

/** The areas granted, those above them for their names, and those below. */
async function areasSeen(db: Database, granted: readonly (Uuid | undefined)[]): Promise<Area[]> {
  const above = await areasAbove(
    db,
    granted.filter((id) => id !== undefined),
  );
  // A village, which is what most people have, has nothing below it.
  const villages = new Set(above.filter(({ kind }) => kind === 'village').map(({ id }) => id));
  const below = await areasBelow(
    db,
    granted.filter((id) => id === undefined || !villages.has(id)),
  );
  const byId = new Map([...above, ...below].map((area) => [area.id, area]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
