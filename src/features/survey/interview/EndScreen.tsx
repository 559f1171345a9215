import { useNavigate } from 'react-router';
import type { AnswerQuestion } from '../../../domain/questionnaire/question.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, LinkButton, List, ListRow, Notice, Page, Row, Section, Stack, StatusChip } from '../../../ui/index.ts';
import { isNothing, missingIn, type Missing } from './missing.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { BY, HERE } from './survey-steps.ts';
import type { HouseholdContext } from '../form-context.ts';
import { shortText } from '../questions/question-text.ts';
import { useStartSurvey } from './use-start-survey.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useNextHousehold } from './use-next-household.ts';

type Props = {
  formContext: HouseholdContext;
  /** Absent once the form is finished. */ actions?: SurveyActions;
};

/** The end of a household's form: saved, what is missing and the way there, and the next household. */
export function EndScreen({ formContext, actions }: Props) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household } = formContext;
  const paths = addressesBelow(basePath);
  const missing = missingIn(formContext, actions?.content);
  const next = useNextHousehold(household.id);
  const complete = isNothing(missing);
  return (
    <Page
      title={t(complete ? 'end.title' : 'end.titlePartly')}
      context={household.headName || t('household.noName')}
      back={{ href: paths.household(household.id), label: t('question.backToHousehold') }}
      action={
        next ? (
          <LinkButton variant="primary" block href={paths.household(next)}>
            {t('end.nextHousehold')}
          </LinkButton>
        ) : (
          <LinkButton variant="primary" block href={paths.today}>
            {t('end.toList')}
          </LinkButton>
        )
      }
    >
      <Stack gap="l">
        <Notice
          kind={complete ? 'success' : 'info'}
          title={t(household.onlyHere || actions ? 'end.saved' : 'end.sent')}
        >
          {missing.unclear > 0 && <p>{t('end.unclear', { count: missing.unclear })}</p>}
        </Notice>
        {!complete && <StillMissing formContext={formContext} missing={missing} actions={actions} />}
        <Row>
          <LinkButton href={paths.household(household.id)}>{t('end.toHousehold')}</LinkButton>
          {next && <LinkButton href={paths.today}>{t('end.toList')}</LinkButton>}
        </Row>
      </Stack>
    </Page>
  );
}

function StillMissing({
  formContext,
  missing,
  actions,
}: {
  formContext: HouseholdContext;
  missing: Missing;
  actions: SurveyActions | undefined;
}) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const { start, problem } = useStartSurvey(formContext);
  const { household } = formContext;
  const householdId = household.id;
  /** Opens the missing question, in the open form or in a new one. */
  const ask = (section: Uuid, question: AnswerQuestion) => {
    const length = actions?.content.length ?? 'quick';
    if (!actions)
      return start(
        section === householdId
          ? { pace: 'missing', length, at: { section, step: question.code } }
          : { pace: 'missing', length, only: section },
      );
    const place =
      length === 'quick' && section !== householdId
        ? { section: householdId, step: HERE }
        : { section, step: section === householdId ? question.code : BY };
    actions.goTo(place, section);
  };
  if (!missing.hasAdults) {
    return (
      <Section title={t('end.missing')}>
        <p>{t('end.noAdults')}</p>
        <Row>
          <Button onClick={() => void navigate(addressesBelow(basePath).newPerson(household.id))}>
            {t('end.addPerson')}
          </Button>
        </Row>
      </Section>
    );
  }
  return (
    <Section title={t('end.missing')}>
      {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'missing', length: 'quick' })} />}
      <List>
        {missing.household.map((question) => (
          <ListRow
            key={question.code}
            title={shortText(t, question)}
            meta={t('question.ofHousehold')}
            trailing={<StatusChip kind="todo">{t('end.goOn')}</StatusChip>}
            onClick={() => ask(householdId, question)}
          />
        ))}
        {missing.people.map(({ person: { id, name }, questions }) => (
          <ListRow
            key={id}
            title={name || t('person.noName')}
            meta={t('end.lacks', {
              what: questions
                .slice(0, 3)
                .map((question) => shortText(t, question))
                .join(', '),
              count: questions.length,
            })}
            trailing={<StatusChip kind="todo">{t('end.ask')}</StatusChip>}
            onClick={() => ask(id, questions[0]!)}
          />
        ))}
      </List>
    </Section>
  );
}
