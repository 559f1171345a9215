import { addDays, dayOf } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { AreaFact } from '../../domain/report/area-fact.ts';
import type { TargetRequest } from '../../protocol/report.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { storeTicks, ticksOf } from '../checklists/ticks.ts';
import { storeFacts } from '../reports/facts.ts';
import { setTarget } from '../reports/targets.ts';
import { head, officer } from './demo-people.ts';
import { eaKnuec, knier, tanDong, tanTien } from './demo-places.ts';

type DemoTarget = Omit<TargetRequest, 'id'>;

const tanDongs = (indicator: TargetRequest['indicator'], share: number, year: number): DemoTarget => ({
  area: tanDong.id,
  indicator,
  share,
  year,
  source: 'tanDong2022',
});
/** The old district is no area any more, so its targets are those of the communes that were made of it. */
const krongPacs = (indicator: TargetRequest['indicator'], share: number): DemoTarget[] =>
  [eaKnuec, tanTien].map(({ id }) => ({ area: id, indicator, share, year: 2025, source: 'krongPac2022' }));

/** The targets of the article of 2022 (Báo Đắk Lắk, 08/11/2022), set for the places that it speaks of. */
export const demoTargets: readonly DemoTarget[] = [
  tanDongs('T1', 0.8, 2023),
  tanDongs('T2', 0.85, 2023),
  tanDongs('T2', 0.98, 2025),
  ...krongPacs('T3covered', 0.8),
  ...krongPacs('T4residents', 0.5),
  ...krongPacs('T5residents', 0.5),
];

const idOf = (index: number): Uuid => `00000000-0000-7000-8004-0000000066${String(index + 1).padStart(2, '0')}`;

const reached = (value: 'all' | 'some', parts: readonly string[]): AreaFact[] =>
  parts.map((part) => ({ kind: 'fibre', part, value }));

/**
 * Sets them as the officer does, and tells which clusters fibre reaches, as the head does. A second time it changes
 * nothing: a target is known by its id.
 */
export async function setDemoTargets({ db }: Pick<AccountDeps, 'db'>, begun: number): Promise<void> {
  for (const [index, target] of demoTargets.entries())
    await setTarget(db, { ...target, id: idOf(index) }, { account: officer.account, now: begun + index });
  const by = { account: head.account, now: begun };
  const inTanDong = [...reached('all', ['Đầu thôn', 'Xóm Chợ', 'Gần nhà cộng đồng']), ...reached('some', ['Ven suối'])];
  await storeFacts(db, tanDong.id, inTanDong, by);
  await storeFacts(db, knier.id, reached('all', ['Nhà dài']), by);
  await tickDemoLists(db, begun);
}

/** Half of the criteria that people tick, once; the rest waits for whoever looks at the demo. */
const demoTicks = [
  ['digitalVillage', 'doorToDoor', true],
  ['digitalVillage', 'zaloPage', true],
  ['digitalVillage', 'launched', true],
  ['smartVillage', 'mobileNetwork', true],
  ['smartVillage', 'freeWifi', true],
  ['smartVillage', 'production', false],
] as const;

async function tickDemoLists(db: AccountDeps['db'], begun: number): Promise<void> {
  if ((await ticksOf(db, tanDong.id)).length > 0) return;
  const on = addDays(dayOf(begun), -9);
  const changes = demoTicks.map(([checklist, criterion, met]) => ({ checklist, criterion, met, on, seen: 0 }));
  await storeTicks(db, tanDong.id, changes, { account: head.account, now: begun });
}
