import { adultsOf } from '../../domain/village.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { ChoiceList, EmptyState } from '../../ui/index.ts';
import type { HardshipContent } from './draft-content.ts';
import { FormPage } from './FormPage.tsx';
import { HomeFormScreen, type HomeFormProps } from './HomeFormScreen.tsx';
import { hardshipChanges, shownBases } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import type { HomeSheet } from './use-survey.ts';

/** One flag and no reason: this home is visited first. Only with the consent of an adult who lives there. */
export const HardshipScreen = () => <HomeFormScreen form="hardship" start={startOf} of={Hardship} newId={usePhone().newId} />;

const startOf = ({ household, basesOf }: HomeSheet): HardshipContent => ({ form: 'hardship', showing: true, household: household.id, bases: shownBases(['hardship'], household.id, basesOf), saidBy: null });

function Hardship({ sheet, ...open }: HomeFormProps<HardshipContent>) {
  const { t } = useTranslation('survey');
  const { home, me, newId } = usePhone();
  const { household, today } = sheet;
  const { content, change, finish } = open.form;
  const adults = adultsOf(household, today);
  const saidBy = adults.find(({ id }) => id === content.saidBy)?.id;
  const isSet = household.hardship;
  const canSave = isSet || adults.length > 0;

  return (
    <FormPage
      {...open}
      title={t('hardship.title')}
      context={household.headName || t('home.noName')}
      out={surveyPaths(home).household(household.id)}
      intro={<p>{t('hardship.intro')}</p>}
      save={canSave ? t(isSet ? 'hardship.remove' : 'hardship.save') : undefined}
      isWrong={!isSet && saidBy === undefined}
      onSave={() => finish(...hardshipChanges(household, isSet ? undefined : saidBy, { today, collector: me.account, newId }, () => content.bases))}
    >
      {(tried) => (
        <>
          {!isSet && adults.length === 0 && <EmptyState title={t('ticks.nobodyKnown')} />}
          {!isSet && adults.length > 0 && (
            <ChoiceList
              legend={t('hardship.who')}
              hint={t('hardship.whoHint')}
              value={saidBy ?? null}
              onChange={(value) => change({ saidBy: value })}
              error={tried && saidBy === undefined ? t('question.choose') : undefined}
              options={adults.map(({ id, name }) => ({ value: id, label: name || t('person.noName') }))}
            />
          )}
        </>
      )}
    </FormPage>
  );
}
