import { useEffect, useRef, useState } from 'react';
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
import { CriterionField } from './CriterionField.tsx';

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
  const places = useRef(new Map<string, HTMLDivElement>());
  const [focused, setFocused] = useState<{ readonly id: string | undefined }>();
  // Moving, adding or taking out a criterion would leave the focus nowhere.
  useEffect(() => {
    const place = focused?.id === undefined ? undefined : places.current.get(focused.id);
    (place?.querySelector('textarea') ?? place)?.focus();
  }, [focused]);
  const next = (): string => ownIdOf(newId());
  const write = (id: string, text: string): void => {
    const changed = withText(criteria, id, text, next);
    if (changed.length > criteria.length)
      setDone({ what: 'pasted', count: changed.length - criteria.length + 1, before: criteria });
    onChange(changed);
  };
  const remove = (one: TypedCriterion): void => {
    const at = criteria.indexOf(one);
    const others = criteria.filter((other) => other !== one);
    if (one.text.trim() !== '') setDone({ what: 'removed', count: at + 1, before: criteria });
    setFocused({ id: others[Math.min(at, others.length - 1)]?.id });
    onChange(others);
  };
  const add = (): void => {
    const one = newCriterion(next());
    setFocused({ id: one.id });
    onChange([...criteria, one]);
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
            place={(element) => {
              if (element) places.current.set(one.id, element);
              else places.current.delete(one.id);
            }}
            onText={(text) => write(one.id, text)}
            onChange={(part) => onChange(criteria.map((other) => (other === one ? { ...one, ...part } : other)))}
            onMove={(by) => {
              setFocused({ id: one.id });
              onChange(moved(criteria, one.id, by));
            }}
            onRemove={() => remove(one)}
            onTake={() => onTake(one.id)}
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
