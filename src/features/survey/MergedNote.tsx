import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneRecord } from '../../store/phone-store.ts';
import { Button, ConfirmDialog, Notice, Stack } from '../../ui/index.ts';
import { mergeChange } from './home-change.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { useFreeze } from './use-freeze.ts';
import type { HomeSheet } from './use-survey.ts';

/** What was merged into this home or person, and the way back, sent already or not. */
export function MergedNote({ sheet, record }: { sheet: HomeSheet; record: Uuid }) {
  return sheet.mergedOf(record).map((gone) => <Merged key={gone.id} sheet={sheet} gone={gone} />);
}

function Merged({ sheet, gone }: { sheet: HomeSheet; gone: PhoneRecord }) {
  const { t } = useTranslation('survey');
  const { problem, busy, save } = useFreeze();
  const [asking, setAsking] = useState(false);
  const isHome = gone.kind === 'household';
  const written = gone.fields[isHome ? 'headName' : 'name'];
  const name = typeof written === 'string' && written !== '' ? written : t(isHome ? 'home.noName' : 'person.noName');
  const takeBack = async () => {
    const people = isHome ? sheet.household.people.flatMap(({ id }) => sheet.mergedOf(id)).filter(({ fields }) => fields['household'] === gone.id) : [];
    await save([gone, ...people].map(({ id, kind }) => mergeChange(kind === 'person' ? 'person' : 'household', id, undefined, sheet.basesOf)));
    setAsking(false);
  };
  return (
    <Notice kind="info" title={t('merge.merged', { name })} next={t('merge.mergedNext')}>
      <Stack gap="s">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void takeBack()} />}
        <Button icon={Undo2} onClick={() => setAsking(true)}>{t('merge.takeBack')}</Button>
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
