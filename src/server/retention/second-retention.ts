import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import type { SecondRequest, SecondResponse } from '../../protocol/erased.ts';
import type { RetentionRequest, SetRetentionResponse } from '../../protocol/retention.ts';
import { limits } from '../../protocol/limits.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { isAllowed } from '../accounts/grants.ts';
import { lockAccounts, lockArea } from '../accounts/locks.ts';
import type { Asker } from '../accounts/withdraw.ts';
import { aloneIn, isOnTop } from '../areas/saved-on-top.ts';
import { retentionActRequest } from '../erased/acts.ts';
import { uuidFromText } from '../hash.ts';
import { monthsInForce, ownRetention, retentionWith, setRetentionIn } from './area-retention.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Sets the retention of an area at once where that keeps rows at least as long as now; a shorter one erases, so it
 * waits for a second person. What the area says already is not set again.
 *
 * @returns `waiting`: the id of the request when it waits · `meanwhile`: somebody else has set it since, so nothing was
 *   stored
 */
export function askRetention(
  deps: AccountDeps,
  by: Asker,
  { area, months, seen }: RetentionRequest,
): Promise<Pick<SetRetentionResponse, 'waiting' | 'meanwhile'>> {
  return aloneIn(deps.db, area, async (db): Promise<Pick<SetRetentionResponse, 'waiting' | 'meanwhile'>> => {
    const stored = await ownRetention(db, area);
    const version = stored?.version ?? 0;
    if ((stored?.months ?? null) === months) return {};
    if (!isOnTop({ seen }, version)) return { meanwhile: true };
    const isLonger =
      (await retentionWith(db, area, months ?? undefined)) >= (await monthsInForce(db, area, deps.clock.now()));
    if (!isLonger) return { waiting: await askSecond({ ...deps, db }, by, { area, months, version }) };
    await setRetentionIn({ ...deps, db }, area, months ?? undefined, by);
    return {};
  });
}

interface Asked {
  readonly area: Uuid;
  readonly months: number | null;
  /** Of the setting that stands: the same asked for over another one is another request. */
  readonly version: number;
}

/** @returns the id of the request, an earlier one where the same person asks for the same */
async function askSecond(deps: AccountDeps, by: Asker, { area, months, version }: Asked): Promise<Uuid> {
  const { db, clock } = deps;
  const now = clock.now();
  const open = db.selectFrom('pending_act').select(['id', 'request']).where('kind', '=', 'retention');
  const mine = await open
    .where('area', '=', area)
    .where('account', '=', by.account)
    .where('settled_at', 'is', null)
    .where('until', '>', now)
    .execute();
  const same = mine.find(({ request }) => v.parse(retentionActRequest, request).months === months);
  if (same) return same.id;
  const id = uuidFromText(`retention ${by.account} ${area} ${months} ${version} ${now}`);
  await db
    .insertInto('pending_act')
    .values({
      id,
      kind: 'retention',
      area,
      request: JSON.stringify({ months }),
      ...by,
      at: now,
      until: now + limits.secondDays.value * day,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await note(deps, { ...by, action: 'retentionAsked', area, subject: id });
  return id;
}

/**
 * A second person, who may set the retention there too, confirms or refuses a shorter one. The requester's right is
 * judged again now.
 * @returns undefined when there is no such request, or it is not theirs to settle
 */
export function settleRetention(
  deps: AccountDeps,
  asker: Asker,
  { id, confirm }: SecondRequest,
): Promise<SecondResponse | undefined> {
  return deps.db.transaction().execute(async (db) => {
    const acts = db.selectFrom('pending_act').selectAll().where('id', '=', id).where('kind', '=', 'retention');
    const act = await acts.forUpdate().executeTakeFirst();
    if (!act || act.account === asker.account) return undefined;
    await lockAccounts(db, [asker.account, act.account]);
    if (!(await isAllowed(db, asker.account, 'setRetention', act.area))) return undefined;
    if (act.settled_by !== null)
      return act.settled_by === asker.account && act.confirmed === confirm ? { settled: id } : undefined;
    const now = deps.clock.now();
    if (act.until <= now) return undefined;
    if (confirm && !(await isAllowed(db, act.account, 'setRetention', act.area))) return undefined;
    await db
      .updateTable('pending_act')
      .set({ settled_at: now, settled_by: asker.account, confirmed: confirm })
      .where('id', '=', id)
      .execute();
    await note(
      { ...deps, db },
      { ...asker, action: confirm ? 'secondConfirmed' : 'secondRefused', area: act.area, subject: id },
    );
    const { months } = v.parse(retentionActRequest, act.request);
    await lockArea(db, act.area);
    if (confirm) await setRetentionIn({ ...deps, db }, act.area, months ?? undefined, asker);
    return { settled: id };
  });
}
