import { dayTyped } from '../../lib/typed-day.ts';
import type { TypedChecklist, TypedCriterion } from './typed-checklist.ts';

const parts = ['name', 'number', 'day', 'read', 'replaces'] as const;
export type HeadPart = (typeof parts)[number];

/** A list under way, and where somebody else wrote something different meanwhile. */
export interface OverTheirs {
  readonly typed: TypedChecklist;
  /** Where both changed the same: what they wrote. */
  readonly head: Partial<Pick<TypedChecklist, HeadPart>>;
  /** By the criterion's id; `null`: they took it out. */
  readonly criteria: Readonly<Record<string, TypedCriterion | null>>;
}

/**
 * A list under way on top of what somebody else stored meanwhile. What only one of the two changed is taken; where both
 * did, this person's stays and theirs is told. No criterion that somebody wrote or changed is lost.
 *
 * @param base what this person's changes were made on top of
 */
export function overTheirs(base: TypedChecklist, mine: TypedChecklist, theirs: TypedChecklist): OverTheirs {
  const says = (part: HeadPart, one: TypedChecklist, other: TypedChecklist): boolean =>
    part === 'day' ? sameDay(one.day, other.day) : same(one[part], other[part]);
  const disputed = parts.filter(
    (part) => !says(part, mine, base) && !says(part, theirs, base) && !says(part, mine, theirs),
  );
  const headOf = <P extends HeadPart>(part: P): TypedChecklist[P] =>
    says(part, mine, base) ? theirs[part] : mine[part];
  const { criteria, told } = mergeCriteria(base.criteria, mine.criteria, theirs.criteria);
  return {
    typed: {
      name: headOf('name'),
      number: headOf('number'),
      day: headOf('day'),
      read: headOf('read'),
      replaces: headOf('replaces'),
      criteria,
    },
    head: Object.fromEntries(disputed.map((part) => [part, theirs[part]])),
    criteria: told,
  };
}

type Criteria = readonly TypedCriterion[];

function mergeCriteria(base: Criteria, mine: Criteria, theirs: Criteria) {
  const told: Record<string, TypedCriterion | null> = {};
  const merge = (id: string): TypedCriterion | undefined => {
    const [before, own, other] = [base, mine, theirs].map((all) => all.find((one) => one.id === id));
    if (sameCriterion(own, before)) return other;
    if (sameCriterion(other, before) || sameCriterion(own, other)) return own;
    // Taken out here and changed there: it comes back, with what they wrote.
    if (!own) return other;
    told[id] = other ?? null;
    return own;
  };
  const order = orderOf(idsOf(base), idsOf(mine), idsOf(theirs));
  const criteria = order.flatMap((id) => merge(id) ?? []);
  return { criteria, told };
}

const idsOf = (criteria: Criteria): string[] => criteria.map(({ id }) => id);

/** The order of whoever moved something, this person's first; what only the other has comes after what it follows. */
function orderOf(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const common = (ids: readonly string[]): string =>
    ids.filter((id) => [base, mine, theirs].every((all) => all.includes(id))).join(' ');
  return common(mine) === common(base) ? inserted(theirs, mine) : inserted(mine, theirs);
}

function inserted(first: readonly string[], other: readonly string[]): string[] {
  const order = [...first];
  for (const [at, id] of other.entries()) {
    if (order.includes(id)) continue;
    const before = at === 0 ? -1 : order.indexOf(other[at - 1]!);
    order.splice(before + 1, 0, id);
  }
  return order;
}

const same = (a: string, b: string): boolean => a.trim().normalize('NFC') === b.trim().normalize('NFC');

/** 1/9/2026 is 01/09/2026. */
const sameDay = (a: string, b: string): boolean => same(dayTyped(a) ?? a, dayTyped(b) ?? b);

function sameCriterion(a: TypedCriterion | undefined, b: TypedCriterion | undefined): boolean {
  if (!a || !b) return a === b;
  if (!same(a.text, b.text) || a.kind !== b.kind) return false;
  // What a ticked criterion would ask of a figure means nothing.
  return a.kind === 'ticked' || (a.indicator === b.indicator && a.percent === b.percent);
}
