import { isAdult } from '../../../domain/people/person.ts';
import { isResident, type Person } from '../../../domain/people/village.ts';
import { standingAnswers } from '../../../domain/questionnaire/flow.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, Facts, Section, Stack } from '../../../ui/index.ts';
import { answerText, shortText } from '../questions/question-text.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useStartSurvey } from './use-start-survey.ts';
import type { HouseholdContext } from '../form-context.ts';

/** What somebody answered, each with a way to put it right. */
export function PersonAnswers({ formContext, person }: { formContext: HouseholdContext; person: Person }) {
  const { t } = useTranslation('survey');
  const { start, problem } = useStartSurvey(formContext);
  const { questionnaire, today } = formContext;
  if (!isResident(person) || !isAdult(person.birthYear, today)) return null;
  const answered = standingAnswers('person', questionnaire.person, person.answers);
  if (answered.length === 0) return null;
  return (
    <Section title={t('person.answers')}>
      <Stack>
        {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'all', only: person.id })} />}
        <Facts
          items={answered.map(({ question, given, answer }) => ({
            term: shortText(t, given),
            detail: answerText(t, given, answer),
            action: (
              <Button
                variant="quiet"
                aria-label={`${t('household.correct')}: ${shortText(t, question)}`}
                onClick={() =>
                  start({ pace: 'missing', only: person.id, at: { section: person.id, step: question.code } })
                }
              >
                {t('household.correct')}
              </Button>
            ),
          }))}
        />
        <Button onClick={() => start({ pace: 'all', only: person.id })}>{t('person.askAgain')}</Button>
      </Stack>
    </Section>
  );
}
