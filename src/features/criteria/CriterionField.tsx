import { memo } from 'react';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { longestCriterion } from '../../domain/checklist/area-checklist.ts';
import type { CriterionProblem, TypedCriterion } from '../../domain/checklist/typed-checklist.ts';
import { indicatorIds } from '../../domain/indicator/indicator.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { amongWords } from '../../phone/checklist-words.ts';
import {
  Button,
  Card,
  NumberField,
  Row,
  SegmentedChoice,
  SelectField,
  Stack,
  TextField,
  WithValueNow,
} from '../../ui/index.ts';

interface CriterionFieldProps {
  readonly criterion: TypedCriterion;
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** What somebody else wrote meanwhile; null: they took it out; undefined: nothing. */
  readonly disputed: TypedCriterion | null | undefined;
  readonly problem: CriterionProblem | undefined;
  /** The same function always, so that only what changed is drawn anew. */
  readonly on: OnCriterion;
}

/** What a person does with a criterion of the list. */
export type OnCriterion = (
  id: string,
  deed:
    | { readonly text: string }
    | { readonly change: Partial<TypedCriterion> }
    | { readonly move: -1 | 1 }
    | 'remove'
    | 'take',
) => void;

/** The id of a criterion's place on the page. */
export const placeOf = (id: string): string => `criterion-${id}`;

/** One criterion: its text, and who answers it. */
export const CriterionField = memo(function CriterionField(props: CriterionFieldProps) {
  const { criterion, number, isFirst, isLast, disputed, problem, on } = props;
  const { id } = criterion;
  const change = (part: Partial<TypedCriterion>): void => on(id, { change: part });
  const { t } = useTranslation(['criteria', 'progress']);
  const named = (word: string): string => t('criteria:of', { word, number });
  const inWords = useTypedWords();
  return (
    <div id={placeOf(id)} tabIndex={-1} role="group" aria-label={t('criteria:criterion', { number })}>
      <Card level={3} title={t('criteria:criterion', { number })}>
        <Stack>
          <WithValueNow
            now={disputed === undefined ? undefined : disputed === null ? t('criteria:takenOut') : inWords(disputed)}
            onTake={() => on(id, 'take')}
          >
            <TextField
              rows={rowsOf(criterion.text)}
              label={t('criteria:field.text')}
              value={criterion.text}
              onChange={(text) => on(id, { text })}
              error={
                problem === 'long'
                  ? t('criteria:wrong.long', { count: criterion.text.trim().length, most: longestCriterion })
                  : undefined
              }
            />
          </WithValueNow>
          <SegmentedChoice
            legend={t('criteria:field.kind')}
            value={criterion.kind}
            onChange={(kind) => change({ kind: kind === 'figure' ? 'figure' : 'ticked' })}
            options={[
              { value: 'ticked', label: t('criteria:kind.ticked') },
              { value: 'figure', label: t('criteria:kind.figure') },
            ]}
          />
          {criterion.kind === 'figure' && <FigureFields criterion={criterion} problem={problem} onChange={change} />}
          <Row>
            {!isFirst && (
              <Button icon={ArrowUp} aria-label={named(t('criteria:up'))} onClick={() => on(id, { move: -1 })}>
                {t('criteria:up')}
              </Button>
            )}
            {!isLast && (
              <Button icon={ArrowDown} aria-label={named(t('criteria:down'))} onClick={() => on(id, { move: 1 })}>
                {t('criteria:down')}
              </Button>
            )}
            <Button icon={Trash2} aria-label={named(t('criteria:remove'))} onClick={() => on(id, 'remove')}>
              {t('criteria:remove')}
            </Button>
          </Row>
        </Stack>
      </Card>
    </div>
  );
});

/** As high as a long text needs on a small phone. */
const rowsOf = (text: string): number => Math.min(9, Math.max(2, Math.ceil(text.length / 34)));

interface FigureFieldsProps extends Pick<CriterionFieldProps, 'criterion' | 'problem'> {
  readonly onChange: (part: Partial<TypedCriterion>) => void;
}

/** Which figure answers it, and how much is asked of whom. */
function FigureFields({ criterion, problem, onChange }: FigureFieldsProps) {
  const { t } = useTranslation(['checklists', 'progress', 'criteria']);
  return (
    <>
      <SelectField
        label={t('criteria:field.indicator')}
        value={criterion.indicator}
        onChange={(value) => onChange({ indicator: indicatorIds.find((one) => one === value) ?? criterion.indicator })}
        options={indicatorIds.map((value) => ({ value, label: t(`progress:indicator.${value}.name`) }))}
      />
      <NumberField
        label={t('criteria:field.percent')}
        hint={t('criteria:hint.percent', { among: amongWords(criterion.indicator, { t }) })}
        unit="%"
        min={1}
        max={100}
        value={criterion.percent}
        onChange={(percent) => onChange({ percent })}
        error={problem === 'percent' ? t('criteria:wrong.percent') : undefined}
      />
    </>
  );
}

/** A criterion that somebody else typed, in one line. */
function useTypedWords(): (of: TypedCriterion) => string {
  const { t } = useTranslation(['criteria', 'progress']);
  const { format } = useLanguage();
  return ({ text, kind, indicator, percent }) =>
    kind === 'ticked'
      ? text
      : t('criteria:typedFigure', {
          text,
          name: t(`progress:indicator.${indicator}.name`),
          share: format.percent((percent ?? 0) / 100),
        });
}
