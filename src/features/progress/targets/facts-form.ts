import { roadmapSteps, type AreaFact } from '../../../domain/report/area-fact.ts';
import { seenIn, type EditView, type Shown } from '../../../domain/record/edit.ts';
import { dayWithSlashes } from '../../../lib/day.ts';
import { dayTyped } from '../../../lib/typed-day.ts';
import type { FactsRequest, FactsResponse } from '../../../protocol/report.ts';

/** Each fact as it is typed, by `key`; '' is not told. */
export type Typed = Readonly<Record<string, string>>;

export const fibreValues = ['all', 'some', 'none'] as const;
/** Names a fact among those of a village. */
export const key = (kind: AreaFact['kind'], part: string): string => `${kind} ${part}`;
const words = (fact: AreaFact): string =>
  fact.kind === 'roadmap' && fact.value ? dayWithSlashes(fact.value) : String(fact.value ?? '');

/** The facts that the form asks. @param reached the clusters, or '' for the whole village */
export const fieldsOf = (reached: readonly string[]): Typed =>
  Object.fromEntries(
    [...reached.map((part) => key('fibre', part)), ...roadmapSteps.map((part) => key('roadmap', part))].map((name) => [
      name,
      name,
    ]),
  );

/** The facts as the form shows them. */
export function shownOf(facts: FactsResponse['facts'], fields: Typed): Shown<Typed> {
  const told = new Map(facts.map((fact) => [key(fact.kind, fact.part), words(fact)]));
  return {
    values: Object.fromEntries(Object.keys(fields).map((name) => [name, told.get(name) ?? ''])),
    bases: Object.fromEntries(facts.map(({ kind, part, version = 0 }) => [key(kind, part), version])),
  };
}

/** The facts that were changed, on top of the versions that were shown. */
export function factsIn(
  { values, changed }: Pick<EditView<Typed>, 'values' | 'changed'>,
  { bases }: Pick<Shown<Typed>, 'bases'>,
  reached: readonly string[],
): FactsRequest['facts'] {
  const of = (kind: AreaFact['kind'], part: string): string => values[key(kind, part)] ?? '';
  const all: AreaFact[] = [
    ...reached.map((part): AreaFact => ({
      kind: 'fibre',
      part,
      value: fibreValues.find((one) => one === of('fibre', part)) ?? null,
    })),
    ...roadmapSteps.map((part): AreaFact => ({ kind: 'roadmap', part, value: dayTyped(of('roadmap', part)) ?? null })),
  ];
  return all
    .filter(({ kind, part }) => changed.includes(key(kind, part)))
    .map((fact) => ({ ...fact, seen: seenIn(bases, key(fact.kind, fact.part)) }));
}
