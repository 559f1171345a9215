import { FileSpreadsheet, PenLine, Send, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { titleName, type Area } from '../../../domain/access/area.ts';
import { villageReport, type VillageReport } from '../../../domain/report/village-report.ts';
import { teamFileOf } from '../../../domain/report/team-file.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Counts } from '../../../domain/indicator/counts.ts';
import type { ReportResponse, SentReport } from '../../../protocol/report.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useSyncState, useToday } from '../../../phone/hooks.ts';
import { Button, EmptyState, LinkButton, Notice, Page, Skeleton, Stack } from '../../../ui/index.ts';
import { duePeriod } from '../../../domain/period.ts';
import { ActivitySection } from '../papers/ActivitySection.tsx';
import { ReportTable } from './ReportTable.tsx';
import { ReportTexts } from './ReportTexts.tsx';
import { usePeriodKind } from './use-period-kind.ts';
import { useTextsOnPhone } from './use-report-texts.ts';
import { TrainedNotice } from '../targets/TeamFileFacts.tsx';
import { useReportApi, useReportReply } from './use-report-api.ts';

/** The village's report of the period: what will be signed, then one tap to sign and send it. */
export function ReportScreen() {
  const { t } = useTranslation('progress');
  const { village, basePath } = usePhone();
  if (village) return <OfVillage village={village} />;
  return (
    <Page title={t('report.title')} back={{ href: basePath }}>
      <EmptyState title={t('noVillage.title')}>{t('noVillage.next')}</EmptyState>
    </Page>
  );
}

function OfVillage({ village }: { village: Area }) {
  const { t } = useTranslation(['progress', 'papers']);
  const { basePath, role } = usePhone();
  const { unsentForms } = useSyncState();
  const api = useReportApi();
  const [reply, show] = useReportReply(api, village.id);
  const [sending, setSending] = useState(false);
  const [changed, setChanged] = useState(false);
  const load = async (): Promise<void> => show(await api.report(village.id));

  const value = reply?.kind === 'ok' ? reply.value : undefined;
  const refusal = reply && reply.kind !== 'ok' ? (reply.kind === 'unreachable' ? 'offline' : 'refused') : undefined;
  const today = useToday();
  const texts = useTextsOnPhone(village.id, duePeriod(usePeriodKind(village.id), today).from);
  const maySend =
    value &&
    !texts?.unsent &&
    !value.received &&
    roleRules[role].may.includes('sendReport') &&
    today >= value.opens &&
    (!value.signed || today <= value.period.until);
  const send = async (): Promise<void> => {
    if (!value || sending) return;
    setSending(true);
    const answer = await api.send(village.id, value.period.from, value.seen);
    setSending(false);
    setChanged(answer.kind === 'ok' && !answer.value.signed);
    show(answer);
  };
  return (
    <Page
      wide
      context={titleName(village)}
      title={t('report.title')}
      back={{ href: addressesBelow(basePath).progress }}
      action={
        maySend && (
          <Button
            variant="primary"
            block
            icon={Send}
            onClick={() => void send()}
            busy={sending ? t('report.sending') : undefined}
          >
            {t(value.signed ? 'report.sendAgain' : 'report.sign')}
          </Button>
        )
      }
    >
      <Stack gap="l">
        {!reply && <Skeleton />}
        {refusal && (
          <Notice
            kind="offline"
            announce
            title={t(`report.${refusal}.title`)}
            next={t('report.offline.next')}
            action={<Button onClick={() => void load()}>{t('report.again')}</Button>}
          />
        )}
        {changed && (
          <Notice kind="warning" announce title={t('report.changed.title')} next={t('report.changed.next')} />
        )}
        {unsentForms > 0 && value && !value.signed && (
          <Notice kind="warning" title={t('report.unsent', { count: unsentForms })} next={t('report.unsentNext')} />
        )}
        {value && !value.signed && texts?.unsent && (
          <Notice kind="warning" title={t('papers:texts.unsaved')} next={t('papers:texts.unsavedNext')} />
        )}
        {value && <ReportBody report={reportIn(village, value)} />}
        {roleRules[role].may.includes('sendReport') && (
          <LinkButton block icon={PenLine} href={addressesBelow(basePath).reportTexts}>
            {t('papers:texts.open')}
          </LinkButton>
        )}
        <LinkButton block icon={UsersRound} href={addressesBelow(basePath).teamFile()}>
          {t('papers:team.open')}
        </LinkButton>
        <LinkButton block icon={FileSpreadsheet} href={addressesBelow(basePath).reportFiles}>
          {t('report.files')}
        </LinkButton>
      </Stack>
    </Page>
  );
}

/** The server's answer as every screen, sheet and file reads it. */
export const reportIn = (
  village: VillageReport['village'],
  value: SentReport & Partial<Pick<ReportResponse, 'countedNow'>>,
): VillageReport =>
  villageReport({
    village,
    period: value.period,
    asOf: value.asOf,
    counts: value.counts as Counts,
    before: value.before as Counts | undefined,
    targets: value.targets,
    activity: value.activity,
    texts: value.texts,
    team: value.team && teamFileOf(value.team),
    signed: value.signed,
    received: value.received,
    countedNow: value.countedNow as Counts | undefined,
  });

/** Whose it is, what state it is in, the figures, and what changed after it was signed. */
export function ReportBody({ report }: { report: VillageReport }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { period, asOf, signed, received, coverage } = report;
  return (
    <>
      {signed ? (
        <Notice
          kind="success"
          announce
          title={t('report.signed', { name: signed.name, time: format.time(signed.at) })}
          next={received ? t('report.received', { time: format.time(received.at) }) : t('report.notReceived')}
        />
      ) : (
        <Notice kind="info" title={t('report.draft')} next={t('report.draftNext', { day: format.day(period.until) })} />
      )}
      <p>
        {t('report.period', { from: format.day(period.from), until: format.day(period.until) })}{' '}
        {t('report.asOf', { day: format.day(asOf) })}{' '}
        {t('asked', { done: coverage.surveyed, all: coverage.households })}.
      </p>
      <ReportTable report={report} />
      <ActivitySection activity={report.activity} />
      <ReportTexts texts={report.texts} />
      {report.team && <TrainedNotice team={report.team} />}
      <Corrections report={report} />
    </>
  );
}

function Corrections({ report: { corrections } }: { report: VillageReport }) {
  const { t } = useTranslation('progress');
  if (corrections.length === 0) return null;
  const signedNumber = (value: number): string => (value > 0 ? `+${value}` : `${value}`);
  return (
    <Notice kind="info" title={t('report.corrections.title')}>
      <ul>
        {corrections.map(({ id, met, total }) => (
          <li key={id}>
            {t('report.corrections.line', {
              name: id === 'coverage' ? t('coverage.label') : t(`indicator.${id}.short`),
              met: signedNumber(met),
              total: signedNumber(total),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
