import { useNavigate } from 'react-router';
import { returnAfter, returnDay, type ReturnAfter } from '../../domain/return-after.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList } from '../../ui/index.ts';
import type { OutcomeContent } from './draft-content.ts';
import { FormPage } from './FormPage.tsx';
import { HomeFormScreen, type HomeFormProps } from './HomeFormScreen.tsx';
import { outcomeChange, shownBases } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import type { HomeSheet } from './use-survey.ts';

/** Nobody to ask today: away or refused, and when to come back. */
export const OutcomeScreen = () => <HomeFormScreen form="outcome" start={startOf} of={Outcome} newId={usePhone().newId} />;

const outcomes = ['away', 'refused'] as const;

const startOf = ({ household, basesOf }: HomeSheet): OutcomeContent => ({
  form: 'outcome',
  showing: true,
  household: household.id,
  bases: shownBases(['outcome', 'returnOn'], household.id, basesOf),
  outcome: household.outcome ?? null,
  after: 'days3',
});

function Outcome({ sheet, ...open }: HomeFormProps<OutcomeContent>) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { home } = usePhone();
  const navigate = useNavigate();
  const { household, today } = sheet;
  const { content, change, finish } = open.form;
  const out = surveyPaths(home).household(household.id);
  const dayText = (one: ReturnAfter) => {
    const on = returnDay(today, one);
    return on && format.day(on);
  };
  const keep = (next: 'away' | 'refused' | undefined) => finish(outcomeChange(household, next, returnDay(today, content.after), () => content.bases));
  const clear = async () => {
    if (await keep(undefined)) void navigate(out, { replace: true });
  };

  return (
    <FormPage {...open} title={t('outcome.title')} context={household.headName || t('home.noName')} out={out} save={t('outcome.save')} isWrong={content.outcome === null} onSave={() => keep(content.outcome ?? undefined)}>
      {(tried) => (
        <>
          <ChoiceList
            legend={t('outcome.what')}
            value={content.outcome}
            onChange={(value) => change({ outcome: outcomes.find((one) => one === value) ?? null })}
            error={tried && content.outcome === null ? t('question.choose') : undefined}
            options={outcomes.map((one) => ({ value: one, label: t(`outcome.${one}`), hint: t(`outcome.${one}Hint`) }))}
          />
          <ChoiceList
            legend={t('outcome.return')}
            value={content.after}
            onChange={(value) => change({ after: returnAfter.find((one) => one === value) ?? 'never' })}
            options={returnAfter.map((one) => ({ value: one, label: t(`outcome.after.${one}`), hint: dayText(one) }))}
          />
          {household.outcome && <Button onClick={() => void clear()}>{t('outcome.clear')}</Button>}
        </>
      )}
    </FormPage>
  );
}
