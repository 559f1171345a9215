import { useNavigate } from 'react-router';
import type { AnswerQuestion } from '../../domain/questionnaire/question.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, LinkButton, List, ListRow, Notice, Page, Row, Section, Stack, StatusChip } from '../../ui/index.ts';
import { isNothing, missingIn, type Missing } from './missing.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { BY, HERE } from './survey-steps.ts';
import { shortText } from './question-text.ts';
import { useStartSurvey } from './use-start-survey.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useNextHome } from './use-next-home.ts';
import type { HomeSheet } from './use-survey.ts';

type Props = { sheet: HomeSheet; /** While something of the form is still open (somebody was put off half-way). */ actions?: SurveyActions };

/** The end of a home's form: saved, what is missing and the way there, and the next home. */
export function EndScreen({ sheet, actions }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household } = sheet;
  const paths = surveyPaths(home);
  const missing = missingIn(sheet, actions?.content);
  const next = useNextHome(household.id);
  const complete = isNothing(missing);
  return (
    <Page
      title={t(complete ? 'end.title' : 'end.titlePartly')}
      context={household.headName || t('home.noName')}
      back={{ href: paths.household(household.id), label: t('question.backToHome') }}
      action={
        next ? (
          <LinkButton variant="primary" block href={paths.household(next)}>{t('end.nextHome')}</LinkButton>
        ) : (
          <LinkButton variant="primary" block href={paths.today}>{t('end.toList')}</LinkButton>
        )
      }
    >
      <Stack gap="l">
        <Notice kind={complete ? 'success' : 'info'} title={t(household.onlyHere || actions ? 'end.saved' : 'end.sent')}>
          {missing.unclear > 0 && <p>{t('end.unclear', { count: missing.unclear })}</p>}
        </Notice>
        {!complete && <StillMissing sheet={sheet} missing={missing} actions={actions} />}
        <Row>
          <LinkButton href={paths.household(household.id)}>{t('end.toHome')}</LinkButton>
          {next && <LinkButton href={paths.today}>{t('end.toList')}</LinkButton>}
        </Row>
      </Stack>
    </Page>
  );
}

function StillMissing({ sheet, missing, actions }: { sheet: HomeSheet; missing: Missing; actions: SurveyActions | undefined }) {
  const { t } = useTranslation('survey');
  const { home: paths } = usePhone();
  const navigate = useNavigate();
  const { start, problem } = useStartSurvey(sheet);
  const { household } = sheet;
  const home = household.id;
  /** To the very question: in the form that is open, or in a new one that asks what is missing. */
  const ask = (section: Uuid, question: AnswerQuestion) => {
    const length = actions?.content.length ?? 'quick';
    if (!actions) return start(section === home ? { pace: 'missing', length, at: { section, step: question.code } } : { pace: 'missing', length, only: section });
    const place = length === 'quick' && section !== home ? { section: home, step: HERE } : { section, step: section === home ? question.code : BY };
    void actions.goTo(place, section);
  };
  if (!missing.hasAdults) {
    return (
      <Section title={t('end.missing')}>
        <p>{t('end.noAdults')}</p>
        <Row><Button onClick={() => void navigate(surveyPaths(paths).newPerson(household.id))}>{t('end.addPerson')}</Button></Row>
      </Section>
    );
  }
  return (
    <Section title={t('end.missing')}>
      {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'missing', length: 'quick' })} />}
      <List>
        {missing.home.map((question) => (
          <ListRow key={question.code} title={shortText(t, question)} meta={t('question.ofHome')} trailing={<StatusChip kind="todo">{t('end.goOn')}</StatusChip>} onClick={() => ask(home, question)} />
        ))}
        {missing.people.map(({ person: { id, name }, questions }) => (
          <ListRow
            key={id}
            title={name || t('person.noName')}
            meta={t('end.lacks', { what: questions.slice(0, 3).map((question) => shortText(t, question)).join(', '), count: questions.length })}
            trailing={<StatusChip kind="todo">{t('end.ask')}</StatusChip>}
            onClick={() => ask(id, questions[0]!)}
          />
        ))}
      </List>
    </Section>
  );
}
