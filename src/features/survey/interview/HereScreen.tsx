import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { consentRules } from '../../../domain/people/consent.ts';
import { adultsOf } from '../../../domain/people/village.ts';
import { Button, ChoiceList, Page, Row, Stack, TextLink } from '../../../ui/index.ts';
import { SurveyProblem } from './SurveyProblem.tsx';
import { typedAs } from './session/typed.ts';
import type { SurveyActions } from './use-survey-actions.ts';

/**
 * Asked once, before the family's questions: who answers for themselves? For the others somebody at home answers, or
 * they are asked another time.
 */
export function HereScreen({ actions }: { actions: SurveyActions }) {
  const { t } = useTranslation('survey');
  const { formContext, content } = actions;
  const people = adultsOf(formContext.household, formContext.today).filter(
    ({ id }) =>
      (content.only === undefined || content.only === id) && consentRules[formContext.consentOf(id)].askAnswers,
  );
  const typed = typedAs(actions.typed, 'here');
  const [self, setSelf] = useState<readonly Uuid[]>(
    () => typed?.self ?? people.filter(({ id }) => content.sections[id]?.by === 'self').map(({ id }) => id),
  );
  const [later, setLater] = useState<readonly Uuid[]>(() => typed?.later ?? content.skipped);
  const asked = people.filter(({ id }) => !later.includes(id));
  const proxies = asked.filter(({ id }) => !self.includes(id)).length;

  const submit = () => {
    const how = (id: Uuid) => (later.includes(id) ? 'later' : self.includes(id) ? 'self' : 'proxy');
    actions.chooseFamily(new Map(people.map(({ id }) => [id, how(id)])), { kind: 'here', self, later });
  };

  return (
    <Page
      title={t('here.title')}
      context={actions.nameOf(formContext.household.id)}
      back={actions.back}
      places="hide"
      focusKey="here"
      intro={<p>{t('here.hint')}</p>}
      action={
        <Button
          variant="primary"
          block
          type="submit"
          form="question"
          busy={actions.isSlow ? t('question.saving') : undefined}
        >
          {proxies === 0
            ? t('here.recordAll', { count: asked.length })
            : t('here.record', { self: asked.length - proxies, proxy: proxies })}
        </Button>
      }
    >
      <Stack gap="l">
        <SurveyProblem actions={actions} onRetry={submit} />
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
            {people.length > 1 && (
              <Row>
                <Button
                  aria-pressed={proxies === 0}
                  onClick={() => setSelf(proxies === 0 ? [] : asked.map(({ id }) => id))}
                >
                  {t('ticks.everybody')}
                </Button>
              </Row>
            )}
            <ChoiceList
              multiple
              legend={t('here.title')}
              hideLegend
              value={[...self]}
              onChange={(values) => {
                setSelf(values);
                setLater(later.filter((id) => !values.includes(id)));
              }}
              options={people.map(({ id }) => ({
                value: id,
                label: actions.nameOf(id),
                hint: later.includes(id) ? t('here.isLater') : self.includes(id) ? undefined : t('here.isProxy'),
              }))}
            />
          </Stack>
        </form>
        <Later
          people={people.map(({ id }) => id)}
          later={later}
          actions={actions}
          onChange={(next) => {
            setLater(next);
            setSelf(self.filter((id) => !next.includes(id)));
          }}
        />
        <TextLink {...actions.leave}>{t('question.later')}</TextLink>
      </Stack>
    </Page>
  );
}

type LaterProps = {
  people: readonly Uuid[];
  later: readonly Uuid[];
  actions: SurveyActions;
  onChange: (later: readonly Uuid[]) => void;
};

/** Nobody at home can say: those are asked another time, and nothing is recorded for them now. */
function Later({ people, later, actions, onChange }: LaterProps) {
  const { t } = useTranslation('survey');
  const [opened, setOpened] = useState(later.length > 0);
  if (!opened)
    return (
      <Button variant="quiet" onClick={() => setOpened(true)}>
        {t('here.someLater')}
      </Button>
    );
  return (
    <ChoiceList
      multiple
      legend={t('here.whoLater')}
      value={[...later]}
      onChange={onChange}
      options={people.map((id) => ({ value: id, label: actions.nameOf(id) }))}
    />
  );
}
