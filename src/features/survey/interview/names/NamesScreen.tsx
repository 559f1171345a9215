import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from '../../../../i18n/index.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import {
  noTicks,
  ticksFromAnswers,
  toggleTick,
  type Ticks,
  type TicksById,
} from '../../../../domain/questionnaire/ticks.ts';
import { Button, Page, Row, Stack, StepIndicator, TextLink } from '../../../../ui/index.ts';
import { NamesList } from './NamesList.tsx';
import { NamesChecklist } from './NamesChecklist.tsx';
import { WithoutAnswer } from '../WithoutAnswer.tsx';
import { itemText, namesText, questionHint } from '../../questions/question-text.ts';
import { ReadAloud } from '../../questions/ReadAloud.tsx';
import { knownAnswers } from '../survey-form.ts';
import type { Step } from '../survey-steps.ts';
import { SurveyProblem } from '../SurveyProblem.tsx';
import { typedAs } from '../session/typed.ts';
import { useKeepTicks } from './use-keep-ticks.ts';
import type { SurveyActions } from '../use-survey-actions.ts';
import { RecentVisitNotice } from '../../visits/RecentVisitNotice.tsx';

type Props = { step: Extract<Step, { kind: 'names' }>; actions: SurveyActions };

/** "Nhà mình ai…?": tick the names. The button says what it will record, also for those who are not ticked. */
export function NamesScreen({ step, actions }: Props) {
  const { t } = useTranslation('survey');
  const { question, people } = step;
  const [ticks, setTicks] = useState<TicksById>(() => startOf(step, actions));
  const stopKeeping = useKeepTicks(question.code, ticks, actions);
  const text = namesText(t, question);
  const isList = question.items.length === 1;

  const set = (id: Uuid, next: Ticks) => setTicks((before) => new Map(before).set(id, next));
  const toggle = (id: Uuid, item: string) => set(id, toggleTick(question, ticks.get(id) ?? noTicks, item));
  const submit = () => {
    stopKeeping();
    actions.tick(question, ticks);
  };

  return (
    <Page
      title={text}
      context={`${t('question.ofHousehold')} · ${actions.nameOf(actions.formContext.household.id)}`}
      back={actions.back}
      places="hide"
      focusKey={question.code}
      intro={<StepIndicator current={step.number} total={step.total} />}
      action={
        <Button
          variant="primary"
          block
          type="submit"
          form="question"
          busy={actions.isSlow ? t('question.saving') : undefined}
        >
          {useRecordWords(step, ticks)}
        </Button>
      }
    >
      <Stack gap="l">
        <SurveyProblem actions={actions} onRetry={submit} />
        <RecentVisitNotice
          household={actions.formContext.household.id}
          today={actions.formContext.today}
          nameOf={actions.nameOf}
          people={people.map(({ id }) => id)}
          codes={question.targets.map((target) => target.question)}
        />
        <form
          id="question"
          autoComplete="off"
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack>
            <p>
              {[t(isList ? 'ticks.hint' : 'ticks.checklistHint'), questionHint(t, question)].filter(Boolean).join(' ')}
            </p>
            {isList ? (
              <NamesList
                legend={text}
                item={question.items[0]!}
                people={people}
                ticks={ticks}
                nameOf={actions.nameOf}
                onToggle={toggle}
                onAll={(all) => setTicks(new Map(all))}
              />
            ) : (
              <NamesChecklist
                question={question}
                people={people}
                ticks={ticks}
                nameOf={actions.nameOf}
                onToggle={toggle}
              />
            )}
          </Stack>
        </form>
        <WithoutAnswer people={people} ticks={ticks} nameOf={actions.nameOf} onChange={set} />
        <Row spread>
          <ReadAloud
            text={isList ? text : [text, ...question.items.map((item) => itemText(t, question, item))].join('. ')}
          />
          <Button variant="quiet" onClick={actions.goToHere}>
            {t('here.change')}
          </Button>
        </Row>
        <TextLink {...actions.leave}>{t('question.later')}</TextLink>
      </Stack>
    </Page>
  );
}

/** What was ticked and is not saved, or before the app was killed; else what is answered already; else nothing. */
function startOf({ question, people }: Props['step'], { formContext, content, typed }: SurveyActions): TicksById {
  const unsaved = typedAs(typed, 'ticks')?.ticks;
  const kept = content.ticks[question.code];
  return new Map(
    people.map(({ id }) => [
      id,
      unsaved?.get(id) ?? kept?.[id] ?? ticksFromAnswers(question, knownAnswers(formContext, content, id)) ?? noTicks,
    ]),
  );
}

/** "Ghi: 2 có, 3 không": the button records an answer for everybody, so it says which. */
function useRecordWords({ question, people }: Props['step'], ticks: TicksById): string {
  const { t } = useTranslation('survey');
  const all = people.map(({ id }) => ticks.get(id) ?? noTicks);
  const unsure = all.filter((one) => 'na' in one).length;
  const ticked = all.map((one) => ('na' in one ? 0 : one.ticked.length));
  const without = unsure > 0 ? t('ticks.without', { count: unsure }) : '';
  if (question.items.length > 1) {
    const count = ticked.reduce((sum, one) => sum + one, 0);
    return (count === 0 ? t('ticks.recordChecklistNone') : t('ticks.recordChecklist', { count })) + without;
  }
  const yes = ticked.filter((one) => one > 0).length;
  const no = people.length - yes - unsure;
  if (yes === 0 && unsure === 0) return t('ticks.recordNobody');
  if (no === 0 && unsure === 0) return t('ticks.recordAll', { count: yes });
  return t('ticks.record', { yes, no }) + without;
}
