import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { differingAnswers, likelyTwins, twinsIn, type Twin } from '../../domain/same-home.ts';
import { unite } from '../../domain/redirect.ts';
import type { AnswerQuestion } from '../../domain/questionnaire/question.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useDrafts, useHouseholds, usePhone, type PhoneHousehold } from '../../sync/react.ts';
import { Button, ChoiceList, Facts, Notice, Page, Section, SegmentedChoice, Stack } from '../../ui/index.ts';
import { EarlierMerges } from './EarlierMerges.tsx';
import { HomeActionScreen } from './HomeActionScreen.tsx';
import { HomePicker } from './HomePicker.tsx';
import { mergeChanges } from './home-change.ts';
import { surveyPaths } from './paths.ts';
import { shortText } from './question-text.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import { useVillage, type HomeSheet } from './use-survey.ts';

/** One home that was recorded twice: which the other is, which stays, and what comes of it, before anything is done. */
export const MergeScreen = () => <HomeActionScreen of={Merge} />;

function Merge({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const navigate = useNavigate();
  const { household: here, basesOf } = sheet;
  const paths = surveyPaths(home);
  const { problem, busy, save } = useFreeze();
  const households = useHouseholds(useVillage());
  const drafts = useDrafts();
  const [chosen, setChosen] = useState<Uuid | null>(null);
  const [keep, setKeep] = useState<'here' | 'there'>('here');
  const [apart, setApart] = useState<readonly Uuid[]>([]);
  const [tried, setTried] = useState(false);
  const others = useMemo(() => (households.state === 'ready' ? households.value.filter(({ id }) => id !== here.id) : []), [households, here.id]);
  const likely = useMemo(() => likelyTwins(here, others), [here, others]);
  const there = others.find(({ id }) => id === chosen);
  const stays = keep === 'here' ? here : there;
  const goes = keep === 'here' ? there : here;
  const twins = stays && goes ? twinsIn(stays, goes) : [];
  const united = twins.filter((twin) => !apart.includes(twin.goes.id));
  const inForm = drafts.state === 'ready' && there ? [here, there].find(({ id }) => drafts.value.some((draft) => draft.id === id)) : undefined;

  const submit = async () => {
    setTried(true);
    if (!stays || !goes || inForm) return;
    if (await save(mergeChanges(goes.id, stays.id, united, basesOf))) void navigate(paths.household(stays.id), { replace: true });
  };

  return (
    <Page
      title={t('merge.title')}
      context={here.headName || t('home.noName')}
      places="hide"
      back={{ href: paths.household(here.id) }}
      intro={<p>{t('merge.intro')}</p>}
      action={<Button variant="primary" block onClick={() => void submit()} busy={busy ? t('question.saving') : undefined}>{t('merge.save')}</Button>}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void submit()} />}
        <HomePicker legend={t('merge.which')} hint={t('merge.whichHint')} homes={others} likely={likely} value={chosen} onChange={setChosen} error={tried && !there ? t('merge.whichNeeded') : undefined} />
        {inForm && <Notice kind="warning" title={t('merge.draft')} next={t('merge.draftNext')} />}
        {there && (
          <SegmentedChoice
            legend={t('merge.stays')}
            value={keep}
            onChange={(value) => setKeep(value === 'there' ? 'there' : 'here')}
            options={[{ value: 'here', label: t('merge.staysHere') }, { value: 'there', label: t('merge.staysThere') }]}
          />
        )}
        {twins.length > 0 && (
          <ChoiceList
            multiple
            legend={t('merge.twins')}
            hint={t('merge.twinsHint')}
            value={united.map((twin) => twin.goes.id)}
            onChange={(ticked) => setApart(twins.map((twin) => twin.goes.id).filter((id) => !ticked.includes(id)))}
            options={twins.map(({ goes: { id, name, birthYear } }) => ({ value: id, label: name, ...(birthYear !== undefined && { hint: t('person.born', { year: birthYear }) }) }))}
          />
        )}
        {stays && goes && <After sheet={sheet} stays={stays} goes={goes} united={united} />}
        <EarlierMerges sheet={sheet} />
      </Stack>
    </Page>
  );
}

type AfterProps = { sheet: HomeSheet; stays: PhoneHousehold; goes: PhoneHousehold; united: readonly Twin[] };

/** What the two homes become: nothing of either is lost, and what differs will be asked. */
function After({ sheet: { questionnaire }, stays, goes, united }: AfterProps) {
  const { t } = useTranslation('survey');
  const { headName, address } = stays;
  const named = (questions: readonly AnswerQuestion[], codes: readonly string[], whose?: string): string[] =>
    questions.filter(({ code }) => codes.includes(code)).map((question) => (whose ? `${shortText(t, question)} (${whose})` : shortText(t, question)));
  const differ = [
    ...(unite(headName || null, goes.headName || null) === 'clash' ? [t('householdForm.headName')] : []),
    ...(unite(address || null, goes.address || null) === 'clash' ? [t('householdForm.address')] : []),
    ...named(questionnaire.household, differingAnswers(stays.answers, goes.answers)),
    ...united.flatMap((twin) => named(questionnaire.person, differingAnswers(twin.stays.answers, twin.goes.answers), twin.stays.name)),
  ];
  return (
    <Section title={t('merge.after')}>
      <Facts
        items={[
          { term: t('householdForm.headName'), detail: headName || goes.headName || t('home.noName') },
          { term: t('householdForm.address'), detail: address || goes.address || t('merge.noAddress') },
          { term: t('merge.people'), detail: t('merge.peopleValue', { count: stays.people.length + goes.people.length - united.length }) },
          { term: t('merge.differ'), detail: differ.length > 0 ? differ.join(' · ') : t('merge.same') },
        ]}
      />
    </Section>
  );
}
