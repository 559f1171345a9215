import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import type { SecondRequest, SecondResponse } from '../../protocol/erased.ts';
import { limits } from '../../protocol/limits.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { isAllowed } from '../accounts/grants.ts';
import { lockAccounts } from '../accounts/locks.ts';
import type { Asker } from '../accounts/withdraw.ts';
import { retentionActRequest } from '../erased/acts.ts';
import { uuidFromText } from '../hash.ts';
import { monthsInForce, retentionWith, setRetention, setRetentionIn } from './area-retention.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Sets the retention of an area at once where that keeps rows at least as long as now; a shorter one erases, so it
 * waits for a second person.
 * @param months null: as the area above says
 * @returns the id of the request when it waits
 */
export async function askRetention(
  deps: AccountDeps,
  by: Asker,
  area: Uuid,
  months: number | null,
): Promise<Uuid | undefined> {
  const { db, clock } = deps;
  const now = clock.now();
  if ((await retentionWith(db, area, months ?? undefined)) >= (await monthsInForce(db, area, now))) {
    await setRetention(deps, area, months ?? undefined, by);
    return undefined;
  }
  const open = db.selectFrom('pending_act').select(['id', 'request']).where('kind', '=', 'retention');
  const mine = await open
    .where('area', '=', area)
    .where('account', '=', by.account)
    .where('settled_at', 'is', null)
    .where('until', '>', now)
    .execute();
  const same = mine.find(({ request }) => v.parse(retentionActRequest, request).months === months);
  if (same) return same.id;
  const id = uuidFromText(`retention ${by.account} ${area} ${months} ${now}`);
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
    if (confirm) await setRetentionIn({ ...deps, db }, act.area, months ?? undefined, asker);
    return { settled: id };
  });
}
