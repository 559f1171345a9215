import { isAdult } from '../../domain/person.ts';
import { isResident, type Person } from '../../domain/village.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Button, Facts, Section, Stack } from '../../ui/index.ts';
import { answerText, shortText } from './question-text.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useStartSurvey } from './use-start-survey.ts';
import type { HomeSheet } from './use-survey.ts';

/** What somebody answered, each with a way to put it right. */
export function PersonAnswers({ sheet, person }: { sheet: HomeSheet; person: Person }) {
  const { t } = useTranslation('survey');
  const { start, problem } = useStartSurvey(sheet);
  const { questionnaire, today } = sheet;
  if (!isResident(person) || !isAdult(person.birthYear, today)) return null;
  const answered = questionnaire.person.filter(({ code }) => person.answers[code]);
  if (answered.length === 0) return null;
  return (
    <Section title={t('person.answers')}>
      <Stack>
        {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'all', only: person.id })} />}
        <Facts
          items={answered.map((question) => ({
            term: shortText(t, question),
            detail: answerText(t, question, person.answers[question.code]!),
            action: (
              <Button variant="quiet" aria-label={`${t('home.correct')}: ${shortText(t, question)}`} onClick={() => start({ pace: 'missing', only: person.id, at: { section: person.id, step: question.code } })}>
                {t('home.correct')}
              </Button>
            ),
          }))}
        />
        <Button onClick={() => start({ pace: 'all', only: person.id })}>{t('person.askAgain')}</Button>
      </Stack>
    </Section>
  );
}
