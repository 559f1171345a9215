import * as v from 'valibot';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import {
  campaign,
  campaignProblem,
  campaignState,
  type Campaign,
  type CampaignProblem,
  type HowClosed,
  type VersionedCampaign,
} from '../../domain/campaign/campaign.ts';
import type { CampaignRequest } from '../../protocol/campaign.ts';
import { villagesBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { areasAround } from '../accounts/grants.ts';
import { aloneIn, isOnTop } from '../areas/saved-on-top.ts';
import { anyOf } from '../sync/kysely/lists.ts';

interface Row {
  readonly version: number;
  readonly content: unknown;
}

const toCampaign = ({ version, content }: Row): VersionedCampaign[] => {
  const read = v.safeParse(campaign, content);
  return read.success ? [{ ...read.output, version: Number(version) }] : [];
};

/**
 * The campaigns that the account's areas take part in: those of areas below its grants, and those from above that reach
 * one of its villages. Closed ones too.
 */
export async function campaignsSeen(db: Database, account: Uuid): Promise<VersionedCampaign[]> {
  const { below, above } = await areasAround(db, account, 'seeProgress');
  const own = new Set(below.map(({ id }) => id));
  const all = await latestOf(
    db,
    [...below, ...above].flatMap(({ id, kind }) => (kind === 'commune' ? [id] : [])),
  );
  return all.filter(
    ({ area, villages }) => own.has(area) || villages === undefined || villages.some((one) => own.has(one)),
  );
}

/** The latest versions of all campaigns of these communes. */
async function latestOf(db: Database, areas: readonly Uuid[]): Promise<VersionedCampaign[]> {
  if (areas.length === 0) return [];
  const rows = await db
    .selectFrom('campaign')
    .distinctOn('id')
    .select(['id', 'version', 'content'])
    .where('area', '=', anyOf([...new Set(areas)]))
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return rows.flatMap(toCampaign);
}

/** The campaign as it is now; undefined for none. */
export async function campaignById(db: Database, id: Uuid): Promise<VersionedCampaign | undefined> {
  const row = await db
    .selectFrom('campaign')
    .select(['version', 'content'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toCampaign(row)[0];
}

interface By {
  readonly account: Uuid;
  readonly now: number;
  readonly today: Day;
}

type Refusal = CampaignProblem | 'meanwhile';

/**
 * Keeps a new campaign, or another version of one. Kept again as it already is, it stays as it is.
 *
 * @returns `kept`, or why nothing was stored; undefined: it was there so already
 */
export const keepCampaign = (
  db: Database,
  { campaign: wanted, seen }: CampaignRequest,
  by: By,
): Promise<Refusal | 'kept' | undefined> =>
  aloneIn(db, wanted.area, async (tx) => {
    const before = await campaignById(tx, wanted.id);
    const next: Campaign = wanted;
    if (before && isSame(before, next)) return undefined;
    if (!isOnTop({ seen }, before?.version ?? 0)) return 'meanwhile';
    const problem = campaignProblem(next, before, by.today);
    if (problem) return problem;
    await addVersion(tx, next, (before?.version ?? 0) + 1, by);
    return 'kept';
  });

/**
 * Ends it now, or withdraws it; what is over stays as it is.
 *
 * @returns `closed`, or why nothing was stored; undefined: it was closed so already
 */
export const closeCampaign = (
  db: Database,
  { id, area }: Pick<Campaign, 'id' | 'area'>,
  how: HowClosed,
  by: By,
): Promise<Refusal | 'closed' | undefined> =>
  aloneIn(db, area, async (tx) => {
    const before = await campaignById(tx, id);
    const state = before && campaignState(before, by.today);
    if (before === undefined || before.closed?.how === how) return undefined;
    // What has not begun has nothing to end with; what is over may still be withdrawn: it should not have been.
    if (state === 'withdrawn' || (how === 'ended' && state !== 'running')) return 'over';
    const { version, ...rest } = before;
    await addVersion(tx, { ...rest, closed: { how, on: by.today } }, version + 1, by);
    return 'closed';
  });

async function addVersion(db: Database, content: Campaign, version: number, { account, now }: By): Promise<void> {
  const { id, area } = content;
  const row = { id, version, area, content: JSON.stringify(content), changed_by: account, changed_at: now };
  await db.insertInto('campaign').values(row).execute();
}

const isSame = ({ version: _, ...before }: VersionedCampaign, next: Campaign): boolean => {
  const text = (of: Campaign): string => JSON.stringify(v.parse(campaign, of));
  return text(before) === text(next);
};

/** Do all the villages that a campaign names lie below its area now? */
export async function areVillagesBelow(db: Database, { area, villages }: Pick<Campaign, 'area' | 'villages'>) {
  if (villages === undefined) return true;
  const below = new Set((await villagesBelow(db, [area])).map(({ id }) => id));
  return villages.every((village) => below.has(village));
}
