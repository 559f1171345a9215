import { mostInTally, tallyProblem } from '../../../domain/people/tally.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { NumberField, WithValueNow } from '../../../ui/index.ts';
import type { TallyContent } from '../drafts/draft-content.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { ShortFormScreen, type ShortFormProps } from '../form-page/ShortFormScreen.tsx';
import { shownBases } from '../changes/household-changes.ts';
import { numbersOf, tallyChange, tallyForm, tallyNumbers, tallyShown } from '../changes/tally-form.ts';
import { openEdit } from '../drafts/record-form.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** A household, or some of it, that gives numbers and no names. */
export const TallyScreen = () => (
  <ShortFormScreen form="tally" start={startOf} screen={TallyForm} newId={usePhone().newId} />
);

function startOf({ household: { id, tally }, basesOf }: HouseholdContext, newId: () => Uuid): TallyContent {
  const record = tally?.id ?? newId();
  const numbers = numbersOf(tally);
  return {
    form: 'tally',
    showing: true,
    household: id,
    record,
    bases: shownBases(tallyNumbers, record, basesOf),
    opened: numbers,
    numbers,
  };
}

function TallyForm({ formContext, ...open }: ShortFormProps<TallyContent>) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household, today, basesOf } = formContext;
  const { content, finish } = open.form;
  const { tally } = household;
  const bases = tally ? shownBases([...tallyNumbers, 'on'], tally.id, basesOf) : {};
  const { values: numbers, elsewhere, change, take } = openEdit(tallyForm, open.form, tallyShown(tally, bases));
  const wrong = tallyProblem({ ...numbers, residents: numbers.residents ?? 0, adults: numbers.adults ?? 0 });

  return (
    <FormPage
      {...open}
      title={t('tally.title')}
      context={household.headName || t('household.noName')}
      out={addressesBelow(basePath).household(household.id)}
      intro={<p>{t('tally.intro')}</p>}
      save={t('tally.save')}
      isWrong={wrong !== undefined}
      onSave={() => finish(tallyChange(content, tally, bases, today))}
    >
      {(tried) =>
        tallyNumbers.map((name) => (
          <WithValueNow key={name} now={inWords(elsewhere[name])} onTake={() => take(name)}>
            <NumberField
              label={t(`tally.${name}`)}
              value={numbers[name]}
              onChange={(value) => change({ [name]: value })}
              max={mostInTally}
              unit={t('tally.unit')}
              error={tried && wrong?.at === name ? t(`tally.${wrong.problem}`, { most: mostInTally }) : undefined}
            />
          </WithValueNow>
        ))
      }
    </FormPage>
  );
}

const inWords = (number: number | null | undefined): string | undefined =>
  number === undefined ? undefined : String(number ?? '');
