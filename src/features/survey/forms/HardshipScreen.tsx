import { adultsOf } from '../../../domain/people/village.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { ChoiceList, EmptyState, Notice } from '../../../ui/index.ts';
import type { HardshipContent } from '../drafts/draft-content.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { ShortFormScreen, type ShortFormProps } from '../form-page/ShortFormScreen.tsx';
import { hardshipChanges, shownBases } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** One flag and no reason: this household is visited first. Only with the consent of an adult who lives there. */
export const HardshipScreen = () => (
  <ShortFormScreen form="hardship" start={startOf} screen={Hardship} newId={usePhone().newId} />
);

const startOf = ({ household, basesOf }: HouseholdContext): HardshipContent => ({
  form: 'hardship',
  showing: true,
  household: household.id,
  bases: basesNow({ household, basesOf }),
  saidBy: null,
});

const basesNow = ({ household, basesOf }: Pick<HouseholdContext, 'household' | 'basesOf'>) =>
  shownBases(['hardship'], household.id, basesOf);

function Hardship({ formContext, ...open }: ShortFormProps<HardshipContent>) {
  const { t } = useTranslation('survey');
  const { basePath, me, newId } = usePhone();
  const { household, today } = formContext;
  const { content, change, finish } = open.form;
  const adults = adultsOf(household, today);
  const saidBy = adults.find(({ id }) => id === content.saidBy)?.id;
  // Who asked an adult wants it set, also where somebody else has set it meanwhile: only nobody's choice removes it.
  const isSet = household.hardship && saidBy === undefined;
  const canSave = isSet || adults.length > 0;

  return (
    <FormPage
      {...open}
      title={t('hardship.title')}
      context={household.headName || t('household.noName')}
      out={addressesBelow(basePath).household(household.id)}
      intro={<p>{t('hardship.intro')}</p>}
      save={canSave ? t(isSet ? 'hardship.remove' : 'hardship.save') : undefined}
      isWrong={!isSet && saidBy === undefined}
      onSave={() =>
        finish(
          ...hardshipChanges(
            household,
            isSet ? undefined : saidBy,
            { today, collector: me.account, newId },
            isSet ? formContext.basesOf : () => content.bases,
          ),
        )
      }
    >
      {(tried) => (
        <>
          {!isSet && adults.length === 0 && <EmptyState title={t('ticks.nobodyKnown')} />}
          {household.hardship && saidBy !== undefined && (
            <Notice kind="info" announce title={t('hardship.alreadySet')} />
          )}
          {!isSet && adults.length > 0 && (
            <ChoiceList
              legend={t('hardship.who')}
              hint={t('hardship.whoHint')}
              value={saidBy ?? null}
              onChange={(value) =>
                change({ saidBy: value, ...(saidBy === undefined && { bases: basesNow(formContext) }) })
              }
              error={tried && saidBy === undefined ? t('question.choose') : undefined}
              options={adults.map(({ id, name }) => ({ value: id, label: name || t('person.noName') }))}
            />
          )}
        </>
      )}
    </FormPage>
  );
}
