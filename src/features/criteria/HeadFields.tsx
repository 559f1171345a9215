import { longestDecision, longestListName, longestPlace } from '../../domain/checklist/area-checklist.ts';
import { checklistIds } from '../../domain/checklist/checklist.ts';
import type { HeadPart } from '../../domain/checklist/over-theirs.ts';
import type { HeadProblem, TypedChecklist } from '../../domain/checklist/typed-checklist.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useToday } from '../../phone/hooks.ts';
import { SelectField, TextField, WithValueNow } from '../../ui/index.ts';

interface HeadFieldsProps {
  readonly typed: TypedChecklist;
  /** What somebody else wrote meanwhile. */
  readonly disputed: Partial<Pick<TypedChecklist, HeadPart>>;
  readonly problems: readonly HeadProblem[];
  readonly onChange: (part: Partial<TypedChecklist>) => void;
  readonly onTake: (part: HeadPart) => void;
}

/** A list's name, its decision, and which built-in list it replaces. */
export function HeadFields({ typed, disputed, problems, onChange, onTake }: HeadFieldsProps) {
  const { t } = useTranslation(['criteria', 'checklists']);
  const { format } = useLanguage();
  const today = useToday();
  const replacesWords = (value: TypedChecklist['replaces'] | undefined): string =>
    value === undefined || value === '' ? t('criteria:field.replacesNone') : t(`checklists:list.${value}.name`);
  const text = (part: 'name' | 'number' | 'day' | 'read', most: number, hint?: string) => (
    <WithValueNow now={disputed[part]} onTake={() => onTake(part)}>
      <TextField
        label={t(`criteria:field.${part}`)}
        hint={hint ?? t(`criteria:hint.${part}`)}
        value={typed[part]}
        onChange={(value) => onChange({ [part]: value })}
        maxLength={most}
        error={problems.includes(part) ? t(`criteria:wrong.${part}`) : undefined}
      />
    </WithValueNow>
  );
  return (
    <>
      {text('name', longestListName)}
      {text('number', longestDecision)}
      {text('day', 20, t('criteria:hint.day', { day: format.day(today) }))}
      {text('read', longestPlace)}
      <WithValueNow
        now={'replaces' in disputed ? replacesWords(disputed.replaces) : undefined}
        onTake={() => onTake('replaces')}
      >
        <SelectField
          label={t('criteria:field.replaces')}
          hint={t('criteria:hint.replaces')}
          value={typed.replaces}
          onChange={(value) => onChange({ replaces: checklistIds.find((one) => one === value) ?? '' })}
          options={['' as const, ...checklistIds].map((value) => ({ value, label: replacesWords(value) }))}
        />
      </WithValueNow>
    </>
  );
}
