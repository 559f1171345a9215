import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answerField } from '../../../domain/record/answer.ts';
import { fullName } from '../../../domain/access/area.ts';
import { gapQuestions } from '../../../domain/gaps/gap.ts';
import { observedFields } from '../../../domain/visits/observed.ts';
import { problemWith } from '../../../domain/questionnaire/value.ts';
import { confidences, recheckDay, visitState, type Visit } from '../../../domain/visits/visit.ts';
import type { Person } from '../../../domain/people/village.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { ChoiceList, LinkButton, Notice, Page, Section, SegmentedChoice, Skeleton } from '../../../ui/index.ts';
import type { RecheckContent } from '../drafts/draft-content.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage, type OpenForm } from '../form-page/FormPage.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { shownBases } from '../changes/household-changes.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { QuestionInput } from '../questions/QuestionInputs.tsx';
import { questionText } from '../questions/question-text.ts';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { recheckChanges } from '../changes/visit-changes.ts';
import { useHouseholdVisits } from './use-visits.ts';
import { guideTitle, questionByCode } from './visit-words.ts';

/** The re-check two weeks after a visit: only the gaps are asked again, and only this changes an answer. */
export function RecheckScreen() {
  const { t } = useTranslation('common');
  const { visit: id = '' } = useParams();
  const household = useSearchParams()[0].get('household') ?? '';
  const visit = useHouseholdVisits(household).find((one) => one.id === id);
  const loaded = useHousehold(household);
  const [stored, reload] = useStoredForm<RecheckContent>(id, 'recheck');
  if (loaded.state === 'loading' || stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  if (!visit || loaded.state === 'notFound') return <HouseholdMissing state="notFound" />;
  if (loaded.state === 'failed' || stored.state === 'failed') return <HouseholdMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={visit.household} />;
  const person = loaded.formContext.household.people.find((one) => one.id === visit.person);
  if (!person || visitState(visit, loaded.formContext.today) !== 'due')
    return <NotNow visit={visit} formContext={loaded.formContext} />;
  return (
    <OpenRecheck
      key={stored.round}
      visit={visit}
      person={person}
      formContext={loaded.formContext}
      stored={stored}
      onReload={reload}
    />
  );
}

/** No re-check is due: too early, or done already. */
function NotNow({ visit, formContext }: { visit: Visit; formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const isEarly = visitState(visit, formContext.today) === 'shown';
  const out = addressesBelow(basePath).household(visit.household);
  return (
    <Page
      title={t('recheck.title')}
      context={guideTitle(t, visit.guide)}
      back={{ href: out }}
      action={
        <LinkButton variant="primary" block href={out}>
          {t('survey:problem.unreadable.back')}
        </LinkButton>
      }
    >
      {isEarly ? (
        <Notice kind="info" title={t('recheck.early', { day: format.day(recheckDay(visit.on)) })}>
          <p>{t('visit.againWhy')}</p>
        </Notice>
      ) : (
        <Notice kind="success" title={t('recheck.over')} />
      )}
    </Page>
  );
}

type OpenProps = {
  visit: Visit;
  person: Person;
  formContext: HouseholdContext;
  stored: Extract<StoredForm<RecheckContent>, { state: 'ready' }>;
  onReload: () => void;
};

function OpenRecheck({ visit, person, formContext, stored, onReload }: OpenProps) {
  const [first] = useState(() => stored.content ?? startOf(visit, person, formContext));
  const form = useDraftForm<RecheckContent>(visit.id, first, stored.draft);
  return (
    <RecheckForm
      visit={visit}
      person={person}
      formContext={formContext}
      form={form}
      stored={stored}
      onReload={onReload}
    />
  );
}

function startOf({ id, guide, household }: Visit, person: Person, { basesOf }: HouseholdContext): RecheckContent {
  const questions = gapQuestions(guide, person.answers);
  return {
    form: 'recheck',
    showing: true,
    household,
    bases: {
      visit: shownBases(['recheckedOn', 'recheckedBy', 'recheckHow', 'recheckConfidence'], id, basesOf),
      person: shownBases([...questions.map(answerField), ...observedFields(guide)], person.id, basesOf),
    },
    questions,
    answers: {},
    how: null,
    confidence: null,
  };
}

function RecheckForm({
  visit,
  person,
  formContext,
  ...open
}: OpenForm<RecheckContent> & { visit: Visit; person: Person; formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { t: ofSurvey } = useTranslation('survey');
  const { basePath, me, village } = usePhone();
  const { content, change, finish } = open.form;
  const { today, questionnaire } = formContext;
  const name = person.name || t('survey:person.noName');
  const questions = content.questions.map(questionByCode).filter((question) => question !== undefined);
  const isOpen = (code: string): boolean => {
    const given = content.answers[code];
    const question = questionByCode(code);
    return !given || !question || ('v' in given && problemWith(question, given.v, today) !== undefined);
  };
  const isWrong = content.how === null || content.confidence === null || questions.some(({ code }) => isOpen(code));
  const save = () =>
    finish(...recheckChanges(visit, content, { today, account: me.account, version: questionnaire.version }));

  return (
    <FormPage
      {...open}
      title={t('recheck.title')}
      context={`${name} · ${guideTitle(t, visit.guide)}`}
      intro={<p>{t('recheck.intro')}</p>}
      out={addressesBelow(basePath).household(visit.household)}
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
            options={[
              { value: 'seen', label: t('recheck.seen') },
              { value: 'told', label: t('recheck.told') },
            ]}
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
