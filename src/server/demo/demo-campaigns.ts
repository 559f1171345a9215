import type { Uuid } from '../../lib/ids.ts';
import { addDays, dayOf, type Day } from '../../lib/day.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { keepCampaign } from '../campaigns/campaigns.ts';
import { officer } from './demo-people.ts';
import { eaKnuec } from './demo-places.ts';

const id = (last: number): Uuid => `00000000-0000-7000-8004-0000000067${String(last).padStart(2, '0')}`;

const running = (today: Day): Campaign => ({
  id: id(1),
  area: eaKnuec.id,
  name: 'VNeID từ 60 tuổi',
  topic: 'vneid',
  whom: { ages: 'from60' },
  from: addDays(today, -20),
  until: addDays(today, 40),
  share: 0.8,
});
const ended = (today: Day): Campaign => ({
  id: id(2),
  area: eaKnuec.id,
  name: 'Tháng trả tiền bằng điện thoại',
  topic: 'payment',
  whom: {},
  from: addDays(today, -75),
  until: addDays(today, -5),
  share: 0.5,
});

/** Begins one campaign that runs and one that has ended, once. A demo that is older keeps its own days. */
export async function beginDemoCampaigns({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const campaign of [running(dayOf(now)), ended(dayOf(now))]) {
    const before = await db.selectFrom('campaign').select('id').where('id', '=', campaign.id).limit(1).execute();
    if (before.length > 0) continue;
    // Each was begun on its first day: later nobody may begin it.
    const by = { account: officer.account, now, today: campaign.from };
    const outcome = await keepCampaign(db, { campaign, seen: 0 }, by);
    if (outcome !== 'kept') throw new Error(`The demo's campaign ${campaign.name} was refused: ${outcome}`);
  }
}
