import { useCallback } from 'react';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { Later, List, LongList } from '../../../ui/index.ts';
import { HouseholdRow } from './HouseholdRow.tsx';

// Somebody who looks after five hundred households waits for the first of them only.
const drawnFirst = 10;
// More are drawn where they come near the screen.
const drawnAtMost = 100;

/** A list of households; nothing for none. `withDraft`: ids of those with a form under way. */
export function Rows({
  label,
  households,
  withDraft,
}: {
  label: string;
  households: readonly HouseholdEntry[];
  withDraft: ReadonlySet<string>;
}) {
  const row = useCallback(
    (index: number) => {
      const entry = households[index]!;
      return <HouseholdRow key={entry.id} entry={entry} hasDraft={withDraft.has(entry.id)} />;
    },
    [households, withDraft],
  );
  if (households.length === 0) return null;
  if (households.length > drawnAtMost) return <LongList label={label} count={households.length} row={row} />;
  const rows = households.map((_, index) => row(index));
  return (
    <List label={label}>
      {rows.slice(0, drawnFirst)}
      <Later>{rows.slice(drawnFirst)}</Later>
    </List>
  );
}
