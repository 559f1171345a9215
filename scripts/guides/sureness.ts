import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../../src/lib/day.ts';
import type { Guide } from '../../src/domain/guide/guide.ts';
import { structureFile } from '../../src/domain/guide/problem.ts';
import { stepsOf } from '../../src/domain/guide/steps.ts';

/** How many guides are named as checked longest ago. */
const oldestShown = 3;

export interface Sureness {
  /** Steps that name a screen or a rule; advice is not among them. */
  readonly checkable: number;
  readonly confirmed: number;
  readonly advice: number;
  /** The guides gone through longest ago, the oldest first. */
  readonly oldest: readonly { readonly id: string; readonly checked: Day }[];
}

/** How sure the guides are. @param ids guides without a mistake in their structure */
export function surenessOf(root: string, ids: readonly string[]): Sureness {
  const guides = ids.map((id) => JSON.parse(readFileSync(join(root, structureFile(id)), 'utf8')) as Guide);
  const steps = guides.flatMap((guide) => stepsOf(guide).map(({ step }) => step));
  const checkable = steps.filter(({ advice }) => !advice);
  return {
    checkable: checkable.length,
    confirmed: checkable.filter(({ confirmed }) => confirmed).length,
    advice: steps.length - checkable.length,
    oldest: guides
      .map(({ id, checked }) => ({ id, checked }))
      .toSorted((a, b) => (a.checked === b.checked ? a.id.localeCompare(b.id) : a.checked < b.checked ? -1 : 1))
      .slice(0, oldestShown),
  };
}

/** As lines for the author. */
export const surenessLines = ({ checkable, confirmed, advice, oldest }: Sureness): string[] => [
  `${confirmed} of ${checkable} steps are confirmed (${Math.round((confirmed / checkable) * 100)}%); ` +
    `${advice} more are advice.`,
  `Checked longest ago: ${oldest.map(({ id, checked }) => `${id} ${checked}`).join(', ')}.`,
];
