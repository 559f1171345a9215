import { useState } from 'react';
import { offered, type Mended } from '../../../domain/roster/plan.ts';
import { problemWithYear } from '../../../domain/people/birth-year.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { yearOf } from '../../../lib/day.ts';
import { useToday } from '../../../phone/hooks.ts';
import { ConfirmDialog, Stack, TextField, YearField } from '../../../ui/index.ts';
import type { OpenRow } from './sort-rows.ts';

type Props = {
  row: OpenRow;
  mended: Mended | undefined;
  onMend: (mended: Mended | undefined) => void;
  onClose: () => void;
};

/** A refused row: corrected here, or added as it is. One that was added this way can be left out again. */
export function MendRow({ row, mended, onMend, onClose }: Props) {
  const { t } = useTranslation('households');
  const [typed, setTyped] = useState<Mended>(mended ?? offered(row.as, row.number));
  const [tried, setTried] = useState(false);
  const today = useToday();
  const hasPerson = row.as.people.some((person) => person.row === row.number);
  const year = typed.birthYear ?? null;
  // A list need not say when somebody was born; what is said must be a year.
  const wrongYear = hasPerson && problemWithYear(year, year === null, today);
  const noName = typed.headName.trim() === '';
  const confirm = (): void => {
    if (mended) onMend(undefined);
    else if (noName || wrongYear) setTried(true);
    else
      onMend({
        headName: typed.headName.trim().normalize('NFC'),
        address: typed.address.trim().normalize('NFC'),
        cluster: typed.cluster.trim().normalize('NFC'),
        birthYear: typed.birthYear,
      });
  };
  return (
    <ConfirmDialog
      open
      title={t('roster.mend.title', { row: row.number })}
      confirm={t(mended ? 'roster.mend.leave' : row.isPerson ? 'roster.mend.addPerson' : 'roster.mend.add')}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <Stack>
        <p>{t(row.why, { row: row.first?.number ?? 0 })}</p>
        <TextField
          label={t(row.isPerson ? 'roster.role.member' : 'roster.role.headName')}
          value={typed.headName}
          onChange={(headName) => setTyped({ ...typed, headName })}
          maxLength={200}
          autoCapitalize="words"
          spellCheck={false}
          readOnly={mended !== undefined}
          error={tried && noName ? t('roster.mend.nameNeeded') : undefined}
        />
        {hasPerson && (
          <YearField
            label={t('roster.mend.year')}
            value={year}
            onChange={(birthYear) => setTyped({ ...typed, birthYear: birthYear ?? undefined })}
            thisYear={yearOf(today)}
            readOnly={mended !== undefined}
            error={tried && wrongYear ? t('roster.mend.yearWrong', { year: yearOf(today) }) : undefined}
          />
        )}
        {!row.isPerson && (
          <TextField
            label={t('roster.role.address')}
            value={typed.address}
            onChange={(address) => setTyped({ ...typed, address })}
            maxLength={200}
            readOnly={mended !== undefined}
          />
        )}
        {!row.isPerson && (
          <TextField
            label={t('roster.role.cluster')}
            value={typed.cluster}
            onChange={(cluster) => setTyped({ ...typed, cluster })}
            maxLength={200}
            readOnly={mended !== undefined}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
