import type { Uuid } from '../../lib/ids.ts';
import type { RecordSummary } from '../../domain/search/record-summary.ts';
import type { ShownSummary } from '../phone-store.ts';

/** Both were made by `summaryOf`, so equal summaries have equal JSON. */
export const sameShown = (a: ShownSummary | undefined, b: ShownSummary | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The household that a summary is listed under. */
export const householdIdOf = (summary: RecordSummary): Uuid =>
  summary.kind === 'household' ? summary.id : summary.household;

/** A summary without own operations over it. */
export const confirmedOnly = (summary: RecordSummary): ShownSummary => ({ summary, onlyHere: false });

/** Adds one record's summary, or that it is shown no longer, to the changes to report. */
export function report(
  changes: { set: ShownSummary[]; gone: Uuid[] },
  id: Uuid,
  summary: RecordSummary | undefined,
  onlyHere: boolean,
  into?: Map<Uuid, RecordSummary>,
): void {
  if (summary) {
    changes.set.push({ summary, onlyHere });
    into?.set(id, summary);
  } else {
    changes.gone.push(id);
    into?.delete(id);
  }
}
