import { useState } from 'react';
import type { FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { Navigate, useNavigate, useParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, Notice, Page, SegmentedChoice, Skeleton, Stack, TextField, TextLink } from '../../ui/index.ts';
import { changedHome } from './changed-fields.ts';
import type { HouseholdContent } from './draft-content.ts';
import { focusFirstError } from './focus-first-error.ts';
import { HomeMissing } from './HomeMissing.tsx';
import { LikelyTwins } from './LikelyTwins.tsx';
import { surveyPaths } from './paths.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useDraftForm, useStoredForm, type StoredForm } from './use-draft-form.ts';
import { useHome, type HomeSheet } from './use-survey.ts';
import { UnreadableForm } from './UnreadableForm.tsx';

/** A new home, or its name and address put right. A new one gets its id first, so that the draft has a place. */
export function HouseholdFormScreen() {
  const { household } = useParams();
  const { newId, home } = usePhone();
  const [made] = useState(newId);
  if (household === undefined) return <Navigate replace to={surveyPaths(home).editHousehold(made)} />;
  return <KnownHousehold key={household} id={household} />;
}

function KnownHousehold({ id }: { id: Uuid }) {
  const { t } = useTranslation('common');
  const home = useHome(id);
  const [stored, reload] = useStoredForm<HouseholdContent>(id, 'household');
  if (home.state === 'failed' || stored.state === 'failed') return <HomeMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={id} />;
  if (home.state === 'loading' || stored.state === 'loading') return <Page title={t('product')}><Skeleton rows={3} /></Page>;
  return <HouseholdForm key={stored.round} id={id} sheet={home.state === 'ready' ? home.sheet : undefined} stored={stored} onReload={reload} />;
}

type FormProps = { id: Uuid; sheet: HomeSheet | undefined; stored: Extract<StoredForm<HouseholdContent>, { state: 'ready' }>; onReload: () => void };

const fieldNames = ['headName', 'address', 'responsible'] as const;

function HouseholdForm({ id, sheet, stored, onReload }: FormProps) {
  const { t } = useTranslation('survey');
  const { me, home } = usePhone();
  const navigate = useNavigate();
  const [start] = useState(() => stored.content ?? startOf(id, sheet, me.account));
  const form = useDraftForm(id, start, stored.draft);
  const [tried, setTried] = useState(false);
  const { content, change } = form;
  const paths = surveyPaths(home);
  const out = sheet ? paths.household(id) : paths.today;
  const isMissing = content.headName.trim() === '';

  const save = async () => {
    flushSync(() => setTried(true));
    if (isMissing) return focusFirstError('household');
    if (await form.finish({ record: id, kind: 'household', set: changedHome(content, sheet?.household, me.account), bases: content.bases })) void navigate(paths.household(id), { replace: true });
  };
  const go = (leaving: Promise<void>, to = out) => void leaving.then(() => navigate(to, { replace: true }));

  return (
    <Page
      title={t(sheet ? 'householdForm.editTitle' : 'householdForm.addTitle')}
      context={sheet?.household.headName}
      intro={!sheet && !stored.draft && <TextLink href={paths.importHomes} onClick={(event) => { event.preventDefault(); go(form.leave(), paths.importHomes); }}>{t('householdForm.import')}</TextLink>}
      places="hide"
      back={{ href: out, onClick: (event) => { event.preventDefault(); go(form.leave()); } }}
      action={<Button variant="primary" block type="submit" form="household" busy={form.busy ? t('question.saving') : undefined}>{t('householdForm.save')}</Button>}
    >
      <Stack gap="l">
        {form.problem && <SaveProblemNotice problem={form.problem} onRetry={form.problem.kind === 'stale' ? onReload : () => void save()} />}
        {stored.draft && <Notice kind="info" title={t('person.restored')} />}
        <form id="household" autoComplete="off" noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); void save(); }}>
          <Stack>
            <TextField
              label={t('householdForm.headName')}
              hint={t('householdForm.headHint')}
              value={content.headName}
              onChange={(headName) => change({ headName })}
              maxLength={200}
              autoCapitalize="words"
              spellCheck={false}
              error={tried && isMissing ? t('householdForm.headNeeded') : undefined}
            />
            {!sheet && <LikelyTwins id={id} headName={content.headName} address={content.address} />}
            <TextField label={t('householdForm.address')} hint={t('householdForm.addressHint')} value={content.address} onChange={(address) => change({ address })} maxLength={200} spellCheck={false} />
            <SegmentedChoice
              legend={t('householdForm.responsible')}
              value={content.mine ? 'mine' : 'notMine'}
              onChange={(value) => change({ mine: value === 'mine' })}
              options={[{ value: 'mine', label: t('householdForm.mine') }, { value: 'notMine', label: t('householdForm.notMine') }]}
            />
          </Stack>
        </form>
        {stored.draft && <Button variant="quiet" onClick={() => go(form.discard())}>{t('person.discard')}</Button>}
      </Stack>
    </Page>
  );
}

function startOf(id: Uuid, sheet: HomeSheet | undefined, account: Uuid): HouseholdContent {
  const shown = sheet?.basesOf(id) ?? {};
  const bases = Object.fromEntries(fieldNames.flatMap((name) => (shown[name] === undefined ? [] : [[name, shown[name]]])));
  const { household } = sheet ?? {};
  return { form: 'household', showing: true, bases, headName: household?.headName ?? '', address: household?.address ?? '', mine: household ? household.responsible === account : true };
}
