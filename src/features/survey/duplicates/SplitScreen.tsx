import { useNavigate } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { ChoiceList, TextField } from '../../../ui/index.ts';
import type { SplitContent } from '../drafts/draft-content.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage } from '../form-page/FormPage.tsx';
import { ShortFormScreen, type ShortFormProps } from '../form-page/ShortFormScreen.tsx';
import { shownBases, splitChanges } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** Splits a household: who leaves, and the new household's head. Their answers go with them. */
export const SplitScreen = () => (
  <ShortFormScreen form="split" start={startOf} screen={Split} newId={usePhone().newId} />
);

const startOf = ({ household, basesOf }: HouseholdContext): SplitContent => ({
  form: 'split',
  showing: true,
  household: household.id,
  bases: Object.fromEntries(household.people.map(({ id }) => [id, shownBases(['household'], id, basesOf)])),
  going: [],
  headName: null,
});

function Split({ formContext, ...open }: ShortFormProps<SplitContent>) {
  const { t } = useTranslation('survey');
  const { basePath, newId } = usePhone();
  const navigate = useNavigate();
  const { household, basesOf } = formContext;
  const { content, change, finish } = open.form;
  const paths = addressesBelow(basePath);
  const movers = household.people.filter(({ id }) => content.going.includes(id));
  const typed = content.headName ?? movers[0]?.name ?? '';
  const headName = typed.trim().normalize('NFC');
  const takesAll = movers.length === household.people.length;

  const save = async () => {
    const id = newId();
    // A person who joined since the form opened is based on the version shown now.
    const changes = splitChanges(
      household,
      movers,
      { id, headName },
      (person) => content.bases[person] ?? basesOf(person),
    );
    if (await finish(...changes)) void navigate(paths.household(id), { replace: true });
    return false;
  };

  return (
    <FormPage
      {...open}
      title={t('split.title')}
      context={household.headName || t('household.noName')}
      out={paths.household(household.id)}
      intro={<p>{t('split.intro')}</p>}
      save={t('split.save')}
      isWrong={movers.length === 0 || takesAll || headName === ''}
      onSave={save}
    >
      {(tried) => (
        <>
          <ChoiceList
            multiple
            legend={t('split.who')}
            value={content.going}
            onChange={(going) => change({ going })}
            error={tried && (movers.length === 0 || takesAll) ? t(takesAll ? 'split.all' : 'split.nobody') : undefined}
            options={household.people.map(({ id, name }) => ({ value: id, label: name || t('person.noName') }))}
          />
          <TextField
            label={t('householdForm.headName')}
            value={typed}
            onChange={(value) => change({ headName: value })}
            maxLength={200}
            autoCapitalize="words"
            spellCheck={false}
            error={tried && headName === '' ? t('householdForm.headNeeded') : undefined}
          />
        </>
      )}
    </FormPage>
  );
}
