import * as v from 'valibot';
import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { grantsThatMay, type Grant } from '../../domain/access/roles.ts';
import type { ErasedEntry, ErasedResponse, WaitingAct } from '../../protocol/erased.ts';
import { areasBelow } from '../accounts/areas.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { secretsOf } from '../accounts/server-secret.ts';
import { createSealing } from '../sync/erasure/sealed-content.ts';
import { eraseActRequest } from '../sync/kysely/basket.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import { retentionActRequest } from './acts.ts';

/** Entries of each list; a village erases a handful in three days. */
const most = 200;
/** Names shown of one request. */
const mostNames = 10;

/**
 * What was erased and can still be brought back, and what waits for a second person, in the areas where the account may
 * see it; newest first. Names are told to those who read the village's rows, and to nobody else.
 */
export async function readErased(deps: AccountDeps, account: Uuid): Promise<ErasedResponse> {
  const { db } = deps;
  const grants = await grantsOf(db, account);
  const areas = await idsBelow(db, grantsThatMay('seeErased', grants));
  if (areas.length === 0) return { erased: [], waiting: [] };
  const readable = new Set(await idsBelow(db, grantsThatMay('syncRecords', grants)));
  return {
    erased: await erasedIn(deps, areas, readable),
    waiting: await waitingIn(deps, areas, readable, account),
  };
}

const idsBelow = async (db: Database, grants: readonly Grant[]): Promise<Uuid[]> =>
  (
    await areasBelow(
      db,
      grants.map(({ area }) => area),
    )
  ).map(({ id }) => id);

async function erasedIn(
  deps: AccountDeps,
  areas: readonly Uuid[],
  readable: ReadonlySet<Uuid>,
): Promise<ErasedEntry[]> {
  const rows = await deps.db
    .selectFrom('waste_basket')
    .leftJoin('account', 'account.id', 'waste_basket.account')
    .select([
      'waste_basket.id',
      'village as area',
      'at',
      'until',
      'account.name as by',
      'households',
      'people',
      'waste_basket.names',
    ])
    .where('village', '=', anyOf(areas))
    .where('brought_back_at', 'is', null)
    .where('until', '>', deps.clock.now())
    .orderBy('at', 'desc')
    .orderBy('waste_basket.id', 'desc')
    .limit(most)
    .execute();
  const sealing = createSealing(await secretsOf(deps));
  return rows.map(({ by, names: sealed, ...entry }) => {
    const opened = sealed !== null && readable.has(entry.area) ? sealing.open(sealed, entry.id, 'names') : undefined;
    const names = v.safeParse(v.array(v.string()), opened);
    return { ...entry, ...(by !== null && { by }), ...(names.success && { names: names.output }) };
  });
}

async function waitingIn(
  { db, clock }: AccountDeps,
  areas: readonly Uuid[],
  readable: ReadonlySet<Uuid>,
  account: Uuid,
): Promise<WaitingAct[]> {
  const rows = await db
    .selectFrom('pending_act')
    .innerJoin('account', 'account.id', 'pending_act.account')
    .select(['pending_act.id', 'kind', 'area', 'request', 'pending_act.account', 'account.name as by', 'at', 'until'])
    .where('area', '=', anyOf(areas))
    .where('settled_at', 'is', null)
    .where('until', '>', clock.now())
    .orderBy('at', 'desc')
    .orderBy('pending_act.id', 'desc')
    .limit(most)
    .execute();
  const found: WaitingAct[] = [];
  for (const { kind, request, account: by, ...row } of rows) {
    const asked = { ...row, own: by === account };
    const erase = kind === 'erase' ? v.safeParse(eraseActRequest, request) : undefined;
    const retention = kind === 'retention' ? v.safeParse(retentionActRequest, request) : undefined;
    if (erase?.success) {
      const { records, reason } = erase.output;
      const names = readable.has(row.area) ? { names: await namesOf(db, row.area, records) } : {};
      found.push({ ...asked, kind: 'erase', records: records.length, reason, ...names });
    }
    if (retention?.success) found.push({ ...asked, kind: 'retention', months: retention.output.months });
  }
  return found;
}

async function namesOf(db: Database, village: Uuid, ids: readonly Uuid[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from record cross join lateral (select coalesce(fields->>'headName', fields->>'name') as name) as called
    where village = ${village} and id = any(${[...ids]}::uuid[]) and name <> ''
    order by name limit ${mostNames}`.execute(db);
  return rows.map(({ name }) => name);
}
