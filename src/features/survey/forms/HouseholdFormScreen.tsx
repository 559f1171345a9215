import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Navigate, useNavigate, useParams } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import type { Shown } from '../../../domain/record/edit.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';
import {
  Button,
  Form,
  Notice,
  Page,
  SaveButton,
  SegmentedChoice,
  Skeleton,
  Stack,
  TextField,
  TextLink,
  WithValueNow,
} from '../../../ui/index.ts';
import { householdChange, householdForm, householdShown, type HouseholdFields } from '../changes/household-form.ts';
import { shownBases } from '../changes/household-changes.ts';
import type { HouseholdContent } from '../drafts/draft-content.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { focusFirstError } from '../form-page/focus-first-error.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { PossibleDuplicates } from '../duplicates/PossibleDuplicates.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { openEdit } from '../drafts/record-form.ts';
import { useDraftForm, useStoredForm, type StoredForm } from '../drafts/use-draft-form.ts';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';

/** Adds a household, or corrects its name and address. A new household gets its id first, for the draft's address. */
export function HouseholdFormScreen() {
  const { household } = useParams();
  const { newId, basePath } = usePhone();
  const [made] = useState(newId);
  if (household === undefined) return <Navigate replace to={addressesBelow(basePath).editHousehold(made)} />;
  return <KnownHousehold key={household} id={household} />;
}

function KnownHousehold({ id }: { id: Uuid }) {
  const { t } = useTranslation('common');
  const loaded = useHousehold(id);
  const [stored, reload] = useStoredForm<HouseholdContent>(id, 'household');
  if (loaded.state === 'failed' || stored.state === 'failed') return <HouseholdMissing state="failed" />;
  if (stored.state === 'unreadable') return <UnreadableForm household={id} />;
  if (loaded.state === 'loading' || stored.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return (
    <HouseholdForm
      key={stored.round}
      id={id}
      formContext={loaded.state === 'ready' ? loaded.formContext : undefined}
      stored={stored}
      onReload={reload}
    />
  );
}

type FormProps = {
  id: Uuid;
  formContext: HouseholdContext | undefined;
  stored: Extract<StoredForm<HouseholdContent>, { state: 'ready' }>;
  onReload: () => void;
};

function HouseholdForm({ id, formContext, stored, onReload }: FormProps) {
  const { t } = useTranslation('survey');
  const { me, basePath } = usePhone();
  const navigate = useNavigate();
  const now = formContext && shownNow(formContext, me.account);
  const [start] = useState(() => stored.content ?? startOf(now));
  const form = useDraftForm(id, start, stored.draft);
  const [tried, setTried] = useState(false);
  const { values, elsewhere, change, take } = openEdit(householdForm, form, now);
  const paths = addressesBelow(basePath);
  const out = formContext ? paths.household(id) : paths.today;
  const isMissing = values.headName.trim() === '';

  const save = async () => {
    flushSync(() => setTried(true));
    if (isMissing) return focusFirstError('household');
    // The id of a household that was merged meanwhile leads to the one that stays: that one is shown and changed.
    const record = formContext?.household.id ?? id;
    if (await form.finish(householdChange(record, form.content, now, me.account)))
      void navigate(paths.household(record), { replace: true });
  };
  const go = (leaving: Promise<void>, to = out) => void leaving.then(() => navigate(to, { replace: true }));

  return (
    <Page
      title={t(formContext ? 'householdForm.editTitle' : 'householdForm.addTitle')}
      context={formContext?.household.headName}
      intro={
        !formContext &&
        !stored.draft && (
          <TextLink
            href={paths.importHouseholds}
            onClick={(event) => {
              event.preventDefault();
              go(form.leave(), paths.importHouseholds);
            }}
          >
            {t('householdForm.import')}
          </TextLink>
        )
      }
      places="hide"
      back={{
        href: out,
        onClick: (event) => {
          event.preventDefault();
          go(form.leave());
        },
      }}
      action={
        <SaveButton form="household" busy={form.busy ? t('question.saving') : undefined}>
          {t('householdForm.save')}
        </SaveButton>
      }
    >
      <Stack gap="l">
        {form.problem && (
          <SaveProblemNotice
            problem={form.problem}
            onRetry={form.problem.kind === 'stale' ? onReload : () => void save()}
          />
        )}
        {stored.draft && <Notice kind="info" title={t('person.restored')} />}
        <Form id="household" gap="m" busy={form.busy} onSave={save}>
          <WithValueNow now={elsewhere.headName} onTake={() => take('headName')}>
            <TextField
              label={t('householdForm.headName')}
              hint={t('householdForm.headHint')}
              value={values.headName}
              onChange={(headName) => change({ headName })}
              maxLength={200}
              autoCapitalize="words"
              spellCheck={false}
              error={tried && isMissing ? t('householdForm.headNeeded') : undefined}
            />
          </WithValueNow>
          {!formContext && <PossibleDuplicates id={id} headName={values.headName} address={values.address} />}
          <WithValueNow now={elsewhere.address} onTake={() => take('address')}>
            <TextField
              label={t('householdForm.address')}
              hint={t('householdForm.addressHint')}
              value={values.address}
              onChange={(address) => change({ address })}
              maxLength={200}
              spellCheck={false}
            />
          </WithValueNow>
          <SegmentedChoice
            legend={t('householdForm.responsible')}
            value={values.mine ? 'mine' : 'notMine'}
            onChange={(value) => change({ mine: value === 'mine' })}
            options={[
              { value: 'mine', label: t('householdForm.mine') },
              { value: 'notMine', label: t('householdForm.notMine') },
            ]}
          />
        </Form>
        {stored.draft && (
          <Button variant="quiet" onClick={() => go(form.discard())}>
            {t('person.discard')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}

/** The household as the form shows it now, with the versions shown. */
const shownNow = ({ household, basesOf }: HouseholdContext, account: Uuid): Shown<HouseholdFields> =>
  householdShown(household, shownBases(Object.values(householdForm.fields), household.id, basesOf), account);

const startOf = (now: Shown<HouseholdFields> | undefined): HouseholdContent => ({
  form: 'household',
  showing: true,
  ...(now
    ? { bases: now.bases, opened: now.values, ...now.values }
    : { bases: {}, headName: '', address: '', mine: true }),
});
