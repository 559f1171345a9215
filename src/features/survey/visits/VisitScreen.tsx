import { useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { guidesFor } from '../../../domain/gap.ts';
import { confidences, recheckDay, visitResults } from '../../../domain/visit.ts';
import { adultsOf } from '../../../domain/village.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../sync/react.ts';
import { Button, ChoiceList, Notice, Page, Skeleton } from '../../../ui/index.ts';
import type { VisitContent } from '../draft-content.ts';
import { FormPage, type OpenForm } from '../FormPage.tsx';
import { HomeMissing } from '../HomeMissing.tsx';
import { surveyPaths } from '../paths.ts';
import { UnreadableForm } from '../UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from '../use-draft-form.ts';
import { useHome, type HomeSheet } from '../use-survey.ts';
import { ChooseHome } from './ChooseHome.tsx';
import { visitFieldsOf } from './visit-change.ts';
import { guideIds, guideTitle } from './visit-words.ts';

/** Somebody was shown something. The address brings what is known: the home, the person, the guide. */
export function VisitScreen() {
  const { visit } = useParams();
  const { newId, home } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const household = params.get('household') ?? undefined;
  const guide = params.get('guide') ?? undefined;
  const person = params.get('person') ?? undefined;
  if (household === undefined) return <ChooseHome guide={guide} />;
  // It gets its id first: what is tapped has a place then.
  if (visit === undefined) return <Navigate replace to={surveyPaths(home).visit(made, household, { person, guide })} />;
  return <KnownVisit key={visit} id={visit} household={household} asked={{ person, guide }} />;
}

interface Asked {
  readonly person: string | undefined;
  readonly guide: string | undefined;
}

function KnownVisit({ id, household, asked }: { id: Uuid; household: Uuid; asked: Asked }) {
  const { t } = useTranslation('common');
  const home = useHome(household);
  const [stored, reload] = useStoredForm<VisitContent>(id, 'visit');
  if (home.state === 'failed' || home.state === 'notFound') return <HomeMissing state={home.state} />;
  if (stored.state === 'failed' || !isUuid(id)) return <HomeMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (home.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  return <OpenVisit key={stored.round} id={id} sheet={home.sheet} stored={stored} onReload={reload} asked={asked} />;
}

type OpenVisitProps = { id: Uuid; sheet: HomeSheet; stored: Extract<StoredForm<VisitContent>, { state: 'ready' }>; onReload: () => void; asked: Asked };

function OpenVisit({ id, sheet, stored, onReload, asked }: OpenVisitProps) {
  const [first] = useState(() => stored.content ?? startOf(sheet, asked));
  const form = useDraftForm<VisitContent>(id, first, stored.draft);
  return <VisitForm id={id} sheet={sheet} form={form} stored={stored} onReload={onReload} />;
}

/** What one can only guess right is chosen: the one adult of a home, and the guide that this person needs first. */
function startOf({ household, today }: HomeSheet, { person, guide }: Asked): VisitContent {
  const adults = adultsOf(household, today);
  const chosen = adults.find(({ id }) => id === person) ?? (adults.length === 1 ? adults[0] : undefined);
  const first = guide !== undefined && guideIds.includes(guide) ? guide : chosen && guidesFor(chosen.answers)[0];
  return { form: 'visit', showing: true, household: household.id, person: chosen?.id ?? null, guide: first ?? null, how: null, confidence: null };
}

const shownFirst = 3;

function VisitForm({ id, sheet, ...open }: OpenForm<VisitContent> & { id: Uuid; sheet: HomeSheet }) {
  const { t } = useTranslation(['visits', 'survey', 'guides']);
  const { format } = useLanguage();
  const { home, me } = usePhone();
  const { household, today } = sheet;
  const { content, change, finish } = open.form;
  const [showsAll, setShowAll] = useState(false);
  const adults = adultsOf(household, today);
  const person = adults.find((one) => one.id === content.person);
  const needed = person ? guidesFor(person.answers) : [];
  const first = [...new Set([...(content.guide === null ? [] : [content.guide]), ...needed])].slice(0, shownFirst);
  const guides = showsAll || first.length === 0 ? [...first, ...guideIds.filter((guide) => !first.includes(guide))] : first;
  const isNamed = content.person !== null && content.person !== 'nobody';
  const set = visitFieldsOf(content, today, me.account);
  const save = async () => set !== undefined && finish({ kind: 'visit', record: id, set, bases: {} });

  return (
    <FormPage {...open} title={t('visit.title')} context={household.headName || t('survey:home.noName')} out={surveyPaths(home).household(household.id)} save={t('visit.save')} isWrong={set === undefined} onSave={save}>
      {(tried) => {
        const missing = (value: unknown) => (tried && value === null ? t('survey:question.choose') : undefined);
        return (
          <>
            <ChoiceList
              legend={t('visit.who')}
              value={content.person}
              onChange={(value) => change({ person: value })}
              error={missing(content.person)}
              options={[...adults.map((one) => ({ value: one.id, label: one.name || t('survey:person.noName') })), { value: 'nobody', label: t('visit.nobody'), hint: t('visit.nobodyHint'), apart: true }]}
            />
            <ChoiceList
              legend={t('visit.guide')}
              value={content.guide}
              onChange={(value) => change({ guide: value })}
              error={missing(content.guide)}
              options={guides.map((guide) => ({ value: guide, label: guideTitle(t, guide) }))}
            />
            {guides.length < guideIds.length && <Button onClick={() => setShowAll(true)}>{t('visit.otherGuide')}</Button>}
            <ChoiceList
              legend={t('visit.how')}
              value={content.how}
              onChange={(value) => change({ how: visitResults.find((one) => one === value) ?? null })}
              error={missing(content.how)}
              options={visitResults.map((one) => ({ value: one, label: t(`visit.result.${one}`) }))}
            />
            {content.person !== 'nobody' && (
              <ChoiceList
                legend={t('visit.confidence', { name: person?.name ?? '' })}
                value={content.confidence}
                onChange={(value) => change({ confidence: confidences.find((one) => one === value) ?? null })}
                error={missing(content.confidence)}
                options={confidences.map((one) => ({ value: one, label: t(`survey:q.C1.${one}`) }))}
              />
            )}
            {isNamed && <Notice kind="info" title={t('visit.again', { day: format.day(recheckDay(today)) })}><p>{t('visit.againWhy')}</p></Notice>}
          </>
        );
      }}
    </FormPage>
  );
}
