import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Answer } from '../../../domain/record/answer.ts';
import { sameJson } from '../../../domain/record/json.ts';
import { yearOf } from '../../../lib/day.ts';
import { optionsOf, problemWith } from '../../../domain/questionnaire/value.ts';
import { fullName } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, Page, Row, Stack, StepIndicator, TextLink } from '../../../ui/index.ts';
import { givenOf, QuestionInput, type Given } from '../questions/QuestionInputs.tsx';
import { emptyText, optionText, problemText, questionHint, questionText } from '../questions/question-text.ts';
import { ReadAloud } from '../questions/ReadAloud.tsx';
import { chooseSpeaker } from './survey-form.ts';
import { stillToAsk } from './steps-to-ask.ts';
import { answersIn, type Step } from './survey-steps.ts';
import { SurveyProblem } from './SurveyProblem.tsx';
import { typedAs } from './session/typed.ts';
import { useAnswerAtTouchEnd } from './use-answer-at-touch-end.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useLastInput } from './use-last-input.ts';
import { RecentVisitNotice } from '../visits/RecentVisitNotice.tsx';

type Props = { step: Extract<Step, { kind: 'question' }>; actions: SurveyActions };

/** One question: a tap answers it, saves it and goes on. */
export function QuestionScreen({ step, actions }: Props) {
  const { t } = useTranslation('survey');
  const { formContext } = actions;
  const { question } = step;
  const name = actions.nameOf(step.section);
  const { village } = usePhone();
  const text = questionText(t, question, { name, village: village ? fullName(village) : '' });
  const id = `${step.section} ${question.code}`;

  return (
    <Page
      title={text}
      context={
        step.of === 'household' ? `${t('question.ofHousehold')} · ${actions.nameOf(formContext.household.id)}` : name
      }
      back={actions.back}
      places="hide"
      focusKey={id}
      intro={<StepIndicator current={step.number} total={step.total} />}
      action={
        <Button
          variant="primary"
          block
          type="submit"
          form="question"
          busy={actions.isSlow ? t('question.saving') : undefined}
        >
          {t('question.next')}
        </Button>
      }
    >
      <Question key={id} step={step} actions={actions} text={text} />
    </Page>
  );
}

/** The state of one question; the next question starts with its own. */
function Question({ step, actions, text }: Props & { text: string }) {
  const { t } = useTranslation('survey');
  const { formContext } = actions;
  const { question } = step;
  const spoken = [
    text,
    questionHint(t, question),
    ...optionsOf(question)
      .filter(({ coarse }) => !coarse)
      .map(({ code }) => optionText(t, question, code)),
  ]
    .filter(Boolean)
    .join('. ');
  return (
    <Stack gap="l">
      {step.of === 'person' && (
        <RecentVisitNotice
          household={actions.formContext.household.id}
          today={actions.formContext.today}
          nameOf={actions.nameOf}
          people={[step.section]}
          codes={[question.code]}
        />
      )}
      <AnswerForm step={step} actions={actions} text={text} />
      {question.code === 'H8' && <NoMoreWishes actions={actions} section={step.section} />}
      <ReadAloud text={spoken} />
      {step.of === 'person' && (
        <Speaker
          actions={actions}
          section={step.section}
          fallback={answersIn(formContext, actions.content, step.section)[question.code]?.by}
        />
      )}
      <TextLink {...actions.leave}>{t('question.later')}</TextLink>
    </Stack>
  );
}

/** The chosen value and its error. A tap redraws this part only, not the screen. */
function AnswerForm({ step, actions, text }: Props & { text: string }) {
  const { t } = useTranslation('survey');
  const { formContext, content } = actions;
  const { question } = step;
  const before = answersIn(formContext, content, step.section)[question.code];
  const [given, setGiven] = useState<Given | undefined>(
    () => typedAs(actions.typed, 'answer')?.given ?? givenOf(before),
  );
  const [error, setError] = useState<string>();
  const lastInput = useLastInput();
  const touch = useAnswerAtTouchEnd();

  const submit = (chosen: Given | undefined) => {
    const wrong = chosen && 'v' in chosen ? problemWith(question, chosen.v, formContext.today) : undefined;
    setError(
      wrong ? problemText(t, question, wrong, yearOf(formContext.today)) : chosen ? undefined : emptyText(t, question),
    );
    if (!chosen || wrong !== undefined) return;
    if (isSame(actions, step, before, chosen)) actions.moveOn();
    else actions.answer(chosen);
  };
  const give = (chosen: Given | undefined, isWhole: boolean) => {
    setGiven(chosen);
    setError(undefined);
    if (isWhole && lastInput.current === 'pointer') submit(chosen);
  };

  return (
    <>
      <SurveyProblem actions={actions} onRetry={() => submit(given)} />
      <form
        {...touch}
        id="question"
        autoComplete="off"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit(given);
        }}
      >
        <QuestionInput question={question} text={text} given={given} onGive={give} error={error} />
      </form>
    </>
  );
}

/** One tap answers "nothing for now" for everybody who is left to ask. */
function NoMoreWishes({ actions, section }: { actions: SurveyActions; section: string }) {
  const { t } = useTranslation('survey');
  const left = stillToAsk(actions.formContext, actions.content, { section, step: 'H8' });
  if (left.length < 2 || actions.content.length !== 'quick') return null;
  return <Button onClick={actions.noMoreWishes}>{t('question.noMoreWishes', { count: left.length })}</Button>;
}

/** Who is speaking now; one tap changes it for the answers to come. */
function Speaker({
  actions,
  section,
  fallback,
}: {
  actions: SurveyActions;
  section: string;
  fallback: 'self' | 'proxy' | undefined;
}) {
  const { t } = useTranslation('survey');
  const by = actions.content.sections[section]?.by ?? fallback ?? 'self';
  const change = () => actions.change((content) => chooseSpeaker(content, section, by === 'self' ? 'proxy' : 'self'));
  return (
    <Row spread>
      <span>{t(by === 'self' ? 'by.nowSelf' : 'by.nowProxy')}</span>
      <Button variant="quiet" onClick={change}>
        {t(by === 'self' ? 'by.toProxy' : 'by.toSelf')}
      </Button>
    </Row>
  );
}

/** The same answer again in this round writes nothing. */
function isSame(
  { content }: SurveyActions,
  { section, question }: Props['step'],
  before: Answer | undefined,
  chosen: Given,
): boolean {
  const inThisRound =
    content.finished.includes(section) || content.sections[section]?.answers[question.code] !== undefined;
  return inThisRound && sameJson(givenOf(before), chosen);
}
