import type { Day } from '../../../lib/day.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';
import { villageStatus } from '../report/village-status.ts';

/**
 * Why an officer looks at a village, most pressing first. stale: forms have waited on a phone for days · late: the
 * period is over and its report was not signed · notAsked: no household was asked · due: the report may be signed and
 * is not · behind: figures are below their targets · unsent: forms wait on phones since lately.
 */
export const attentionReasons = ['stale', 'late', 'notAsked', 'due', 'behind', 'unsent'] as const;
export type AttentionReason = (typeof attentionReasons)[number];

/** What a village needs attention for, and how much of it. */
export interface Attention {
  /** In the order of `attentionReasons`; empty: nothing. */
  readonly reasons: readonly AttentionReason[];
  /** Days for which the oldest form has waited; 0 unless stale. */
  readonly staleDays: number;
  /** Forms on phones. */
  readonly forms: number;
  /** Figures below their targets. */
  readonly behind: number;
}

export const noAttention: Attention = { reasons: [], staleDays: 0, forms: 0, behind: 0 };

/**
 * @param now Unix ms
 * @param behind count of figures below their targets
 */
export function attentionOf(
  { coverage, unsent, report }: Pick<VillageProgress, 'coverage' | 'unsent' | 'report'>,
  { now, today, behind }: { readonly now: number; readonly today: Day; readonly behind: number },
): Attention {
  const status = villageStatus({ coverage, unsent }, now);
  const isSigned = report?.signedAt !== undefined;
  const holds: Readonly<Record<AttentionReason, boolean>> = {
    stale: status.kind === 'stale',
    late: report !== undefined && !isSigned && today > report.until,
    notAsked: coverage.surveyed === 0,
    due: report !== undefined && !isSigned && today >= report.opens && today <= report.until,
    behind: behind > 0,
    unsent: status.kind === 'unsent',
  };
  return {
    reasons: attentionReasons.filter((reason) => holds[reason]),
    staleDays: status.kind === 'stale' ? status.days : 0,
    forms: unsent.forms,
    behind,
  };
}

const rank = ({ reasons: [first] }: Attention): number =>
  first === undefined ? attentionReasons.length : attentionReasons.indexOf(first);

/** Negative where `a` comes first: the more pressing reason, the longer wait, more reasons, more figures behind. */
export const compareAttention = (a: Attention, b: Attention): number =>
  rank(a) - rank(b) || b.staleDays - a.staleDays || b.reasons.length - a.reasons.length || b.behind - a.behind;

/** All villages of an area together: whatever any of them needs. */
export function togetherNeeding(all: readonly Attention[]): Attention {
  return {
    reasons: attentionReasons.filter((reason) => all.some(({ reasons }) => reasons.includes(reason))),
    staleDays: Math.max(0, ...all.map(({ staleDays }) => staleDays)),
    forms: all.reduce((sum, { forms }) => sum + forms, 0),
    behind: all.reduce((sum, { behind }) => sum + behind, 0),
  };
}
