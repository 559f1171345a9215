import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList, Page, Stack } from '../../ui/index.ts';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { outcomeChange, returnAfter, returnDay, type ReturnAfter } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** Nobody to ask today: away or refused, and when to come back. */
export const OutcomeScreen = () => <HomeActionScreen of={Outcome} />;

const outcomes = ['away', 'refused'] as const;

function Outcome({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { home } = usePhone();
  const navigate = useNavigate();
  const { household, today, basesOf } = sheet;
  const out = surveyPaths(home).household(household.id);
  const { problem, busy, save } = useFreeze();
  const [outcome, setOutcome] = useState<'away' | 'refused' | undefined>(household.outcome);
  const [after, setAfter] = useState<ReturnAfter>('days3');
  const [tried, setTried] = useState(false);
  const dayText = (one: ReturnAfter) => {
    const on = returnDay(today, one);
    return on && format.day(on);
  };
  const keep = async (next: 'away' | 'refused' | undefined) => {
    if (await save([outcomeChange(household, next, returnDay(today, after), basesOf)])) void navigate(out, { replace: true });
  };
  const submit = () => {
    setTried(true);
    if (outcome) void keep(outcome);
  };

  return (
    <Page
      title={t('outcome.title')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: out }}
      action={<Button variant="primary" block onClick={submit} busy={busy ? t('question.saving') : undefined}>{t('outcome.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={submit} />}
        <ChoiceList
          legend={t('outcome.what')}
          value={outcome ?? null}
          onChange={(value) => setOutcome(outcomes.find((one) => one === value))}
          error={tried && !outcome ? t('question.choose') : undefined}
          options={outcomes.map((one) => ({ value: one, label: t(`outcome.${one}`), hint: t(`outcome.${one}Hint`) }))}
        />
        <ChoiceList
          legend={t('outcome.return')}
          value={after}
          onChange={(value) => setAfter(returnAfter.find((one) => one === value) ?? 'never')}
          options={returnAfter.map((one) => ({ value: one, label: t(`outcome.after.${one}`), hint: dayText(one) }))}
        />
        {household.outcome && <Button onClick={() => void keep(undefined)}>{t('outcome.clear')}</Button>}
      </Stack>
    </Page>
  );
}
