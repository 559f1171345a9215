import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Answer } from '../../domain/answer.ts';
import { sameJson } from '../../domain/json.ts';
import { yearOf } from '../../domain/day.ts';
import { optionsOf, problemWith } from '../../domain/questionnaire/value.ts';
import { fullName } from '../../domain/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, Page, Row, Stack, StepIndicator, TextLink } from '../../ui/index.ts';
import { givenOf, QuestionInput, type Given } from './question-inputs.tsx';
import { emptyText, optionText, problemText, questionHint, questionText } from './question-text.ts';
import { ReadAloud } from './read-aloud.tsx';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import type { Unsaved } from './saving.ts';
import { chooseSpeaker } from './survey-form.ts';
import type { Step } from './survey-steps.ts';
import { answersIn, stillToAsk } from './survey-steps.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useLastInput } from './use-last-input.ts';
import { JustShown } from './visits/JustShown.tsx';

type Props = { step: Extract<Step, { kind: 'question' }>; actions: SurveyActions };

/** One question: a tap answers it, saves it and goes on. */
export function QuestionScreen({ step, actions }: Props) {
  const { t } = useTranslation('survey');
  const { sheet } = actions;
  const { question } = step;
  const name = actions.nameOf(step.section);
  const { village } = usePhone();
  const text = questionText(t, question, { name, village: village ? fullName(village) : '' });
  const id = `${step.section} ${question.code}`;

  return (
    <Page
      title={text}
      context={step.of === 'household' ? `${t('question.ofHome')} · ${actions.nameOf(sheet.household.id)}` : name}
      back={actions.back}
      places="hide"
      focusKey={id}
      intro={<StepIndicator current={step.number} total={step.total} />}
      action={<Button variant="primary" block type="submit" form="question" busy={actions.busy ? t('question.saving') : undefined}>{t('question.next')}</Button>}
    >
      <Question key={id} step={step} actions={actions} text={text} />
    </Page>
  );
}

/** What belongs to one question alone; the next one begins anew. */
function Question({ step, actions, text }: Props & { text: string }) {
  const { t } = useTranslation('survey');
  const { sheet } = actions;
  const { question } = step;
  const [problem, setProblem] = useState<Unsaved>();
  const spoken = [text, questionHint(t, question), ...optionsOf(question).filter(({ coarse }) => !coarse).map(({ code }) => optionText(t, question, code))].filter(Boolean).join('. ');
  return (
    <Stack gap="l">
      {step.of === 'person' && <JustShown actions={actions} people={[step.section]} codes={[question.code]} />}
      <AnswerForm step={step} actions={actions} text={text} problem={problem} onProblem={setProblem} />
      {question.code === 'H8' && <NoMoreWishes actions={actions} section={step.section} onProblem={setProblem} />}
      <ReadAloud text={spoken} />
      {step.of === 'person' && <Speaker actions={actions} section={step.section} fallback={answersIn(sheet, actions.content, step.section)[question.code]?.by} />}
      <TextLink {...actions.leave}>{t('question.later')}</TextLink>
    </Stack>
  );
}

type AnswerFormProps = Props & { text: string; problem: Unsaved | undefined; onProblem: (problem: Unsaved | undefined) => void };

/** What is chosen, and what is wrong with it. A tap draws this part again and not the screen around it. */
function AnswerForm({ step, actions, text, problem, onProblem }: AnswerFormProps) {
  const { t } = useTranslation('survey');
  const { sheet, content } = actions;
  const { question } = step;
  const before = answersIn(sheet, content, step.section)[question.code];
  const [given, setGiven] = useState<Given | undefined>(() => givenOf(before));
  const [error, setError] = useState<string>();
  const lastInput = useLastInput();

  const submit = async (chosen: Given | undefined) => {
    const wrong = chosen && 'v' in chosen ? problemWith(question, chosen.v, sheet.today) : undefined;
    setError(wrong ? problemText(t, question, wrong, yearOf(sheet.today)) : chosen ? undefined : emptyText(t, question));
    if (!chosen || wrong !== undefined) return;
    onProblem(isSame(actions, step, before, chosen) ? await actions.moveOn() : await actions.answer(chosen));
  };
  const give = (chosen: Given | undefined, isWhole: boolean) => {
    if (actions.isSaving()) return;
    setGiven(chosen);
    setError(undefined);
    if (isWhole && lastInput.current === 'pointer') void submit(chosen);
  };
  const retry = () => {
    if (problem?.kind === 'stale') void actions.reload().then(() => onProblem(undefined));
    else void submit(given);
  };

  return (
    <>
      {problem && <SaveProblemNotice problem={problem} onRetry={retry} />}
      <form
        id="question"
        autoComplete="off"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!actions.isSaving()) void submit(given);
        }}
      >
        <QuestionInput question={question} text={text} given={given} onGive={give} error={error} />
      </form>
    </>
  );
}

/** In a large family most want nothing for now: one tap says so for everybody who is left. */
function NoMoreWishes({ actions, section, onProblem }: { actions: SurveyActions; section: string; onProblem: (problem: Unsaved | undefined) => void }) {
  const { t } = useTranslation('survey');
  const left = stillToAsk(actions.sheet, actions.content, { section, step: 'H8' });
  if (left.length < 2 || actions.content.length !== 'quick') return null;
  const record = async () => {
    if (!actions.isSaving()) onProblem(await actions.noMoreWishes());
  };
  return <Button onClick={() => void record()}>{t('question.noMoreWishes', { count: left.length })}</Button>;
}

/** Who is speaking now; one tap changes it for the answers to come. */
function Speaker({ actions, section, fallback }: { actions: SurveyActions; section: string; fallback: 'self' | 'proxy' | undefined }) {
  const { t } = useTranslation('survey');
  const by = actions.content.sections[section]?.by ?? fallback ?? 'self';
  const change = () => void actions.change(chooseSpeaker(actions.content, section, by === 'self' ? 'proxy' : 'self'));
  return (
    <Row spread>
      <span>{t(by === 'self' ? 'by.nowSelf' : 'by.nowProxy')}</span>
      <Button variant="quiet" onClick={change}>{t(by === 'self' ? 'by.toProxy' : 'by.toSelf')}</Button>
    </Row>
  );
}

/** Already answered so in this round: going on is no new answer. */
function isSame({ content }: SurveyActions, { section, question }: Props['step'], before: Answer | undefined, chosen: Given): boolean {
  const inThisRound = content.finished.includes(section) || content.sections[section]?.answers[question.code] !== undefined;
  return inThisRound && sameJson(givenOf(before), chosen);
}
