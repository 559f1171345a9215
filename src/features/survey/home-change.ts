import { currentConsentText } from '../../domain/consent.ts';
import type { Day } from '../../domain/day.ts';
import type { Fields } from '../../domain/record.ts';
import type { Household, Person } from '../../domain/village.ts';
import type { Twin } from '../../domain/same-home.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { BaseRef } from '../../protocol/operation.ts';
import type { Change } from '../../store/phone-store.ts';
import type { BasesOf } from './survey-form.ts';

type HomeChange = Omit<Change, 'village'>;

/** The versions shown of just these fields. */
export function shownBases(names: readonly string[], record: Uuid, basesOf: BasesOf): Record<string, BaseRef> {
  const shown = basesOf(record) ?? {};
  return Object.fromEntries(names.flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])));
}

const change = (kind: Change['kind'], record: Uuid, set: Fields, basesOf: BasesOf): HomeChange => ({ kind, record, set, bases: shownBases(Object.keys(set), record, basesOf) });

/** What was found at the door, with the day to come back; `undefined` takes it away again. */
export const outcomeChange = ({ id }: Pick<Household, 'id'>, outcome: 'refused' | 'away' | undefined, on: Day | undefined, basesOf: BasesOf): HomeChange =>
  change('household', id, { outcome: outcome ?? null, returnOn: (outcome && on) ?? null }, basesOf);

/** Sets the one flag, with the consent of the adult who was asked; taking it away needs none. */
export function hardshipChanges(home: Household, saidBy: Uuid | undefined, ask: { readonly today: Day; readonly collector: Uuid; readonly newId: () => Uuid }, basesOf: BasesOf): HomeChange[] {
  const flag = change('household', home.id, { hardship: saidBy !== undefined }, basesOf);
  if (saidBy === undefined) return [flag];
  const consent: Fields = { household: home.id, person: saidBy, about: 'hardship', text: currentConsentText, outcome: 'yes', how: 'spoken', saidBy, on: ask.today, collector: ask.collector };
  return [flag, { kind: 'consent', record: ask.newId(), set: consent, bases: {} }];
}

/** Part of a home moves into one of its own: the new home and everybody who goes, in one group. */
export function splitChanges(home: Household, going: readonly Person[], to: { readonly id: Uuid; readonly headName: string }, basesOf: BasesOf): HomeChange[] {
  const made: Fields = { headName: to.headName, address: home.address, cluster: home.cluster, ...(home.responsible && { responsible: home.responsible }) };
  return [{ kind: 'household', record: to.id, set: made, bases: {} }, ...going.map(({ id }) => change('person', id, { household: to.id }, basesOf))];
}

/** Somebody listed twice: this row goes, the other stays. Editing it brings it back. */
export const removalChange = (person: Uuid, basesOf: BasesOf): HomeChange => change('person', person, { $deleted: true }, basesOf);

/** This home or person is the same as another, which stays; `undefined`: they are two after all. */
export const mergeChange = (kind: 'household' | 'person', gone: Uuid, stays: Uuid | undefined, basesOf: BasesOf): HomeChange =>
  change(kind, gone, { mergedInto: stays ?? null }, basesOf);

/** Two homes are one: the other goes into the one that stays, and with it whoever was listed in both. */
export const mergeChanges = (goes: Uuid, stays: Uuid, twins: readonly Twin[], basesOf: BasesOf): HomeChange[] => [
  // The people first: then they still say which home they were of, should the two be taken apart again.
  ...twins.map(({ goes: gone, stays: kept }) => mergeChange('person', gone.id, kept.id, basesOf)),
  mergeChange('household', goes, stays, basesOf),
];

/** Somebody lives in another home of the village now. Their answers go with them. */
export const movePersonChange = (person: Uuid, household: Uuid, basesOf: BasesOf): HomeChange => change('person', person, { household }, basesOf);

/** A home goes to another village, with its people and their answers. */
export const moveHomeChange = (household: Uuid, village: Uuid, basesOf: BasesOf): HomeChange => change('household', household, { movedTo: village }, basesOf);
