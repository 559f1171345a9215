import { useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { guidesFor } from '../../../domain/gaps/gap.ts';
import { confidences, recheckDay, visitResults } from '../../../domain/visits/visit.ts';
import { adultsOf } from '../../../domain/people/village.ts';
import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, ChoiceList, Notice, Page, Skeleton } from '../../../ui/index.ts';
import type { VisitContent } from '../drafts/draft-content.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { FormPage, type OpenForm } from '../form-page/FormPage.tsx';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useOnceOnly } from '../drafts/use-once-only.ts';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { ChooseHousehold } from './ChooseHousehold.tsx';
import { visitFieldsOf } from '../changes/visit-changes.ts';
import { guideIds, guideTitle } from './visit-words.ts';

/** A visit's form. The address may give the household, the person and the guide. */
export function VisitScreen() {
  const { visit } = useParams();
  const { newId, basePath } = usePhone();
  const [params] = useSearchParams();
  const [made] = useState(newId);
  const household = params.get('household') ?? undefined;
  const guide = params.get('guide') ?? undefined;
  const person = params.get('person') ?? undefined;
  if (household === undefined) return <ChooseHousehold guide={guide} />;
  // A new visit gets its id first, for the draft's address.
  if (visit === undefined)
    return <Navigate replace to={addressesBelow(basePath).visit(made, household, { person, guide })} />;
  return <KnownVisit key={visit} id={visit} household={household} asked={{ person, guide }} />;
}

interface Asked {
  readonly person: string | undefined;
  readonly guide: string | undefined;
}

function KnownVisit({ id, household, asked }: { id: Uuid; household: Uuid; asked: Asked }) {
  const { t } = useTranslation('common');
  const loaded = useHousehold(household);
  const [stored, reload] = useStoredForm<VisitContent>(id, 'visit');
  if (loaded.state === 'failed' || loaded.state === 'notFound') return <HouseholdMissing state={loaded.state} />;
  if (stored.state === 'failed' || !isUuid(id)) return <HouseholdMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={household} />;
  if (loaded.state === 'loading' || stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return (
    <OpenVisit
      key={stored.round}
      id={id}
      formContext={loaded.formContext}
      stored={stored}
      onReload={reload}
      asked={asked}
    />
  );
}

type OpenVisitProps = {
  id: Uuid;
  formContext: HouseholdContext;
  stored: Extract<StoredForm<VisitContent>, { state: 'ready' }>;
  onReload: () => void;
  asked: Asked;
};

function OpenVisit({ id, formContext, stored, onReload, asked }: OpenVisitProps) {
  const [first] = useState(() => stored.content ?? startOf(formContext, asked));
  const form = useDraftForm<VisitContent>(id, first, stored.draft);
  return <VisitForm id={id} formContext={formContext} form={form} stored={stored} onReload={onReload} />;
}

/** Preselects the only adult of a household, and the guide that the person needs first. */
function startOf({ household, today }: HouseholdContext, { person, guide }: Asked): VisitContent {
  const adults = adultsOf(household, today);
  const chosen = adults.find(({ id }) => id === person) ?? (adults.length === 1 ? adults[0] : undefined);
  const first = guide !== undefined && guideIds.includes(guide) ? guide : chosen && guidesFor(chosen.answers)[0];
  return {
    form: 'visit',
    showing: true,
    household: household.id,
    person: chosen?.id ?? null,
    guide: first ?? null,
    how: null,
    confidence: null,
  };
}

const shownFirst = 3;

function VisitForm({ id, formContext, ...open }: OpenForm<VisitContent> & { id: Uuid; formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'survey', 'guides']);
  const { format } = useLanguage();
  const { basePath, me } = usePhone();
  const { household, today } = formContext;
  const { content, change, finish } = open.form;
  const [showsAll, setShowAll] = useState(false);
  const adults = adultsOf(household, today);
  const person = adults.find((one) => one.id === content.person);
  const needed = person ? guidesFor(person.answers) : [];
  const first = [...new Set([...(content.guide === null ? [] : [content.guide]), ...needed])].slice(0, shownFirst);
  const guides =
    showsAll || first.length === 0 ? [...first, ...guideIds.filter((guide) => !first.includes(guide))] : first;
  // Who moved away or died since the form was left is not there to be chosen: asked again.
  const chosen = content.person === 'nobody' ? content.person : (person?.id ?? null);
  const isNamed = chosen !== null && chosen !== 'nobody';
  const set = visitFieldsOf({ ...content, person: chosen }, today, me.account);
  const once = useOnceOnly(content.household, id);
  const save = async () =>
    set !== undefined && once.save((record) => finish({ kind: 'visit', record, set, bases: {} }));

  return (
    <FormPage
      {...open}
      title={t('visit.title')}
      context={household.headName || t('survey:household.noName')}
      out={addressesBelow(basePath).household(household.id)}
      save={t('visit.save')}
      savedElsewhere={once.savedElsewhere}
      isWrong={set === undefined}
      onSave={save}
    >
      {(tried) => {
        const missing = (value: unknown) => (tried && value === null ? t('survey:question.choose') : undefined);
        return (
          <>
            <ChoiceList
              legend={t('visit.who')}
              value={chosen}
              onChange={(value) => change({ person: value })}
              error={missing(chosen)}
              options={[
                ...adults.map((one) => ({ value: one.id, label: one.name || t('survey:person.noName') })),
                { value: 'nobody', label: t('visit.nobody'), hint: t('visit.nobodyHint'), apart: true },
              ]}
            />
            <ChoiceList
              legend={t('visit.guide')}
              value={content.guide}
              onChange={(value) => change({ guide: value })}
              error={missing(content.guide)}
              options={guides.map((guide) => ({ value: guide, label: guideTitle(t, guide) }))}
            />
            {guides.length < guideIds.length && (
              <Button onClick={() => setShowAll(true)}>{t('visit.otherGuide')}</Button>
            )}
            <ChoiceList
              legend={t('visit.how')}
              value={content.how}
              onChange={(value) => change({ how: visitResults.find((one) => one === value) ?? null })}
              error={missing(content.how)}
              options={visitResults.map((one) => ({ value: one, label: t(`visit.result.${one}`) }))}
            />
            {chosen !== 'nobody' && (
              <ChoiceList
                legend={t('visit.confidence', { name: person?.name ?? '' })}
                value={content.confidence}
                onChange={(value) => change({ confidence: confidences.find((one) => one === value) ?? null })}
                error={missing(content.confidence)}
                options={confidences.map((one) => ({ value: one, label: t(`survey:q.C1.${one}`) }))}
              />
            )}
            {isNamed && (
              <Notice kind="info" title={t('visit.again', { day: format.day(recheckDay(today)) })}>
                <p>{t('visit.againWhy')}</p>
              </Notice>
            )}
          </>
        );
      }}
    </FormPage>
  );
}
