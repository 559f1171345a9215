import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  differingAnswers,
  possibleDuplicates,
  duplicatesIn,
  type Duplicate,
} from '../../../domain/people/same-household.ts';
import { unite } from '../../../domain/record/redirect.ts';
import { everyQuestion, type SectionKind } from '../../../domain/questionnaire/flow.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import {
  useDrafts,
  useHouseholdRecords,
  usePhone,
  useToday,
  useWholeHouseholdList,
  type PhoneHousehold,
} from '../../../phone/hooks.ts';
import { Button, ChoiceList, Facts, Notice, Page, Section, SegmentedChoice, Stack } from '../../../ui/index.ts';
import { EarlierMerges } from './EarlierMerges.tsx';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { HouseholdPicker } from '../form-page/HouseholdPicker.tsx';
import { mergeChanges } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { shortText } from '../questions/question-text.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import { useVillage } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { formContextOf } from '../household-context.ts';

/** Merging a household that was recorded twice: choose the other, choose which stays, see the result, confirm. */
export const MergeScreen = () => <HouseholdActionScreen screen={Merge} />;

function Merge({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const { household: here, basesOf } = formContext;
  const paths = addressesBelow(basePath);
  const { problem, busy, save } = useSubmit();
  const village = useVillage();
  const households = useWholeHouseholdList(village);
  const drafts = useDrafts();
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [keep, setKeep] = useState<'here' | 'there'>('here');
  const [apart, setApart] = useState<readonly Uuid[]>([]);
  const [tried, setTried] = useState(false);
  const others = useMemo(
    () => (households.state === 'ready' ? households.value.byName.filter(({ id }) => id !== here.id) : []),
    [households, here.id],
  );
  const likely = useMemo(() => possibleDuplicates(here, others), [here, others]);
  const other = useChosen(chosen);
  const there = other?.household;
  const stays = keep === 'here' ? here : there;
  const goes = keep === 'here' ? there : here;
  const duplicates = stays && goes ? duplicatesIn(stays, goes) : [];
  const united = duplicates.filter((duplicate) => !apart.includes(duplicate.goes.id));
  const inForm =
    drafts.state === 'ready' && there
      ? [here, there].find(({ id }) => drafts.value.some((draft) => draft.id === id))
      : undefined;

  const submit = async () => {
    setTried(true);
    if (!stays || !goes || inForm) return;
    if (await save(mergeChanges(goes.id, stays.id, united, (record) => basesOf(record) ?? other?.basesOf(record))))
      void navigate(paths.household(stays.id), { replace: true });
  };

  // The chosen household is read in a moment; until then nothing can be said of the two.
  const busyWords = busy ? t('question.saving') : chosen !== null && !there ? t('merge.save') : undefined;

  return (
    <Page
      title={t('merge.title')}
      context={here.headName || t('household.noName')}
      places="hide"
      back={{ href: paths.household(here.id) }}
      intro={<p>{t('merge.intro')}</p>}
      action={
        <Button variant="primary" block onClick={() => void submit()} busy={busyWords}>
          {t('merge.save')}
        </Button>
      }
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        <HouseholdPicker
          legend={t('merge.which')}
          hint={t('merge.whichHint')}
          households={others}
          likely={likely}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen === null ? t('merge.whichNeeded') : undefined}
        />
        {inForm && <Notice kind="warning" title={t('merge.draft')} next={t('merge.draftNext')} />}
        {there && (
          <SegmentedChoice
            legend={t('merge.stays')}
            value={keep}
            onChange={(value) => setKeep(value === 'there' ? 'there' : 'here')}
            options={[
              { value: 'here', label: t('merge.staysHere') },
              { value: 'there', label: t('merge.staysThere') },
            ]}
          />
        )}
        {duplicates.length > 0 && (
          <ChoiceList
            multiple
            legend={t('merge.duplicates')}
            hint={t('merge.duplicatesHint')}
            value={united.map((duplicate) => duplicate.goes.id)}
            onChange={(ticked) =>
              setApart(duplicates.map((duplicate) => duplicate.goes.id).filter((id) => !ticked.includes(id)))
            }
            options={duplicates.map(({ goes: { id, name, birthYear } }) => ({
              value: id,
              label: name,
              ...(birthYear !== undefined && { hint: t('person.born', { year: birthYear }) }),
            }))}
          />
        )}
        {stays && goes && <After formContext={formContext} stays={stays} goes={goes} united={united} />}
        <EarlierMerges formContext={formContext} />
      </Stack>
    </Page>
  );
}

/** The chosen household, read by itself: what is written over it is based on its records. */
function useChosen(id: Uuid | null): HouseholdContext | undefined {
  const records = useHouseholdRecords(useVillage(), id ?? '');
  const today = useToday();
  return useMemo(
    () => (id !== null && records.state === 'ready' ? formContextOf(records.value, today) : undefined),
    [id, records, today],
  );
}

type AfterProps = {
  formContext: HouseholdContext;
  stays: PhoneHousehold;
  goes: PhoneHousehold;
  united: readonly Duplicate[];
};

/** The merged household: nothing of either is lost, and differences become conflicts. */
function After({ stays, goes, united }: AfterProps) {
  const { t } = useTranslation('survey');
  const { headName, address } = stays;
  const named = (of: SectionKind, codes: readonly string[], whose?: string): string[] =>
    [...everyQuestion[of].values()]
      .filter(({ code }) => codes.includes(code))
      .map((question) => (whose ? `${shortText(t, question)} (${whose})` : shortText(t, question)));
  const differ = [
    ...(unite(headName || null, goes.headName || null) === 'clash' ? [t('householdForm.headName')] : []),
    ...(unite(address || null, goes.address || null) === 'clash' ? [t('householdForm.address')] : []),
    ...named('household', differingAnswers(stays.answers, goes.answers)),
    ...united.flatMap((duplicate) =>
      named('person', differingAnswers(duplicate.stays.answers, duplicate.goes.answers), duplicate.stays.name),
    ),
  ];
  return (
    <Section title={t('merge.after')}>
      <Facts
        items={[
          { term: t('householdForm.headName'), detail: headName || goes.headName || t('household.noName') },
          { term: t('householdForm.address'), detail: address || goes.address || t('merge.noAddress') },
          {
            term: t('merge.people'),
            detail: t('merge.peopleValue', { count: stays.people.length + goes.people.length - united.length }),
          },
          { term: t('merge.differ'), detail: differ.length > 0 ? differ.join(' · ') : t('merge.same') },
        ]}
      />
    </Section>
  );
}
