import { addDays, type Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { consentsOf } from '../../domain/people/consent.ts';
import type { CountedRecord } from '../../domain/people/village.ts';
import { codeOfField } from '../../domain/record/answer.ts';
import { sameJson } from '../../domain/record/json.ts';
import type { Fields } from '../../domain/record/record.ts';
import { limits } from '../../protocol/limits.ts';
import type { Operation } from '../../protocol/operation.ts';
import { canonicalId } from './apply/redirect-operation.ts';
import type { Workspace } from './workspace.ts';

/** The field of a person who said no, or took a yes back: they are counted in the household's tally only. */
const tallied = 'inTally';

/** True when the operation says an answer of a person, and does not only empty answers. */
export const saysAnswers = ({ kind, set }: Pick<Operation, 'kind' | 'set'>, before: Fields = {}): boolean =>
  kind === 'person' &&
  Object.entries(set).some(
    ([field, value]) => codeOfField(field) !== undefined && value !== null && !sameJson(value, before[field] ?? null),
  );

/**
 * True when a group would store answers of somebody who is counted in the tally only, or would take somebody out of the
 * tally without their consent: the group is not applied, also when its phone has not heard of the no yet. Who consents
 * after a no is out of the tally with a yes of their own, which comes in the same group or is the last that they said.
 *
 * @param work the village's workspace with the group's records loaded
 */
export async function lacksConsent(work: Workspace, ops: readonly Operation[], today: Day): Promise<boolean> {
  const after = new Map<Uuid, Fields>();
  for (const op of ops) {
    if (op.kind !== 'person' || op.village !== work.village) continue;
    const id = canonicalId(work, op.record);
    const stored = valuesOf(work, id);
    const before = after.get(id) ?? stored;
    const now = { ...before, ...op.set };
    after.set(id, now);
    if (now[tallied] === true && saysAnswers(op, stored)) return true;
    if (before[tallied] === true && now[tallied] !== true && !(await hasAgreed(work, ops, [op.record, id], today)))
      return true;
  }
  return false;
}

const valuesOf = (work: Workspace, id: Uuid): Fields =>
  Object.fromEntries(Object.entries(work.get(id)?.states ?? {}).map(([field, { value }]) => [field, value]));

async function hasAgreed(
  work: Workspace,
  ops: readonly Operation[],
  person: readonly Uuid[],
  today: Day,
): Promise<boolean> {
  const isTheirs = (of: unknown): boolean => person.some((id) => id === of);
  if (ops.some(({ kind, set }) => kind === 'consent' && isTheirs(set['person']) && set['outcome'] === 'yes'))
    return true;
  await work.loadAbout(person);
  const records = work.all().map(({ id, kind }): CountedRecord => ({ id, kind, fields: valuesOf(work, id) }));
  const latest = addDays(today, limits.futureDays.value);
  const last = consentsOf(records)
    .filter(({ person: of, about, on }) => isTheirs(of) && about === 'answers' && on <= latest)
    .at(-1);
  return last?.outcome === 'yes' && last.withdrawnOn === null;
}
