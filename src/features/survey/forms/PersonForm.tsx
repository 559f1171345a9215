import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation, useNavigate } from 'react-router';
import { ArrowRightLeft, HandHelping, History } from 'lucide-react';
import { isAskedOf, type Person } from '../../../domain/people/village.ts';
import type { Shown } from '../../../domain/record/edit.ts';
import { yearOf } from '../../../lib/day.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';
import {
  Button,
  ChoiceList,
  Form,
  LinkButton,
  Notice,
  Page,
  Row,
  SaveButton,
  Stack,
  TextField,
  WithValueNow,
} from '../../../ui/index.ts';
import { BirthYear } from './BirthYear.tsx';
import { problemWithYear } from '../../../domain/people/birth-year.ts';
import { shownBases } from '../changes/household-changes.ts';
import { personChange, personContent, personForm, personShown, type PersonFields } from '../changes/person-form.ts';
import type { PersonContent } from '../drafts/draft-content.ts';
import { PersonAnswers } from '../interview/PersonAnswers.tsx';
import type { HouseholdContext } from '../form-context.ts';
import { focusFirstError } from '../form-page/focus-first-error.ts';
import { MergedNote } from '../duplicates/MergedNote.tsx';
import { AlsoElsewhere, RemoveDuplicate } from '../duplicates/DuplicateNotices.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { openEdit } from '../drafts/record-form.ts';
import { useDraftForm, type StoredForm } from '../drafts/use-draft-form.ts';

type Props = {
  id: Uuid;
  formContext: HouseholdContext;
  stored: Extract<StoredForm<PersonContent>, { state: 'ready' }>;
  onReload: () => void;
};

const livings = ['here', 'away', 'moved', 'died'] as const;
const livingWords = { here: 'here', away: 'awayChoice', moved: 'movedChoice', died: 'diedChoice' } as const;

export function PersonForm({ id, formContext, stored, onReload }: Props) {
  const { t } = useTranslation('survey');
  const { basePath, newId } = usePhone();
  const navigate = useNavigate();
  const isNext = (useLocation().state as { readonly isNext?: boolean } | null)?.isNext ?? false;
  const { household, today } = formContext;
  const before = household.people.find(
    (person) => person.id === id || formContext.mergedOf(person.id).some((gone) => gone.id === id),
  );
  const now = before && shownNow(before, formContext);
  const [start] = useState(() => stored.content ?? startOf(formContext, now, isNext));
  const form = useDraftForm(id, start, stored.draft);
  const [tried, setTried] = useState(false);
  const { values, elsewhere, change, take } = openEdit(personForm, form, now);
  const paths = addressesBelow(basePath);
  const out = paths.household(household.id);
  const noName = values.name.trim() === '';
  const wrongYear = problemWithYear(values.birth.year, values.birth.isUnknown, today);

  const save = async (then: string) => {
    flushSync(() => setTried(true));
    if (noName || wrongYear) return focusFirstError('person');
    // The id of somebody merged meanwhile leads to the record that stays: that one is shown and changed.
    if (await form.finish(personChange(before?.id ?? id, form.content, now)))
      void navigate(then, { replace: true, state: { isNext: then !== out } });
  };
  const go = (leaving: Promise<void>) => void leaving.then(() => navigate(out, { replace: true }));

  return (
    <Page
      title={t(before ? 'person.editTitle' : 'person.addTitle')}
      context={household.headName || t('household.noName')}
      places="hide"
      back={{
        href: out,
        onClick: (event) => {
          event.preventDefault();
          go(form.leave());
        },
      }}
      action={
        <SaveButton form="person" busy={form.busy ? t('question.saving') : undefined}>
          {t('person.save')}
        </SaveButton>
      }
    >
      <Stack gap="l">
        {form.problem && (
          <SaveProblemNotice
            problem={form.problem}
            onRetry={form.problem.kind === 'stale' ? onReload : () => void save(out)}
          />
        )}
        {stored.draft && <Notice kind="info" title={t('person.restored')} />}
        <Form id="person" gap="m" busy={form.busy} onSave={() => save(out)}>
          <WithValueNow now={elsewhere.name} onTake={() => take('name')}>
            <TextField
              label={t('person.name')}
              hint={t('person.nameHint')}
              value={values.name}
              onChange={(name) => change({ name })}
              maxLength={200}
              autoCapitalize="words"
              spellCheck={false}
              error={tried && noName ? t('person.nameNeeded') : undefined}
            />
          </WithValueNow>
          <WithValueNow
            now={elsewhere.birth && (elsewhere.birth.year?.toString() ?? t('person.yearUnknown'))}
            onTake={() => take('birth')}
          >
            <BirthYear
              birth={values.birth}
              thisYear={yearOf(today)}
              onChange={(birth) => change({ birth })}
              error={tried && wrongYear ? t(`person.${wrongYear}`, { year: yearOf(today) }) : undefined}
            />
          </WithValueNow>
          <WithValueNow
            now={elsewhere.living && t(`person.${livingWords[elsewhere.living]}`)}
            onTake={() => take('living')}
          >
            <ChoiceList
              legend={t('person.living')}
              value={values.living}
              onChange={(value) => change({ living: livings.find((one) => one === value) ?? 'here' })}
              options={[
                { value: 'here', label: t('person.here'), hint: t('person.hereHint') },
                { value: 'away', label: t('person.awayChoice'), hint: t('person.awayHint') },
                ...(before
                  ? [
                      { value: 'moved', label: t('person.movedChoice'), hint: t('person.movedHint') },
                      { value: 'died', label: t('person.diedChoice') },
                    ]
                  : []),
              ]}
            />
          </WithValueNow>
        </Form>
        {!before && (
          <Button onClick={() => void save(paths.person(household.id, newId()))}>{t('person.saveAndAdd')}</Button>
        )}
        {stored.draft && (
          <Button variant="quiet" onClick={() => go(form.discard())}>
            {t('person.discard')}
          </Button>
        )}
        {before && <AlsoElsewhere person={before} formContext={formContext} />}
        {before && <MergedNote formContext={formContext} record={before.id} />}
        {before && isAskedOf(before, today) && (
          <Row>
            <LinkButton icon={HandHelping} href={paths.newVisit(household.id, { person: id })}>
              {t('household.noteVisit')}
            </LinkButton>
          </Row>
        )}
        {before && <PersonAnswers formContext={formContext} person={before} />}
        {before && (
          <Row>
            <LinkButton icon={History} href={paths.personHistory(household.id, id)}>
              {t('household.history')}
            </LinkButton>
          </Row>
        )}
        {before && (
          <Row>
            <LinkButton icon={ArrowRightLeft} href={paths.movePerson(household.id, before.id)}>
              {t('movePerson.open')}
            </LinkButton>
          </Row>
        )}
        {before && <RemoveDuplicate formContext={formContext} person={before} />}
      </Stack>
    </Page>
  );
}

/** The person as the form shows them now, with the versions shown. */
const shownNow = (person: Person, { basesOf }: HouseholdContext): Shown<PersonFields> =>
  personShown(person, shownBases(Object.values(personForm.fields), person.id, basesOf));

function startOf(
  { household }: HouseholdContext,
  now: Shown<PersonFields> | undefined,
  isNext: boolean,
): PersonContent {
  const start = { form: 'person', showing: true, household: household.id } as const;
  if (now) return { ...start, bases: now.bases, opened: now.values, ...personContent(now.values) };
  // The head of a household is the first to be listed, and their name is known already.
  const isFirst = household.people.length === 0 && !isNext;
  return {
    ...start,
    bases: {},
    name: isFirst ? household.headName : '',
    birthYear: null,
    yearUnknown: false,
    living: 'here',
  };
}
