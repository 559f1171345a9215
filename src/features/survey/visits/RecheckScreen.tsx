import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answerField } from '../../../domain/answer.ts';
import { fullName } from '../../../domain/area.ts';
import { gapQuestions } from '../../../domain/gap.ts';
import { observedFields } from '../../../domain/observed.ts';
import { problemWith } from '../../../domain/questionnaire/value.ts';
import { confidences, recheckDay, visitState, type Visit } from '../../../domain/visit.ts';
import type { Person } from '../../../domain/village.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../sync/react.ts';
import { ChoiceList, LinkButton, Notice, Page, Section, SegmentedChoice, Skeleton } from '../../../ui/index.ts';
import type { RecheckContent } from '../draft-content.ts';
import { FormPage, type OpenForm } from '../FormPage.tsx';
import { HomeMissing } from '../HomeMissing.tsx';
import { shownBases } from '../home-change.ts';
import { surveyPaths } from '../paths.ts';
import { QuestionInput } from '../question-inputs.tsx';
import { questionText } from '../question-text.ts';
import { UnreadableForm } from '../UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from '../use-draft-form.ts';
import { useHome, type HomeSheet } from '../use-survey.ts';
import { recheckChanges } from './visit-change.ts';
import { useHomeVisits } from './use-visits.ts';
import { guideTitle, questionByCode } from './visit-words.ts';

/** Two weeks after somebody was shown a guide: only what was a gap is asked again, and only this changes an answer. */
export function RecheckScreen() {
  const { t } = useTranslation('common');
  const { visit: id = '' } = useParams();
  const household = useSearchParams()[0].get('household') ?? '';
  const visit = useHomeVisits(household).find((one) => one.id === id);
  const home = useHome(household);
  const [stored, reload] = useStoredForm<RecheckContent>(id, 'recheck');
  if (home.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  if (!visit || home.state === 'notFound') return <HomeMissing state="notFound" />;
  if (home.state === 'failed' || stored.state === 'failed') return <HomeMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={visit.household} />;
  const person = home.sheet.household.people.find((one) => one.id === visit.person);
  if (!person || visitState(visit, home.sheet.today) !== 'due') return <NotNow visit={visit} sheet={home.sheet} />;
  return <OpenRecheck key={stored.round} visit={visit} person={person} sheet={home.sheet} stored={stored} onReload={reload} />;
}

/** Too early, or somebody has looked already. */
function NotNow({ visit, sheet }: { visit: Visit; sheet: HomeSheet }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { format } = useLanguage();
  const { home } = usePhone();
  const isEarly = visitState(visit, sheet.today) === 'shown';
  const out = surveyPaths(home).household(visit.household);
  return (
    <Page title={t('recheck.title')} context={guideTitle(t, visit.guide)} back={{ href: out }} action={<LinkButton variant="primary" block href={out}>{t('survey:problem.unreadable.back')}</LinkButton>}>
      {isEarly ? <Notice kind="info" title={t('recheck.early', { day: format.day(recheckDay(visit.on)) })}><p>{t('visit.againWhy')}</p></Notice> : <Notice kind="success" title={t('recheck.over')} />}
    </Page>
  );
}

type OpenProps = { visit: Visit; person: Person; sheet: HomeSheet; stored: Extract<StoredForm<RecheckContent>, { state: 'ready' }>; onReload: () => void };

function OpenRecheck({ visit, person, sheet, stored, onReload }: OpenProps) {
  const [first] = useState(() => stored.content ?? startOf(visit, person, sheet));
  const form = useDraftForm<RecheckContent>(visit.id, first, stored.draft);
  return <RecheckForm visit={visit} person={person} sheet={sheet} form={form} stored={stored} onReload={onReload} />;
}

function startOf({ id, guide, household }: Visit, person: Person, { basesOf }: HomeSheet): RecheckContent {
  const questions = gapQuestions(guide, person.answers);
  return {
    form: 'recheck',
    showing: true,
    household,
    bases: { visit: shownBases(['recheckedOn', 'recheckedBy', 'recheckHow', 'recheckConfidence'], id, basesOf), person: shownBases([...questions.map(answerField), ...observedFields(guide)], person.id, basesOf) },
    questions,
    answers: {},
    how: null,
    confidence: null,
  };
}

function RecheckForm({ visit, person, sheet, ...open }: OpenForm<RecheckContent> & { visit: Visit; person: Person; sheet: HomeSheet }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { t: ofSurvey } = useTranslation('survey');
  const { home, me, village } = usePhone();
  const { content, change, finish } = open.form;
  const { today, questionnaire } = sheet;
  const name = person.name || t('survey:person.noName');
  const questions = content.questions.map(questionByCode).filter((question) => question !== undefined);
  const isOpen = (code: string): boolean => {
    const given = content.answers[code];
    const question = questionByCode(code);
    return !given || !question || ('v' in given && problemWith(question, given.v, today) !== undefined);
  };
  const isWrong = content.how === null || content.confidence === null || questions.some(({ code }) => isOpen(code));
  const save = () => finish(...recheckChanges(visit, content, { today, account: me.account, version: questionnaire.version }));

  return (
    <FormPage
      {...open}
      title={t('recheck.title')}
      context={`${name} · ${guideTitle(t, visit.guide)}`}
      intro={<p>{t('recheck.intro')}</p>}
      out={surveyPaths(home).household(visit.household)}
      save={t('recheck.save')}
      isWrong={isWrong}
      onSave={save}
    >
      {(tried) => (
        <>
          <SegmentedChoice
            legend={t('recheck.how')}
            value={content.how}
            onChange={(value) => change({ how: value === 'seen' ? 'seen' : 'told' })}
            options={[{ value: 'seen', label: t('recheck.seen') }, { value: 'told', label: t('recheck.told') }]}
          />
          {tried && content.how === null && <Notice kind="warning" announce title={t('recheck.howNeeded')} />}
          {questions.map((question) => {
            const text = questionText(ofSurvey, question, { name, village: village ? fullName(village) : '' });
            return (
              <Section key={question.code} title={text}>
                <QuestionInput
                  question={question}
                  text={text}
                  given={content.answers[question.code]}
                  onGive={(given) => given && change({ answers: { ...content.answers, [question.code]: given } })}
                  error={tried && isOpen(question.code) ? t('survey:question.choose') : undefined}
                />
              </Section>
            );
          })}
          <ChoiceList
            legend={t('visit.confidence', { name })}
            value={content.confidence}
            onChange={(value) => change({ confidence: confidences.find((one) => one === value) ?? null })}
            error={tried && content.confidence === null ? t('survey:question.choose') : undefined}
            options={confidences.map((one) => ({ value: one, label: t(`survey:q.C1.${one}`) }))}
          />
        </>
      )}
    </FormPage>
  );
}
