import { useNavigate } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { ChoiceList, TextField } from '../../ui/index.ts';
import type { SplitContent } from './draft-content.ts';
import { FormPage } from './FormPage.tsx';
import { HomeFormScreen, type HomeFormProps } from './HomeFormScreen.tsx';
import { shownBases, splitChanges } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import type { HomeSheet } from './use-survey.ts';

/** Part of a home has its own household now: who goes, and whose name it has. Their answers go with them. */
export const SplitScreen = () => <HomeFormScreen form="split" start={startOf} of={Split} newId={usePhone().newId} />;

const startOf = ({ household, basesOf }: HomeSheet): SplitContent => ({
  form: 'split',
  showing: true,
  household: household.id,
  bases: Object.fromEntries(household.people.map(({ id }) => [id, shownBases(['household'], id, basesOf)])),
  going: [],
  headName: null,
});

function Split({ sheet, ...open }: HomeFormProps<SplitContent>) {
  const { t } = useTranslation('survey');
  const { home, newId } = usePhone();
  const navigate = useNavigate();
  const { household, basesOf } = sheet;
  const { content, change, finish } = open.form;
  const paths = surveyPaths(home);
  const movers = household.people.filter(({ id }) => content.going.includes(id));
  const typed = content.headName ?? movers[0]?.name ?? '';
  const headName = typed.trim().normalize('NFC');
  const takesAll = movers.length === household.people.length;

  const save = async () => {
    const id = newId();
    // Whoever joined the home since the form opened is set on top of what shows now.
    const changes = splitChanges(household, movers, { id, headName }, (person) => content.bases[person] ?? basesOf(person));
    if (await finish(...changes)) void navigate(paths.household(id), { replace: true });
    return false;
  };

  return (
    <FormPage
      {...open}
      title={t('split.title')}
      context={household.headName || t('home.noName')}
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
