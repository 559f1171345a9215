import { currentConsentText } from '../../../domain/people/consent.ts';
import type { Day } from '../../../lib/day.ts';
import type { Fields } from '../../../domain/record/record.ts';
import type { Household, Person } from '../../../domain/people/village.ts';
import type { Duplicate } from '../../../domain/people/same-household.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { BaseRef } from '../../../protocol/operation.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { BasesOf } from '../form-context.ts';

type HouseholdChange = Omit<Change, 'village'>;

/** The versions shown of these fields only. */
export function shownBases(names: readonly string[], record: Uuid, basesOf: BasesOf): Record<string, BaseRef> {
  const shown = basesOf(record) ?? {};
  return Object.fromEntries(names.flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])));
}

const change = (kind: Change['kind'], record: Uuid, set: Fields, basesOf: BasesOf): HouseholdChange => ({
  kind,
  record,
  set,
  bases: shownBases(Object.keys(set), record, basesOf),
});

/** What was found at the door counts no more, nor the day to return. */
export const clearedOutcome = ({ id }: Pick<Household, 'id'>, basesOf: BasesOf): HouseholdChange =>
  change('household', id, { outcome: null, returnOn: null }, basesOf);

/**
 * Sets the hardship flag with the consent of the adult who was asked; clearing it (`saidBy` undefined) needs none. A
 * flag that somebody else set meanwhile is not set again; the consent counts all the same.
 */
export function hardshipChanges(
  household: Household,
  saidBy: Uuid | undefined,
  ask: { readonly today: Day; readonly collector: Uuid; readonly newId: () => Uuid },
  basesOf: BasesOf,
): HouseholdChange[] {
  const isSet = saidBy !== undefined;
  const flag = household.hardship === isSet ? [] : [change('household', household.id, { hardship: isSet }, basesOf)];
  if (!isSet) return flag;
  const consent: Fields = {
    household: household.id,
    person: saidBy,
    about: 'hardship',
    text: currentConsentText,
    outcome: 'yes',
    how: 'spoken',
    saidBy,
    on: ask.today,
    collector: ask.collector,
  };
  return [...flag, { kind: 'consent', record: ask.newId(), set: consent, bases: {} }];
}

/** Part of a household moves into one of its own: the new household and everybody who goes, in one group. */
export function splitChanges(
  household: Household,
  going: readonly Person[],
  to: { readonly id: Uuid; readonly headName: string },
  basesOf: BasesOf,
): HouseholdChange[] {
  const made: Fields = {
    headName: to.headName,
    address: household.address,
    cluster: household.cluster,
    ...(household.responsible && { responsible: household.responsible }),
  };
  return [
    { kind: 'household', record: to.id, set: made, bases: {} },
    ...going.map(({ id }) => change('person', id, { household: to.id }, basesOf)),
  ];
}

/** Deletes the record of a person listed twice. Editing it restores it. */
export const removalChange = (person: Uuid, basesOf: BasesOf): HouseholdChange =>
  change('person', person, { $deleted: true }, basesOf);

/** Merges a household or person into another; `undefined` splits them again. */
export const mergeChange = (
  kind: 'household' | 'person',
  gone: Uuid,
  stays: Uuid | undefined,
  basesOf: BasesOf,
): HouseholdChange => change(kind, gone, { mergedInto: stays ?? null }, basesOf);

/** Merges two households, and the people listed in both. */
export const mergeChanges = (
  goes: Uuid,
  stays: Uuid,
  duplicates: readonly Duplicate[],
  basesOf: BasesOf,
): HouseholdChange[] => [
  // People first: they keep the household they were of, for a later split.
  ...duplicates.map(({ goes: gone, stays: kept }) => mergeChange('person', gone.id, kept.id, basesOf)),
  mergeChange('household', goes, stays, basesOf),
];

/** Moves a person, with their answers, to another household of the village. */
export const movePersonChange = (person: Uuid, household: Uuid, basesOf: BasesOf): HouseholdChange =>
  change('person', person, { household }, basesOf);

/** Moves a household, with its people and their answers, to another village. */
export const moveHouseholdChange = (household: Uuid, village: Uuid, basesOf: BasesOf): HouseholdChange =>
  change('household', household, { movedTo: village }, basesOf);
