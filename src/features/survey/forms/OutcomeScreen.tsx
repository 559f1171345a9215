import { useNavigate } from 'react-router';
import { returnAfter, returnDay, type ReturnAfter } from '../../../domain/visits/return-after.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, ChoiceList, WithValueNow } from '../../../ui/index.ts';
import type { OutcomeContent } from '../drafts/draft-content.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { ShortFormScreen, type ShortFormProps } from '../form-page/ShortFormScreen.tsx';
import { clearedOutcome, shownBases } from '../changes/household-changes.ts';
import { outcomeChanges, outcomeForm, outcomeShown } from '../changes/outcome-form.ts';
import { openEdit } from '../drafts/record-form.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** Nobody to ask today: away or refused, and when to come back. */
export const OutcomeScreen = () => (
  <ShortFormScreen form="outcome" start={startOf} screen={Outcome} newId={usePhone().newId} />
);

const outcomes = ['away', 'refused'] as const;

const basesNow = ({ household, basesOf }: Pick<HouseholdContext, 'household' | 'basesOf'>) =>
  shownBases(['outcome', 'returnOn'], household.id, basesOf);

function startOf(formContext: HouseholdContext): OutcomeContent {
  const { values, bases } = outcomeShown(formContext.household, basesNow(formContext));
  return { form: 'outcome', showing: true, household: formContext.household.id, bases, opened: values, ...values };
}

function Outcome({ formContext, ...open }: ShortFormProps<OutcomeContent>) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const { household, today } = formContext;
  const { content, finish } = open.form;
  const bases = basesNow(formContext);
  const { values, elsewhere, change, take } = openEdit(outcomeForm, open.form, outcomeShown(household, bases));
  const out = addressesBelow(basePath).household(household.id);
  const dayText = (one: ReturnAfter) => {
    const on = returnDay(today, one);
    return on && format.day(on);
  };
  const clear = async () => {
    if (await finish(clearedOutcome(household, formContext.basesOf))) void navigate(out, { replace: true });
  };

  return (
    <FormPage
      {...open}
      title={t('outcome.title')}
      context={household.headName || t('household.noName')}
      out={out}
      save={t('outcome.save')}
      isWrong={values.outcome === null}
      onSave={() => finish(outcomeChanges(content, household, bases, today))}
    >
      {(tried) => (
        <>
          <WithValueNow
            now={
              elsewhere.outcome === undefined
                ? undefined
                : elsewhere.outcome === null
                  ? ''
                  : t(`outcome.${elsewhere.outcome}`)
            }
            onTake={() => take('outcome')}
          >
            <ChoiceList
              legend={t('outcome.what')}
              value={values.outcome}
              onChange={(value) => change({ outcome: outcomes.find((one) => one === value) ?? null })}
              error={tried && values.outcome === null ? t('question.choose') : undefined}
              options={outcomes.map((one) => ({
                value: one,
                label: t(`outcome.${one}`),
                hint: t(`outcome.${one}Hint`),
              }))}
            />
          </WithValueNow>
          <ChoiceList
            legend={t('outcome.return')}
            value={values.after}
            onChange={(value) => change({ after: returnAfter.find((one) => one === value) ?? 'never' })}
            options={returnAfter.map((one) => ({ value: one, label: t(`outcome.after.${one}`), hint: dayText(one) }))}
          />
          {household.outcome && <Button onClick={() => void clear()}>{t('outcome.clear')}</Button>}
        </>
      )}
    </FormPage>
  );
}
