import { useId, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { resolutionOf, type Choice } from '../../domain/merge/conflict.ts';
import { useTranslation } from '../../i18n/index.ts';
import { SubmitRefusedError } from '../../store/index.ts';
import { usePhone, useRefresh, useToday } from '../../phone/hooks.ts';
import { StillHere } from '../../phone/still-here.ts';
import { ChoiceList, Form, LinkButton, Notice, Page, SaveButton, Skeleton, TextLink } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { ThirdField } from './ThirdField.tsx';
import { emptyThird, thirdInput, thirdValue } from './third-value.ts';
import { useConflicts, useVillageHere, type Conflicts, type ShownConflict } from './use-conflicts.ts';
import { useWords, type Words } from './words.ts';

/** One field that was written differently: each value, who and when; choose one, or say what is right. */
export function ConflictScreen() {
  const { t } = useTranslation('review');
  const { basePath } = usePhone();
  const { conflict: id } = useParams();
  const listHref = useListHref(addressesBelow(basePath));
  const conflicts = useConflicts();
  const back = { href: listHref };
  if (conflicts.state === 'failed')
    return (
      <Page title={t('title')} back={back}>
        <StillHere>
          {(isHere) => (
            <Notice
              kind="error"
              title={t('failed.title')}
              kept={isHere ? t('failed.kept') : undefined}
              next={t('failed.next')}
            />
          )}
        </StillHere>
      </Page>
    );
  if (conflicts.state === 'loading')
    return (
      <Page title={t('title')} back={back}>
        <Skeleton rows={3} />
      </Page>
    );
  const conflict = conflicts.value.all.find((one) => one.id === id);
  if (!conflict) {
    return (
      <Page
        title={t('gone.title')}
        back={back}
        action={
          <LinkButton variant="primary" block href={listHref}>
            {t('gone.action')}
          </LinkButton>
        }
      >
        <p>{t('gone.next')}</p>
      </Page>
    );
  }
  return <Decision key={conflict.id} conflict={conflict} conflicts={conflicts.value} listHref={listHref} />;
}

function useListHref(paths: ReturnType<typeof addressesBelow>): string {
  const [search] = useSearchParams();
  const from = search.get('household');
  return from === null ? paths.review() : paths.review(from);
}

const OTHER = 'other';

function Decision({
  conflict,
  conflicts,
  listHref,
}: {
  conflict: ShownConflict;
  conflicts: Conflicts;
  listHref: string;
}) {
  const { t } = useTranslation('review');
  const { basePath } = usePhone();
  const words = useWords();
  const today = useToday();
  const form = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [third, setThird] = useState(emptyThird);
  const [missing, setMissing] = useState<'needed' | 'otherNeeded'>();
  const { save, saving, problem } = useSave(conflict, conflicts, listHref);
  const { field, kind, person } = conflict;
  const name = (person === undefined ? undefined : conflict.personName) || t('noPersonName');
  const input = thirdInput(field);
  const options = conflict.choices.map((choice, i) => ({
    value: String(i),
    label: words.value(field, choice.value),
    hint: hintOf(choice, field, words, t('choose.shown')),
  }));

  const submit = (): void => {
    if (chosen === null) return setMissing('needed');
    const value =
      chosen === OTHER ? input && thirdValue(conflict, input, third, today) : conflict.choices[Number(chosen)]?.value;
    if (value === undefined) return setMissing('otherNeeded');
    setMissing(undefined);
    save(value);
  };
  return (
    <Page
      title={words.ask(field, kind, name)}
      context={[conflict.householdName || t('noHouseholdName'), person === undefined ? undefined : name]
        .filter(Boolean)
        .join(' · ')}
      back={{ href: listHref }}
      action={
        <SaveButton form={form} busy={saving ? t('choose.saving') : undefined}>
          {t('choose.save')}
        </SaveButton>
      }
    >
      <Form id={form} busy={saving} onSave={submit}>
        {problem && (
          <Notice
            kind="error"
            announce="answer"
            title={t(`unsaved.${problem}.title`)}
            kept={t('unsaved.kept')}
            next={t(`unsaved.${problem}.next`)}
          />
        )}
        <ChoiceList
          legend={t('choose.legend')}
          options={
            input
              ? [...options, { value: OTHER, label: t('choose.other'), hint: t('choose.otherHint'), apart: true }]
              : options
          }
          value={chosen}
          onChange={setChosen}
          error={missing === 'needed' ? t('choose.needed') : undefined}
        />
        {chosen === OTHER && input && (
          <ThirdField
            field={field}
            input={input}
            draft={third}
            onChange={setThird}
            words={words}
            error={missing === 'otherNeeded' ? t('choose.otherNeeded') : undefined}
          />
        )}
        {conflict.household !== undefined && (
          <p>
            <TextLink href={addressesBelow(basePath).household(conflict.household)}>{t('toHousehold')}</TextLink>
          </p>
        )}
      </Form>
    </Page>
  );
}

/** "H’Lan, 22/11/2026 09:05 · tự trả lời · đang dùng" */
function hintOf(choice: Choice, field: string, words: Words, shown: string): string {
  return [...choice.writers.map(words.writer), words.by(field, choice.value), choice.isShown ? shown : undefined]
    .filter(Boolean)
    .join(' · ');
}

function useSave({ record, kind, ...conflict }: ShownConflict, { recordsById }: Conflicts, listHref: string) {
  const { store } = usePhone();
  const village = useVillageHere();
  const refresh = useRefresh(village);
  const navigate = useNavigate();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<'full' | 'failed'>();

  async function submit(value: Choice['value']): Promise<'full' | 'failed' | undefined> {
    const resolution = resolutionOf({ record, kind, ...conflict }, value);
    const about = recordsById.get(record);
    if (!resolution || !about) return 'failed';
    try {
      await store.records.submit([{ record, village, kind, bases: about.bases, ...resolution }]);
    } catch (error) {
      if (error instanceof SubmitRefusedError) return 'full';
      throw error;
    }
    await refresh();
    return undefined;
  }

  const save = (value: Choice['value']): void => {
    setSaving(true);
    setProblem(undefined);
    submit(value)
      .catch((error: unknown): 'failed' => {
        console.error(error);
        return 'failed';
      })
      .then((refused) => {
        setSaving(false);
        if (refused === undefined) void navigate(listHref, { replace: true });
        else setProblem(refused);
      }, console.error);
  };
  return { save, saving, problem };
}
