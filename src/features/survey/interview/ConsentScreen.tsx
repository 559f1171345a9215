import { useState } from 'react';
import type { FormEvent } from 'react';
import { currentConsentText } from '../../../domain/people/consent.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { Button, Notice, Page, Row, SegmentedChoice, Stack, TextLink } from '../../../ui/index.ts';
import { ReadAloud } from '../questions/ReadAloud.tsx';
import type { ConsentOutcome } from './survey-consent.ts';
import type { Step } from './survey-steps.ts';
import { SurveyProblem } from './SurveyProblem.tsx';
import { typedAs } from './session/typed.ts';
import type { SurveyActions } from './use-survey-actions.ts';

type Props = { step: Extract<Step, { kind: 'consent' }>; actions: SurveyActions };

const outcomes = ['yes', 'no', 'later'] as const;

/** Read once to the family; then each adult taps for themselves. Nothing is preselected: silence is no consent. */
export function ConsentScreen({ step, actions }: Props) {
  const { t } = useTranslation(['survey', 'consent']);
  const { people } = step;
  const typed = typedAs(actions.typed, 'consent');
  const [said, setSaid] = useState<ReadonlyMap<Uuid, ConsentOutcome>>(
    () => typed?.said ?? new Map(Object.entries(actions.content.consent)),
  );
  const [how, setHow] = useState<'tapped' | 'spoken'>(typed?.how ?? 'tapped');
  const [isMissing, setMissing] = useState(false);
  const left = people.filter(({ id }) => !said.has(id));
  const text = t(`consent:text.${currentConsentText}`);

  const choose = (id: Uuid, outcome: ConsentOutcome) => {
    const next = new Map(said).set(id, outcome);
    setSaid(next);
    actions.change((content) => ({ ...content, consent: Object.fromEntries(next) }));
  };
  const submit = () => {
    setMissing(left.length > 0);
    if (left.length === 0) actions.consent(said, how);
  };

  return (
    <Page
      title={t('consentStep.title')}
      context={actions.nameOf(actions.formContext.household.id)}
      back={actions.back}
      places="hide"
      focusKey="consent"
      action={
        <Button
          variant="primary"
          block
          type="submit"
          form="question"
          busy={actions.isSlow ? t('question.saving') : undefined}
        >
          {t('consentStep.record', { count: people.length })}
        </Button>
      }
    >
      <Stack gap="l">
        <SurveyProblem actions={actions} onRetry={submit} />
        <Stack>
          <p>{text}</p>
          <Row>
            <ReadAloud text={text} />
          </Row>
          <p>{t('consent:keeper')}</p>
          <p>{t('consent:withdraw')}</p>
        </Stack>
        {isMissing && left.length > 0 && (
          <Notice
            kind="warning"
            announce
            title={t('consentStep.missing', { count: left.length })}
            next={t('consentStep.missingNext')}
          />
        )}
        <form
          id="question"
          autoComplete="off"
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="l">
            <p>{t('consent:ownTap')}</p>
            {people.map(({ id }) => (
              <SegmentedChoice
                key={id}
                legend={actions.nameOf(id)}
                value={said.get(id) ?? null}
                onChange={(value) => choose(id, outcomes.find((one) => one === value) ?? 'later')}
                options={outcomes.map((one) => ({ value: one, label: t(`consent:answer.${one}`) }))}
              />
            ))}
            <SegmentedChoice
              legend={t('consentStep.how')}
              value={how}
              onChange={(value) => setHow(value === 'spoken' ? 'spoken' : 'tapped')}
              options={[
                { value: 'tapped', label: t('consent:how.tapped') },
                { value: 'spoken', label: t('consent:how.spoken') },
              ]}
            />
          </Stack>
        </form>
        <TextLink {...actions.leave}>{t('question.later')}</TextLink>
      </Stack>
    </Page>
  );
}
