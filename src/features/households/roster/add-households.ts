import type { RosterPerson } from '../../../domain/roster/check-rows.ts';
import type { RosterPlan } from '../../../domain/roster/plan.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { Phone } from '../../../phone/hooks.ts';
import { noteImport } from './imports.ts';
import { portionsOf, type Steps } from './portions.ts';

export interface Added {
  readonly households: number;
  readonly people: number;
}

interface Made {
  readonly changes: readonly Change[];
  readonly isHousehold: boolean;
}

/**
 * Adds the households and people of a list to the local store. Their record ids are stored first, so that they can be
 * deleted again when it stops half way (the app is killed, the disk is full). A household and its people are saved
 * together.
 * @throws what the store throws; the earlier portions are on disk then
 */
export async function addRoster(
  { store, calendar, newId }: Pick<Phone, 'store' | 'calendar' | 'newId'>,
  village: Uuid,
  plan: RosterPlan,
  { yieldToMain, onDone }: Steps<Added>,
): Promise<void> {
  const made: Made[] = [];
  const personChange = (household: Uuid, { name, birthYear }: RosterPerson): Change => ({
    record: newId(),
    village,
    kind: 'person',
    set: { household, name, birthYear: birthYear ?? null, living: 'here' },
    bases: {},
  });
  for (const { headName, address, cluster, people } of plan.households) {
    const id = newId();
    const set = { headName, ...(address !== '' && { address }), ...(cluster !== '' && { cluster }) };
    made.push({
      isHousehold: true,
      changes: [
        { record: id, village, kind: 'household', set, bases: {} },
        ...people.map((person) => personChange(id, person)),
      ],
    });
  }
  for (const { household, people } of plan.into)
    made.push({ isHousehold: false, changes: people.map((person) => personChange(household, person)) });
  const all = made.flatMap(({ changes }) => changes);
  const idsOf = (kind: Change['kind']): Uuid[] =>
    all.filter((change) => change.kind === kind).map(({ record }) => record);
  await noteImport(store, { village, at: calendar.now(), households: idsOf('household'), people: idsOf('person') });
  let [households, people] = [0, 0];
  for (const part of portionsOf(made, ({ changes }) => changes.length)) {
    const changes = part.flatMap((one) => one.changes);
    await store.records.submit(changes);
    const added = part.filter(({ isHousehold }) => isHousehold).length;
    households += added;
    people += changes.length - added;
    onDone({ households, people });
    await yieldToMain();
  }
}

/** The number of records that a plan adds. */
export const recordsIn = ({ households, into }: RosterPlan): number =>
  households.reduce((sum, { people }) => sum + 1 + people.length, 0) +
  into.reduce((sum, { people }) => sum + people.length, 0);
