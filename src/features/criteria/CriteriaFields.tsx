import { useCallback, useEffect, useRef, useState } from 'react';
import { Plus } from 'lucide-react';
import { ownIdOf } from '../../domain/checklist/area-checklist.ts';
import {
  moved,
  newCriterion,
  withText,
  type CriterionProblem,
  type TypedCriterion,
} from '../../domain/checklist/typed-checklist.ts';
import type { OverTheirs } from '../../domain/checklist/over-theirs.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Notice, Section, Stack, Toast } from '../../ui/index.ts';
import { CriterionField, placeOf, type OnCriterion } from './CriterionField.tsx';

interface CriteriaFieldsProps {
  readonly criteria: readonly TypedCriterion[];
  readonly disputed: OverTheirs['criteria'];
  readonly problems: Readonly<Record<string, CriterionProblem>>;
  /** What is wrong with all of them together. */
  readonly error: string | undefined;
  readonly onChange: (criteria: TypedCriterion[]) => void;
  readonly onTake: (id: string) => void;
}

/** What was done last, for a short message; `before`: the criteria to go back to. */
interface Done {
  readonly what: 'pasted' | 'removed';
  readonly count: number;
  readonly before: readonly TypedCriterion[];
}

/** The criteria of a list one below the other: typed or pasted, moved, taken out. */
export function CriteriaFields({ criteria, disputed, problems, error, onChange, onTake }: CriteriaFieldsProps) {
  const { t } = useTranslation('criteria');
  const { newId } = usePhone();
  const [done, setDone] = useState<Done>();
  const [focused, setFocused] = useState<{ readonly id: string | undefined }>();
  // Moving, adding or taking out a criterion would leave the focus nowhere.
  useEffect(() => {
    const place = focused?.id === undefined ? null : document.getElementById(placeOf(focused.id));
    (place?.querySelector('textarea') ?? place)?.focus();
  }, [focused]);
  const next = (): string => ownIdOf(newId());
  const put = (changed: TypedCriterion[], what?: Done): void => {
    // Going back over what was typed since would lose it.
    setDone(what);
    onChange(changed);
  };
  const remove = (id: string): void => {
    const at = criteria.findIndex((one) => one.id === id);
    const others = criteria.filter((one) => one.id !== id);
    setFocused({ id: others[Math.min(at, others.length - 1)]?.id });
    const isEmpty = criteria[at]?.text.trim() === '';
    put(others, isEmpty ? undefined : { what: 'removed', count: at + 1, before: criteria });
  };
  const perform: OnCriterion = (id, deed) => {
    if (deed === 'remove') return remove(id);
    if (deed === 'take') return onTake(id);
    if ('move' in deed) {
      setFocused({ id });
      return put(moved(criteria, id, deed.move));
    }
    if ('change' in deed) return put(criteria.map((one) => (one.id === id ? { ...one, ...deed.change } : one)));
    const changed = withText(criteria, id, deed.text, next);
    const further = changed.length - criteria.length;
    put(changed, further > 0 ? { what: 'pasted', count: further + 1, before: criteria } : undefined);
  };
  // The same function always: while one criterion is typed, the other fifty-nine are not drawn anew.
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  const on = useCallback<OnCriterion>((id, deed) => latest.current(id, deed), []);
  const add = (): void => {
    const one = newCriterion(next());
    setFocused({ id: one.id });
    put([...criteria, one]);
  };
  return (
    <Section title={t('criteria', { count: criteria.length })}>
      <Stack>
        <p>{t('paste')}</p>
        {error !== undefined && <Notice kind="warning" title={error} />}
        {criteria.map((one, at) => (
          <CriterionField
            key={one.id}
            criterion={one}
            number={at + 1}
            isFirst={at === 0}
            isLast={at === criteria.length - 1}
            disputed={disputed[one.id]}
            problem={problems[one.id]}
            on={on}
          />
        ))}
        <Button icon={Plus} onClick={add}>
          {t('add')}
        </Button>
      </Stack>
      <Toast
        message={done ? t(`done.${done.what}`, { count: done.count }) : null}
        action={
          done && {
            label: t('undo'),
            onAction: () => {
              onChange([...done.before]);
              setDone(undefined);
            },
          }
        }
        onClose={() => setDone(undefined)}
      />
    </Section>
  );
}
