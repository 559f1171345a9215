import { sql } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import { roleRules, type Role } from '../../domain/access/roles.ts';
import { isQuiet, reminderFor, type Reminded, type Reminder, type VillageWork } from '../../domain/work/reminder.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';
import { villageVersions } from '../areas/village-records.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import type { PushOutcome, PushSender } from './push-sender.ts';
import { villageWork } from './village-work.ts';

const quarter = 15 * 60 * 1000;

interface Waiting {
  readonly device: Uuid;
  readonly account: Uuid;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly sent_on: string | null;
  readonly made_at: number;
}

interface Round {
  readonly deps: AccountDeps;
  readonly sender: PushSender;
  readonly today: Day;
}

/**
 * Reminds phones of what waits for their people (src/domain/work/reminder.ts): not at night, once a day, each when
 * something came due that it was not told of. A reminder is noted as sent before it goes out, so a killed run leaves
 * somebody without one and nobody with two.
 */
export function reminderJob(deps: AccountDeps, sender: PushSender): Job {
  // What each phone was looked at for, so that nothing is counted again while nothing has changed.
  const looked = new Map<Uuid, string>();
  return {
    name: 'reminders',
    every: quarter,
    run: async (signal) => {
      const now = deps.clock.now();
      if (isQuiet(now)) return looked.clear();
      await remind({ deps, sender, today: dayOf(now) }, looked, signal);
    },
  };
}

async function remind(round: Round, looked: Map<Uuid, string>, signal: AbortSignal): Promise<void> {
  const { db } = round.deps;
  const phones = await waiting(db, round);
  const placesByAccount = await placesOf(
    db,
    phones.map(({ account }) => account),
  );
  const versions = await villageVersions(
    db,
    [...placesByAccount.values()].flatMap((places) => [...places.keys()]),
  );
  const placesFor = ({ account }: Waiting): Map<Uuid, Reminded> =>
    placesByAccount.get(account) ?? new Map<Uuid, Reminded>();
  // Phones of one village after each other: its records are read once.
  const order = (phone: Waiting): string => [...placesFor(phone).keys()].join(' ');
  const workIn = oneVillageKept((village) => villageWork(db, village, round.today));
  for (const phone of phones.sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    if (signal.aborted) return;
    const places = placesFor(phone);
    const state = [
      round.today,
      phone.made_at,
      ...[...places].map(([id, { role }]) => `${id} ${role} ${versions.get(id)}`),
    ];
    if (looked.get(phone.device) === state.join(' ')) continue;
    const villages: { work: VillageWork; person: Reminded }[] = [];
    for (const [village, person] of places) villages.push({ work: await workIn(village), person });
    const reminder = reminderFor(villages, round.today, (phone.sent_on as Day | null) ?? undefined);
    if (!reminder) looked.set(phone.device, state.join(' '));
    else if (await claim(db, phone, round)) await settle(round, phone, await send(round, phone, reminder));
  }
}

const send = (
  { sender }: Round,
  { device, endpoint, p256dh, auth }: Waiting,
  reminder: Reminder,
): Promise<PushOutcome> => sender.send({ endpoint, keys: { p256dh, auth } }, { device, reminder });

/** Phones in a team that were not reminded today, and whose push service lets the server send. */
const waiting = (db: Database, { deps, today }: Round): Promise<Waiting[]> =>
  db
    .selectFrom('push_subscription as push')
    .innerJoin('device', 'device.id', 'push.device')
    .select(['push.device', 'device.account', 'push.endpoint', 'push.p256dh', 'push.auth', 'push.sent_on'])
    .select('push.made_at')
    .where('device.revoked_at', 'is', null)
    .where('device.unconfirmed_by', 'is', null)
    .where((eb) => eb.or([eb('push.sent_on', 'is', null), eb('push.sent_on', '<', today)]))
    .where('push.wait_until', '<=', deps.clock.now())
    .orderBy('push.device')
    .execute();

/** The villages that people work in, in order, each with their role there: another one than `member` counts first. */
async function placesOf(db: Database, accounts: readonly Uuid[]): Promise<Map<Uuid, Map<Uuid, Reminded>>> {
  const rows = await db
    .selectFrom('account_grant')
    .select(['account', 'role', 'area'])
    .where('account', '=', anyOf([...new Set(accounts)]))
    .where('revoked_at', 'is', null)
    .orderBy('area')
    .execute();
  const found = new Map<Uuid, Map<Uuid, Reminded>>();
  for (const { account, area, ...row } of rows) {
    const role = row.role as Role;
    if (area === null || !roleRules[role].may.includes('syncRecords')) continue;
    const places = found.get(account) ?? new Map<Uuid, Reminded>();
    if (role !== 'member' || !places.has(area)) places.set(area, { account, role });
    found.set(account, places);
  }
  return found;
}

function oneVillageKept(read: (village: Uuid) => Promise<VillageWork>): (village: Uuid) => Promise<VillageWork> {
  let kept: { readonly village: Uuid; readonly work: VillageWork } | undefined;
  return async (village) => {
    if (kept?.village !== village) kept = { village, work: await read(village) };
    return kept.work;
  };
}

/**
 * Notes today's reminder, unless the phone was closed, got another subscription, or its push service asked for patience
 * meanwhile.
 */
async function claim(db: Database, { device, endpoint }: Waiting, { deps, today }: Round): Promise<boolean> {
  const claimed = await db
    .updateTable('push_subscription')
    .set({ sent_on: today })
    .where('device', '=', device)
    .where('endpoint', '=', endpoint)
    .where((eb) => eb.or([eb('sent_on', 'is', null), eb('sent_on', '<', today)]))
    .where('wait_until', '<=', deps.clock.now())
    .where('device', 'in', (open) => open.selectFrom('device').select('id').where('revoked_at', 'is', null))
    .returning('device')
    .executeTakeFirst();
  return claimed !== undefined;
}

async function settle(
  { deps: { db } }: Round,
  { device, endpoint, sent_on: before }: Waiting,
  outcome: PushOutcome,
): Promise<void> {
  if (outcome.kind === 'sent') return;
  if (outcome.kind === 'gone') {
    // Of everybody who shares the phone.
    await db.deleteFrom('push_subscription').where('endpoint', '=', endpoint).execute();
    return;
  }
  await db.updateTable('push_subscription').set({ sent_on: before }).where('device', '=', device).execute();
  // It is the push service that asks for patience: of all that is to go there.
  await db
    .updateTable('push_subscription')
    .set({ wait_until: outcome.at })
    .where(sql<boolean>`starts_with(endpoint, ${`${new URL(endpoint).origin}/`})`)
    .execute();
}
