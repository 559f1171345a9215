import { useParams } from 'react-router';
import { ArrowRightLeft, Calculator, CalendarClock, ClipboardList, HandHelping, HeartHandshake, History, Merge, Pencil, ShieldCheck, Split, UserPlus } from 'lucide-react';
import { wasAsked } from '../../domain/questionnaire/flow.ts';
import { adultsOf, isAskedOf, isResident, type Person } from '../../domain/village.ts';
import { surveyState } from '../../domain/survey-state.ts';
import { tallyFigures } from '../../domain/tally.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Draft } from '../../store/phone-store.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useDrafts, usePhone } from '../../sync/react.ts';
import { Button, EmptyState, Facts, Later, LinkButton, List, ListRow, Notice, Page, Row, Section, Skeleton, Stack, StatusChip } from '../../ui/index.ts';
import { HomeMissing } from './HomeMissing.tsx';
import { otherVillages } from './MoveHomeScreen.tsx';
import { MergedNote } from './MergedNote.tsx';
import { surveyPaths } from './paths.ts';
import { answerText, shortText } from './question-text.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useStartSurvey } from './use-start-survey.ts';
import { useHome, type HomeSheet } from './use-survey.ts';
import { HomeHelp } from './visits/HomeHelp.tsx';

/** One home: who lives there, what was answered, and the way into its form. */
export function HouseholdScreen() {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const home = useHome(household);
  const drafts = useDrafts();
  if (home.state === 'failed' || drafts.state === 'failed') return <HomeMissing state="failed" />;
  if (home.state === 'notFound') return <HomeMissing state="notFound" />;
  if (home.state === 'loading' || drafts.state === 'loading') return <Page title={t('product')}><Skeleton rows={4} /></Page>;
  return <Home sheet={home.sheet} draft={draftOf(home.sheet, drafts.value)} />;
}

/** The form under way of this home, also one that was begun on its twin. */
function draftOf({ household, mergedOf }: HomeSheet, drafts: readonly Draft[]): Uuid | undefined {
  const names = [household.id, ...mergedOf(household.id).map(({ id }) => id)];
  return drafts.find(({ id }) => names.includes(id))?.id;
}

function Home({ sheet, draft }: { sheet: HomeSheet; draft: Uuid | undefined }) {
  const { t } = useTranslation('survey');
  const { home, me } = usePhone();
  const { start, problem } = useStartSurvey(sheet);
  const { household } = sheet;
  const paths = surveyPaths(home);
  return (
    <Page
      title={household.headName || t('home.noName')}
      context={household.responsible === me.account ? t('home.mine') : t('home.context')}
      back={{ href: paths.today }}
      intro={household.address !== '' && <p>{household.address}</p>}
      action={<MainAction sheet={sheet} draft={draft} start={start} />}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'missing', length: 'quick' })} />}
        {household.onlyHere && <Row><StatusChip kind="onPhone">{t('state.onlyHere')}</StatusChip></Row>}
        <Outcome sheet={sheet} />
        <People sheet={sheet} />
        <Later>
          <HomeHelp sheet={sheet} />
          <HomeAnswers sheet={sheet} start={start} />
          <TallyFacts sheet={sheet} />
          <MergedNote sheet={sheet} record={household.id} />
          <MoreHere sheet={sheet} canAskAll={!draft} start={start} />
        </Later>
      </Stack>
    </Page>
  );
}

type Start = ReturnType<typeof useStartSurvey>['start'];

function MainAction({ sheet, draft, start }: { sheet: HomeSheet; draft: Uuid | undefined; start: Start }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household, today } = sheet;
  const paths = surveyPaths(home);
  if (draft) return <LinkButton variant="primary" block href={paths.survey(draft)}>{t('home.resume')}</LinkButton>;
  if (adultsOf(household, today).length === 0) return <LinkButton variant="primary" block icon={UserPlus} href={paths.newPerson(household.id)}>{t('home.addPerson')}</LinkButton>;
  const state = surveyState(household, today);
  if (state === 'done') return <Button block onClick={() => start({ pace: 'all', length: 'quick' })}>{t('home.askAgain')}</Button>;
  return <Button variant="primary" block onClick={() => start({ pace: 'missing', length: 'quick' })}>{t(state === 'partly' ? 'home.askRest' : 'home.ask')}</Button>;
}

function People({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household, today } = sheet;
  const paths = surveyPaths(home);
  const hasAdults = adultsOf(household, today).length > 0;
  return (
    <Section title={t('home.people')}>
      <Stack>
        {household.people.length === 0 ? (
          <EmptyState title={t('home.noPeople')}>{t('home.noPeopleNext')}</EmptyState>
        ) : (
          <List>
            {household.people.map((person) => <PersonRow key={person.id} sheet={sheet} person={person} />)}
          </List>
        )}
        {hasAdults && <Row><LinkButton icon={UserPlus} href={paths.newPerson(household.id)}>{t('home.addPerson')}</LinkButton></Row>}
      </Stack>
    </Section>
  );
}

function PersonRow({ sheet, person }: { sheet: HomeSheet; person: Person }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household, today } = sheet;
  const born = person.birthYear === undefined ? t('person.bornUnknown') : t('person.born', { year: person.birthYear });
  const isAsked = isAskedOf(person, today);
  const why = isAsked ? undefined : person.inTally ? t('person.inTally') : isResident(person) ? t('person.child') : t(`person.${person.living === 'here' ? 'child' : person.living}`);
  return (
    <ListRow
      href={surveyPaths(home).person(household.id, person.id)}
      title={person.name || t('person.noName')}
      meta={why === undefined ? born : `${born} · ${why}`}
      {...(isAsked && { trailing: <AskedChip isDone={wasAsked('person', person.answers)} isBegun={Object.keys(person.answers).length > 0} /> })}
    />
  );
}

function AskedChip({ isDone, isBegun }: { isDone: boolean; isBegun: boolean }) {
  const { t } = useTranslation('survey');
  if (isDone) return <StatusChip kind="done">{t('person.asked')}</StatusChip>;
  return <StatusChip kind={isBegun ? 'waiting' : 'todo'}>{t(isBegun ? 'person.partly' : 'person.todo')}</StatusChip>;
}

/** What was found at the door, and the day that was promised. */
function Outcome({ sheet: { household } }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { outcome, returnOn } = household;
  if (!outcome) return null;
  return <Notice kind="info" title={t(`outcome.${outcome}`)} next={returnOn && t('outcome.comeBack', { day: format.day(returnOn) })} />;
}

/** The people counted without a row. */
function TallyFacts({ sheet: { household } }: { sheet: HomeSheet }) {
  const { t } = useTranslation('survey');
  const { tally } = household;
  if (!tally) return null;
  const shown = (['residents', 'adults', ...tallyFigures] as const).filter((name) => tally[name] !== null);
  return (
    <Section title={t('tally.title')}>
      <Facts items={shown.map((name) => ({ term: t(`tally.${name}`), detail: `${tally[name] ?? ''} ${t('tally.unit')}` }))} />
    </Section>
  );
}

/** What is done with a home now and then: a list to read, not a wall of buttons beside the day's one. */
function MoreHere({ sheet, canAskAll, start }: { sheet: HomeSheet; canAskAll: boolean; start: Start }) {
  const { t } = useTranslation('survey');
  const phone = usePhone();
  const { household, today } = sheet;
  const { id } = household;
  const paths = surveyPaths(phone.home);
  return (
    <Section title={t('home.more')}>
      <List>
        <ListRow icon={HandHelping} href={paths.newVisit(id)} title={t('home.noteVisit')} />
        <ListRow icon={CalendarClock} href={paths.outcome(id)} title={t('outcome.open')} />
        {canAskAll && adultsOf(household, today).length > 0 && <ListRow icon={ClipboardList} onClick={() => start({ pace: 'all', length: 'full' })} title={t('home.askAll')} />}
        <ListRow icon={Calculator} href={paths.tally(id)} title={t('tally.open')} />
        <ListRow icon={Pencil} href={paths.editHousehold(id)} title={t('home.edit')} />
        <ListRow icon={HeartHandshake} href={paths.hardship(id)} title={t(household.hardship ? 'hardship.openSet' : 'hardship.open')} />
        {household.people.length > 1 && <ListRow icon={Split} href={paths.split(id)} title={t('split.open')} />}
        <ListRow icon={Merge} href={paths.merge(id)} title={t('merge.open')} />
        {otherVillages(phone).length > 0 && <ListRow icon={ArrowRightLeft} href={paths.moveHome(id)} title={t('moveHome.open')} />}
        <ListRow icon={History} href={`${paths.household(id)}/history`} title={t('home.history')} />
        <ListRow icon={ShieldCheck} href={`${paths.household(id)}/rights`} title={t('home.rights')} />
      </List>
    </Section>
  );
}

/** The home's own answers, each with a way to put it right. */
function HomeAnswers({ sheet, start }: { sheet: HomeSheet; start: Start }) {
  const { t } = useTranslation('survey');
  const { household, questionnaire } = sheet;
  const answered = questionnaire.household.filter(({ code }) => household.answers[code]);
  if (answered.length === 0) return null;
  return (
    <Section title={t('home.answers')}>
      <Facts
        items={answered.map((question) => ({
          term: shortText(t, question),
          detail: answerText(t, question, household.answers[question.code]!),
          action: (
            <Button variant="quiet" aria-label={`${t('home.correct')}: ${shortText(t, question)}`} onClick={() => start({ pace: 'missing', only: household.id, at: { section: household.id, step: question.code } })}>
              {t('home.correct')}
            </Button>
          ),
        }))}
      />
    </Section>
  );
}
