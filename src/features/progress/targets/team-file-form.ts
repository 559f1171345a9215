import { seenIn, type EditView, type Shown } from '../../../domain/record/edit.ts';
import { mostInPart } from '../../../domain/report/area-fact.ts';
import { organisations, teamFileOf, type Organisation, type TeamFact } from '../../../domain/report/team-file.ts';
import { dayWithSlashes } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { dayTyped } from '../../../lib/typed-day.ts';
import type { TeamFileRequest, TeamFileResponse } from '../../../protocol/report.ts';

/** Each field of the file as it is typed, by name; '' is not told. */
export type TypedFile = Readonly<Record<string, string>>;

export const memberField = (of: Organisation): string => `team ${of}`;
export const trainingParts = ['on', 'topic', 'members', 'gone'] as const;
export type TrainingPart = (typeof trainingParts)[number];
export const trainingField = (id: Uuid, part: TrainingPart): string => `training ${id} ${part}`;
export const decisionField = 'decision number';
export const foundedField = 'foundedOn day';

/** Letters of a decision's number and a training's subject. */
export const longestShortText = 200;

const dayWords = (day: string | undefined): string => (day === undefined ? '' : dayWithSlashes(day));

/** The ids of the trainings told. */
export const trainingIds = (facts: readonly TeamFact[]): Uuid[] => teamFileOf(facts).trainings.map(({ id }) => id);

/**
 * The fields that the form asks, each with the fact that it shows: a training is one fact of several fields.
 *
 * @param trainings the ids of those told and those being added
 */
export const fileFields = (trainings: readonly Uuid[]): TypedFile =>
  Object.fromEntries([
    ...[decisionField, foundedField, ...organisations.map(memberField)].map((name) => [name, name] as const),
    ...trainings.flatMap((id) => trainingParts.map((part) => [trainingField(id, part), `training ${id}`] as const)),
  ]);

/** The facts as the form shows them. */
export function shownFile(facts: TeamFileResponse['facts'], fields: TypedFile): Shown<TypedFile> {
  const { decision, foundedOn, members, trainings } = teamFileOf(facts);
  const told: Record<string, string> = {
    [decisionField]: decision ?? '',
    [foundedField]: dayWords(foundedOn),
    ...Object.fromEntries(members.map(({ of, count }) => [memberField(of), String(count)])),
  };
  for (const { id, on, topic, members: came } of trainings) {
    told[trainingField(id, 'on')] = dayWords(on);
    told[trainingField(id, 'topic')] = topic;
    told[trainingField(id, 'members')] = String(came);
  }
  return {
    values: Object.fromEntries(Object.keys(fields).map((name) => [name, told[name] ?? ''])),
    bases: Object.fromEntries(facts.map(({ kind, part, version = 0 }) => [`${kind} ${part}`, version])),
  };
}

/** Why a field cannot be saved. */
export type FileProblem = 'day' | 'dayNeeded' | 'number' | 'text';

/** What is wrong, by field; empty when all can be saved. */
export function fileProblems(values: TypedFile, trainings: readonly Uuid[]): ReadonlyMap<string, FileProblem> {
  const problems = new Map<string, FileProblem>();
  const of = (name: string): string => (values[name] ?? '').trim();
  const check = (name: string, isWrong: boolean, problem: FileProblem): void => {
    if (isWrong) problems.set(name, problem);
  };
  const isTooMany = (name: string): boolean => !(Number(of(name)) <= mostInPart);
  check(foundedField, of(foundedField) !== '' && dayTyped(of(foundedField)) === undefined, 'day');
  check(decisionField, of(decisionField).length > longestShortText, 'text');
  for (const one of organisations) check(memberField(one), isTooMany(memberField(one)), 'number');
  for (const id of trainings) {
    if (of(trainingField(id, 'gone')) !== '') continue;
    const [on, topic, members] = [trainingField(id, 'on'), trainingField(id, 'topic'), trainingField(id, 'members')];
    check(on, dayTyped(of(on)) === undefined, of(on) === '' ? 'dayNeeded' : 'day');
    check(topic, of(topic).length > longestShortText, 'text');
    check(members, isTooMany(members), 'number');
  }
  return problems;
}

/**
 * The facts that the changed fields are about, on top of the versions that were shown; of a training all of it is told.
 * Values must have no problems.
 */
export function teamFactsIn(
  { values, changed }: Pick<EditView<TypedFile>, 'values' | 'changed'>,
  { bases }: Pick<Shown<TypedFile>, 'bases'>,
  trainings: readonly Uuid[],
): TeamFileRequest['facts'] {
  const of = (name: string): string => (values[name] ?? '').trim();
  const is = (name: string): boolean => changed.includes(name);
  const told: TeamFact[] = [
    ...(is(decisionField)
      ? [{ kind: 'decision' as const, part: 'number' as const, value: of(decisionField) || null }]
      : []),
    ...(is(foundedField)
      ? [{ kind: 'foundedOn' as const, part: 'day' as const, value: dayTyped(of(foundedField)) ?? null }]
      : []),
    ...organisations
      .filter((one) => is(memberField(one)))
      .map((one): TeamFact => ({
        kind: 'team',
        part: one,
        value: of(memberField(one)) === '' ? null : Number(of(memberField(one))),
      })),
    ...trainings
      .filter((id) => trainingParts.some((part) => is(trainingField(id, part))))
      .map((id): TeamFact => {
        const on = dayTyped(of(trainingField(id, 'on')));
        const isGone = of(trainingField(id, 'gone')) !== '' || on === undefined;
        return {
          kind: 'training',
          part: id,
          value: isGone
            ? null
            : { on, topic: of(trainingField(id, 'topic')), members: Number(of(trainingField(id, 'members'))) },
        };
      }),
  ];
  return told.map((fact) => ({ ...fact, seen: seenIn(bases, `${fact.kind} ${fact.part}`) }));
}
