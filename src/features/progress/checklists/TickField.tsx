import type { FilledCriterion } from '../../../domain/checklist/fill-in.ts';
import { isOf, type StoredTick } from '../../../domain/checklist/tick.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { criterionWords, nowWords } from '../../../phone/checklist-words.ts';
import { useToday } from '../../../phone/hooks.ts';
import { Row, SegmentedChoice, Stack, StatusChip, WithValueNow } from '../../../ui/index.ts';
import type { TicksOnPhone } from './use-ticks.ts';

const choices = ['met', 'notMet', 'none'] as const;
type Choice = (typeof choices)[number];
const valueOf: Readonly<Record<Choice, boolean | null>> = { met: true, notMet: false, none: null };
const choiceOf = (met: boolean | null | undefined): Choice =>
  met === true ? 'met' : met === false ? 'notMet' : 'none';

interface TickFieldProps {
  readonly list: { readonly id: string };
  readonly filled: FilledCriterion;
  readonly ticks: TicksOnPhone;
}

/** A criterion that a person ticks: kept on the phone at the tap, sent when there is a network. */
export function TickField({ list, filled, ticks }: TickFieldProps) {
  const { t } = useTranslation(['checklists', 'progress']);
  const { format } = useLanguage();
  const today = useToday();
  const of = { checklist: list.id, criterion: filled.criterion.id };
  const unsent = ticks.unsent.find(isOf(of));
  const told = ticks.told.find(isOf(of));
  const disputed = ticks.disputed.some(isOf(of));
  const words = { t, format };
  const inWords = (tick: StoredTick | undefined): string =>
    tick ? `${t(`checklists:tick.${choiceOf(tick.met)}`)} (${tick.by}, ${format.day(tick.on)})` : '';
  return (
    <WithValueNow now={disputed ? inWords(told) : undefined} onTake={() => ticks.take(of)}>
      <Stack gap="s">
        <SegmentedChoice
          legend={criterionWords(filled.criterion, words)}
          options={choices.map((value) => ({ value, label: t(`checklists:tick.${value}`) }))}
          value={choiceOf((unsent ?? told)?.met)}
          onChange={(value) => ticks.say({ ...of, met: valueOf[value as Choice], on: today })}
        />
        <Row>
          <span>{nowWords(filled, words) ?? t('checklists:tick.notYet')}</span>
          {unsent && <StatusChip kind="onPhone">{t('checklists:tick.unsent')}</StatusChip>}
        </Row>
      </Stack>
    </WithValueNow>
  );
}
