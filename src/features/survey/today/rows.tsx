import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { List } from '../../../ui/index.ts';
import { HouseholdRow } from './HouseholdRow.tsx';

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
  if (households.length === 0) return null;
  return (
    <List label={label}>
      {households.map((entry) => (
        <HouseholdRow key={entry.id} entry={entry} hasDraft={withDraft.has(entry.id)} />
      ))}
    </List>
  );
}
