import { useState, type FormEvent } from 'react';
import { fullName, titleName, type Area } from '../../domain/area.ts';
import { dayOf, yearOf, type Day } from '../../domain/day.ts';
import { keptAfter, longestRetentionMonths, retentionFor, type AreaRetention } from '../../domain/retention.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ChoiceList, ConfirmDialog, NumberField, Page, Stack } from '../../ui/index.ts';
import { ProblemNotice, type Refusal } from './ProblemNotice.tsx';
import type { TeamApi } from './team-api.ts';

export interface RetentionFormProps {
  readonly api: Pick<TeamApi, 'setRetention'>;
  readonly area: Area;
  /** The area first, then those above it. */
  readonly line: readonly Area[];
  readonly said: readonly AreaRetention[];
  readonly backHref: string;
  readonly onSet: () => Promise<void>;
}

/** How long one area keeps what single people answered: as the area above does, or a time of its own. A shorter time erases, so it is asked twice. */
export function RetentionForm({ api, area, line, said, backHref, onSet }: RetentionFormProps) {
  const { t } = useTranslation('team');
  const { clock } = usePhone();
  const inherited = retentionFor(line.slice(1).map(({ id }) => id), said);
  const now = retentionFor(line.map(({ id }) => id), said);
  const [whose, setWhose] = useState(now.saidBy === area.id ? 'own' : 'above');
  const [typed, setTyped] = useState<number | null>(now.months);
  const [missing, setMissing] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const saidAbove = line.find(({ id }) => id === inherited.saidBy);
  const above = saidAbove ? fullName(saidAbove) : t('retention.common');
  const months = whose === 'above' ? inherited.months : typed;
  const wrong = months === null || months > longestRetentionMonths;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(wrong);
    if (wrong || busy) return;
    if (months < now.months) setAsked(true);
    else void save();
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const reply = await api.setRetention({ area: area.id, months: whose === 'above' ? null : months });
    setAsked(false);
    if (reply.kind === 'ok') return onSet();
    setBusy(false);
    setRefusal(reply);
  };

  return (
    <Page
      title={titleName(area)}
      context={t('retention.title')}
      back={{ href: backHref }}
      focusKey={area.id}
      action={
        <Button variant="primary" block type="submit" form="retention" busy={busy ? t('retention.saving') : undefined}>
          {t('retention.save')}
        </Button>
      }
    >
      <form id="retention" autoComplete="off" noValidate onSubmit={submit}>
        <Stack gap="l">
          {refusal && <ProblemNotice refusal={refusal} />}
          <ChoiceList
            legend={t('retention.question')}
            options={[
              { value: 'above', label: t('retention.asAbove', { whose: above, months: t('retention.months', { count: inherited.months }) }) },
              { value: 'own', label: t('retention.own') },
            ]}
            value={whose}
            onChange={setWhose}
          />
          {whose === 'own' && <NumberField label={t('retention.ownMonths')} unit={t('retention.unit')} value={typed} onChange={setTyped} max={longestRetentionMonths} error={missing && wrong ? t('retention.needed', { most: longestRetentionMonths }) : undefined} />}
          {!wrong && <Meaning months={months} today={dayOf(clock.now())} />}
        </Stack>
      </form>
      <ConfirmDialog open={asked} title={t('retention.shorter.ask')} confirm={t('retention.shorter.confirm')} danger busy={busy ? t('retention.saving') : undefined} onConfirm={() => void save()} onCancel={() => setAsked(false)}>
        <p>{t('retention.shorter.what')}</p>
        {!wrong && <Meaning months={months} today={dayOf(clock.now())} />}
      </ConfirmDialog>
    </Page>
  );
}

/** What it comes to for somebody asked this year, in a day. */
function Meaning({ months, today }: { months: number; today: Day }) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  return <p>{t('retention.meaning', { year: String(yearOf(today)), day: format.day(keptAfter(today, months)) })}</p>;
}
