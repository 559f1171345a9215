import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { PhoneRecord } from '../../../store/phone-store.ts';
import { Button, ConfirmDialog, Notice, Stack } from '../../../ui/index.ts';
import { mergeChange } from '../changes/household-changes.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import type { HouseholdContext } from '../form-context.ts';

/** The duplicates merged into this household or person, each with its undo. */
export function MergedNote({ formContext, record }: { formContext: HouseholdContext; record: Uuid }) {
  return formContext.mergedOf(record).map((gone) => <Merged key={gone.id} formContext={formContext} gone={gone} />);
}

function Merged({ formContext, gone }: { formContext: HouseholdContext; gone: PhoneRecord }) {
  const { t } = useTranslation('survey');
  const { problem, busy, save } = useSubmit();
  const [asking, setAsking] = useState(false);
  const isHousehold = gone.kind === 'household';
  const written = gone.fields[isHousehold ? 'headName' : 'name'];
  const name =
    typeof written === 'string' && written !== '' ? written : t(isHousehold ? 'household.noName' : 'person.noName');
  const takeBack = async () => {
    const people = isHousehold
      ? formContext.household.people
          .flatMap(({ id }) => formContext.mergedOf(id))
          .filter(({ fields }) => fields['household'] === gone.id)
      : [];
    await save(
      [gone, ...people].map(({ id, kind }) =>
        mergeChange(kind === 'person' ? 'person' : 'household', id, undefined, formContext.basesOf),
      ),
    );
    setAsking(false);
  };
  return (
    <Notice kind="info" title={t('merge.merged', { name })} next={t('merge.mergedNext')}>
      <Stack gap="s">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void takeBack()} />}
        <Button icon={Undo2} onClick={() => setAsking(true)}>
          {t('merge.takeBack')}
        </Button>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('merge.takeBackTitle', { name })}
        confirm={t('merge.takeBackConfirm')}
        busy={busy ? t('question.saving') : undefined}
        onConfirm={() => void takeBack()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('merge.takeBackText', { name })}</p>
      </ConfirmDialog>
    </Notice>
  );
}
