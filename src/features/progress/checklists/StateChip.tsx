import type { CriterionState } from '../../../domain/checklist/fill-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Badge, StatusChip } from '../../../ui/index.ts';

/** Met, not met, not known, or not shown. */
export function StateChip({ state }: { state: CriterionState }) {
  const { t } = useTranslation('checklists');
  const words = t(`state.${state}`);
  if (state === 'met') return <StatusChip kind="done">{words}</StatusChip>;
  if (state === 'notMet') return <StatusChip kind="todo">{words}</StatusChip>;
  return <Badge>{words}</Badge>;
}
