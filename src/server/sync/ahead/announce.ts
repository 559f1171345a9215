import type { Uuid } from '../../../lib/ids.ts';
import { dayOf, isDay, type Day } from '../../../lib/day.ts';
import { firstDay } from '../../../domain/indicator/timeline.ts';
import { codeOfField } from '../../../domain/record/answer.ts';
import type { Operation } from '../../../protocol/operation.ts';
import { countedKinds } from '../../rollup/counted-kinds.ts';
import type { BeforeLocks, UnderLocks } from './questions.ts';
import { buildsOnSomething, neededBy } from '../apply/apply-group.ts';
import { conflictIdsOf } from '../apply/apply-operation.ts';
import type { SyncDeps } from '../deps.ts';
import { basesOf } from '../group-context.ts';
import { namedBy } from '../apply/moves.ts';
import { operationsOf, type Entry } from '../read-entries.ts';
import type { DeviceState } from '../storage.ts';

/** What storing these entries will ask before villages are locked. */
export const askedBeforeLocks = (device: DeviceState, entries: readonly Entry[], now: number): BeforeLocks => ({
  account: device.account,
  day: dayOf(now),
  opIds: entries.map(({ opId }) => opId),
  device: device.id,
  seqs: entries.map(({ seq }) => seq).filter((seq) => seq <= device.lastSeq),
  named: namedBy(operationsOf(entries)),
});

/**
 * What storing these entries will ask once their villages are locked. Rows of a conflict are read for edits only: a
 * record that is new has none.
 */
export function askedUnderLocks(
  { uuidFromText }: Pick<SyncDeps, 'uuidFromText'>,
  device: DeviceState,
  entries: readonly Entry[],
  villages: readonly Uuid[],
): UnderLocks {
  const operations = operationsOf(entries).filter(({ village }) => villages.includes(village));
  const places = operations.flatMap((op) =>
    [op.record, ...neededBy(op), ...(buildsOnSomething(op) ? conflictIdsOf(op, undefined, uuidFromText) : [])].map(
      (id) => `${op.village} ${id}`,
    ),
  );
  const counted = operations.filter(({ kind }) => countedKinds.includes(kind));
  return {
    villages,
    device: device.id,
    firstSeq: entries[0]?.seq ?? 0,
    records: [...new Set(operationsOf(entries).map(({ record }) => record))],
    named: [
      ...new Set([
        ...namedBy(operationsOf(entries)),
        ...entries.flatMap(({ record, mentions }) => [...(record ? [record] : []), ...mentions]),
      ]),
    ],
    bases: basesOf(operationsOf(entries)),
    places: [...new Set(places)].map(placeIn),
    households: [...new Set(counted.flatMap(householdIn))].map(placeIn),
    rollups: villages.flatMap((village) => {
      const own = counted.filter((op) => op.village === village);
      return own.length === 0 ? [] : [{ village, day: earliest(own.map(changesFrom)) }];
    }),
  };
}

const placeIn = (key: string): { village: Uuid; id: Uuid } => {
  const [village = '', id = ''] = key.split(' ');
  return { village, id };
};

function householdIn({ kind, village, record, set }: Operation): string[] {
  if (kind === 'household') return [`${village} ${record}`];
  return typeof set['household'] === 'string' ? [`${village} ${set['household']}`] : [];
}

/** The day from which an operation most likely changes figures: the day of its answers, where it has nothing else. */
function changesFrom(op: Operation): Day {
  if (!buildsOnSomething(op)) return firstDay;
  return earliest(
    Object.entries(op.set).map(([field, value]) => {
      const on = typeof value === 'object' && value !== null && 'on' in value ? value.on : undefined;
      return codeOfField(field) !== undefined && isDay(on) ? on : firstDay;
    }),
  );
}

const earliest = (days: readonly Day[]): Day =>
  days.reduce((first, day) => (day < first ? day : first), days[0] ?? firstDay);
