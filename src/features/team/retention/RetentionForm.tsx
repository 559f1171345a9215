import { useState } from 'react';
import { fullName, titleName, type Area } from '../../../domain/access/area.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import { keptAfter, longestRetentionMonths, retentionFor } from '../../../domain/record/retention.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useToday } from '../../../phone/hooks.ts';
import type { RetentionResponse } from '../../../protocol/retention.ts';
import {
  Button,
  ChoiceList,
  ConfirmDialog,
  Form,
  LinkButton,
  Notice,
  NumberField,
  Page,
  SaveButton,
} from '../../../ui/index.ts';
import { ProblemNotice, type Refusal } from '../ProblemNotice.tsx';
import type { TeamApi } from '../team-api.ts';

export interface RetentionFormProps {
  readonly api: Pick<TeamApi, 'setRetention'>;
  readonly area: Area;
  /** The area first, then those above it. */
  readonly line: readonly Area[];
  readonly retentions: RetentionResponse['said'];
  readonly backHref: string;
  readonly onSet: () => Promise<void>;
  /** What waits for a second person. */
  readonly erasedHref: string;
}

/**
 * How long one area keeps what single people answered: as the area above does, or a time of its own. A shorter time
 * erases, so it is asked twice.
 */
export function RetentionForm({
  api,
  area,
  line,
  retentions: opened,
  backHref,
  onSet,
  erasedHref,
}: RetentionFormProps) {
  const { t } = useTranslation('team');
  const today = useToday();
  const [retentions, setRetentions] = useState(opened);
  const [meanwhile, setMeanwhile] = useState(false);
  const inherited = retentionFor(
    line.slice(1).map(({ id }) => id),
    retentions,
  );
  const now = retentionFor(
    line.map(({ id }) => id),
    retentions,
  );
  const [whose, setWhose] = useState(now.saidBy === area.id ? 'own' : 'above');
  const [typed, setTyped] = useState<number | null>(now.months);
  const [missing, setMissing] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [waits, setWaits] = useState(false);
  const saidAbove = line.find(({ id }) => id === inherited.saidBy);
  const above = saidAbove ? fullName(saidAbove) : t('retention.common');
  const months = whose === 'above' ? inherited.months : typed;
  const wrong = months === null || !Number.isInteger(months) || months > longestRetentionMonths;

  const takeNow = (): void => {
    setWhose(now.saidBy === area.id ? 'own' : 'above');
    setTyped(now.months);
    setMeanwhile(false);
  };
  const submit = (): void => {
    setMissing(wrong);
    if (wrong || busy) return;
    setWaits(false);
    if (months < now.months) setAsked(true);
    else void save();
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const seen = retentions.find((one) => one.area === area.id)?.version ?? 0;
    const reply = await api.setRetention({ area: area.id, months: whose === 'above' ? null : months, seen });
    setAsked(false);
    if (reply.kind === 'ok' && reply.value.waiting === undefined && !reply.value.meanwhile) return onSet();
    setBusy(false);
    if (reply.kind !== 'ok') return setRefusal(reply);
    setMeanwhile(reply.value.meanwhile === true);
    setWaits(reply.value.waiting !== undefined);
    // Saved again, it is set over the time that is shown now.
    setRetentions(reply.value.said);
  };

  return (
    <Page
      title={titleName(area)}
      context={t('retention.title')}
      back={{ href: backHref }}
      focusKey={area.id}
      action={
        <SaveButton form="retention" busy={busy ? t('retention.saving') : undefined}>
          {t('retention.save')}
        </SaveButton>
      }
    >
      <Form id="retention" busy={busy} onSave={submit}>
        {refusal && <ProblemNotice refusal={refusal} />}
        {meanwhile && (
          <Notice
            kind="warning"
            announce
            title={t('retention.meanwhile', { months: t('retention.months', { count: now.months }) })}
            action={<Button onClick={takeNow}>{t('retention.takeNow')}</Button>}
          />
        )}
        {waits && (
          <Notice
            kind="info"
            announce="answer"
            title={t('retention.waits.title')}
            next={t('retention.waits.next')}
            action={<LinkButton href={erasedHref}>{t('second.see')}</LinkButton>}
          />
        )}
        <ChoiceList
          legend={t('retention.question')}
          options={[
            {
              value: 'above',
              label: t('retention.asAbove', {
                whose: above,
                months: t('retention.months', { count: inherited.months }),
              }),
            },
            { value: 'own', label: t('retention.own') },
          ]}
          value={whose}
          onChange={setWhose}
        />
        {whose === 'own' && (
          <NumberField
            label={t('retention.ownMonths')}
            unit={t('retention.unit')}
            value={typed}
            onChange={setTyped}
            max={longestRetentionMonths}
            error={missing && wrong ? t('retention.needed', { most: longestRetentionMonths }) : undefined}
          />
        )}
        {!wrong && <Meaning months={months} today={today} />}
      </Form>
      <ConfirmDialog
        open={asked}
        title={t('retention.shorter.ask')}
        confirm={t('retention.shorter.confirm')}
        danger
        busy={busy ? t('retention.saving') : undefined}
        onConfirm={() => void save()}
        onCancel={() => setAsked(false)}
      >
        <p>{t('retention.shorter.what')}</p>
        {!wrong && <Meaning months={months} today={today} />}
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
