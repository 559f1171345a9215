import { useState } from 'react';
import type { FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { useLocation, useNavigate } from 'react-router';
import { ArrowRightLeft, HandHelping, History } from 'lucide-react';
import { isAskedOf, type Person } from '../../domain/village.ts';
import { yearOf } from '../../domain/day.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList, LinkButton, Notice, Page, Row, Stack, TextField } from '../../ui/index.ts';
import { problemWithYear } from './birth-year.ts';
import { changedPerson } from './changed-fields.ts';
import type { PersonContent } from './draft-content.ts';
import { focusFirstError } from './focus-first-error.ts';
import { MergedNote } from './MergedNote.tsx';
import { AlsoElsewhere, RemoveTwin } from './TwinNotices.tsx';
import { PersonAnswers } from './PersonAnswers.tsx';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useDraftForm, type StoredForm } from './use-draft-form.ts';
import type { HomeSheet } from './use-survey.ts';

type Props = { id: Uuid; sheet: HomeSheet; stored: Extract<StoredForm<PersonContent>, { state: 'ready' }>; onReload: () => void };

const livings = ['here', 'away', 'moved', 'died'] as const;
const fieldNames = ['name', 'birthYear', 'living'] as const;

export function PersonForm({ id, sheet, stored, onReload }: Props) {
  const { t } = useTranslation('survey');
  const { home, newId } = usePhone();
  const navigate = useNavigate();
  const isNext = (useLocation().state as { readonly isNext?: boolean } | null)?.isNext ?? false;
  const { household, today } = sheet;
  const before = household.people.find((person) => person.id === id || sheet.mergedOf(person.id).some((gone) => gone.id === id));
  const [start] = useState(() => stored.content ?? startOf(id, sheet, before, isNext));
  const form = useDraftForm(id, start, stored.draft);
  const [tried, setTried] = useState(false);
  const { content, change } = form;
  const paths = surveyPaths(home);
  const out = paths.household(household.id);
  const noName = content.name.trim() === '';
  const wrongYear = problemWithYear(content.birthYear, content.yearUnknown, today);

  const save = async (then: string) => {
    flushSync(() => setTried(true));
    if (noName || wrongYear) return focusFirstError('person');
    if (await form.finish({ record: id, kind: 'person', set: changedPerson(content, before), bases: content.bases })) void navigate(then, { replace: true, state: { isNext: then !== out } });
  };
  const go = (leaving: Promise<void>) => void leaving.then(() => navigate(out, { replace: true }));

  return (
    <Page
      title={t(before ? 'person.editTitle' : 'person.addTitle')}
      context={household.headName || t('home.noName')}
      places="hide"
      back={{ href: out, onClick: (event) => { event.preventDefault(); go(form.leave()); } }}
      action={<Button variant="primary" block type="submit" form="person" busy={form.busy ? t('question.saving') : undefined}>{t('person.save')}</Button>}
    >
      <Stack gap="l">
        {form.problem && <SaveProblemNotice problem={form.problem} onRetry={form.problem.kind === 'stale' ? onReload : () => void save(out)} />}
        {stored.draft && <Notice kind="info" title={t('person.restored')} />}
        <form id="person" autoComplete="off" noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void save(out); }}>
          <Stack>
            <TextField
              label={t('person.name')}
              hint={t('person.nameHint')}
              value={content.name}
              onChange={(name) => change({ name })}
              maxLength={200}
              autoCapitalize="words"
              spellCheck={false}
              error={tried && noName ? t('person.nameNeeded') : undefined}
            />
            <BirthYear content={content} onChange={change} error={tried && wrongYear ? t(`person.${wrongYear}`, { year: yearOf(today) }) : undefined} />
            <ChoiceList
              legend={t('person.living')}
              value={content.living}
              onChange={(value) => change({ living: livings.find((one) => one === value) ?? 'here' })}
              options={[
                { value: 'here', label: t('person.here'), hint: t('person.hereHint') },
                { value: 'away', label: t('person.awayChoice'), hint: t('person.awayHint') },
                ...(before ? [{ value: 'moved', label: t('person.movedChoice'), hint: t('person.movedHint') }, { value: 'died', label: t('person.diedChoice') }] : []),
              ]}
            />
          </Stack>
        </form>
        {!before && <Button onClick={() => void save(paths.person(household.id, newId()))}>{t('person.saveAndAdd')}</Button>}
        {stored.draft && <Button variant="quiet" onClick={() => go(form.discard())}>{t('person.discard')}</Button>}
        {before && <AlsoElsewhere person={before} sheet={sheet} />}
        {before && <MergedNote sheet={sheet} record={before.id} />}
        {before && isAskedOf(before, today) && <Row><LinkButton icon={HandHelping} href={paths.newVisit(household.id, { person: id })}>{t('home.noteVisit')}</LinkButton></Row>}
        {before && <PersonAnswers sheet={sheet} person={before} />}
        {before && <Row><LinkButton icon={History} href={`${paths.person(household.id, id)}/history`}>{t('home.history')}</LinkButton></Row>}
        {before && <Row><LinkButton icon={ArrowRightLeft} href={paths.movePerson(household.id, before.id)}>{t('movePerson.open')}</LinkButton></Row>}
        {before && <RemoveTwin sheet={sheet} person={before} />}
      </Stack>
    </Page>
  );
}

type YearProps = { content: PersonContent; onChange: (part: Partial<PersonContent>) => void; error: string | undefined };

/** The year alone, by law; typed on the number keys. Not knowing it is an answer too. */
function BirthYear({ content, onChange, error }: YearProps) {
  const { t } = useTranslation('survey');
  const typed = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 4);
    onChange({ birthYear: digits === '' ? null : Number(digits), yearUnknown: false });
  };
  return (
    <Stack gap="s">
      <TextField
        label={t('person.year')}
        hint={t('person.yearHint')}
        inputMode="numeric"
        maxLength={4}
        value={content.birthYear === null ? '' : String(content.birthYear)}
        onChange={typed}
        error={error}
      />
      <ChoiceList
        multiple
        legend={t('person.year')}
        hideLegend
        value={content.yearUnknown ? ['unknown'] : []}
        onChange={(values) => onChange({ yearUnknown: values.length > 0, ...(values.length > 0 && { birthYear: null }) })}
        options={[{ value: 'unknown', label: t('person.yearUnknown') }]}
      />
    </Stack>
  );
}

function startOf(id: Uuid, { household, basesOf }: HomeSheet, before: Person | undefined, isNext: boolean): PersonContent {
  const shown = basesOf(id) ?? {};
  const bases = Object.fromEntries(fieldNames.flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])));
  const isFirst = household.people.length === 0 && !isNext;
  return {
    form: 'person',
    showing: true,
    household: household.id,
    bases,
    // The head of a home is the first to be listed, and their name is known already.
    name: before?.name ?? (isFirst ? household.headName : ''),
    birthYear: before?.birthYear ?? null,
    yearUnknown: before !== undefined && before.birthYear === undefined,
    living: before?.living ?? 'here',
  };
}
