import { useState } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { refusalOf, useRefusalWords, type Refusal } from '../../../phone/refusal.ts';
import type { ReportResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import { Button, Notice, Section, Stack } from '../../../ui/index.ts';
import { ReportBody, reportIn } from '../report/ReportScreen.tsx';
import { useReportApi } from '../report/use-report-api.ts';

/** The officer's look at a village's report: whether it was sent, its figures, and "Xã đã nhận". */
export function VillageReportCard({
  village,
  report,
  show,
}: {
  village: Area;
  report: ReportResponse;
  /** Takes the server's answer to "received". */
  show: (reply: Asked<ReportResponse>) => void;
}) {
  const { t } = useTranslation('progress');
  const { role } = usePhone();
  const api = useReportApi();
  const [busy, setBusy] = useState(false);
  const refused = useRefusalWords();
  const [problem, setProblem] = useState<'signedAgain' | { readonly refusal: Refusal }>();
  const receive = async (seen: number): Promise<void> => {
    setBusy(true);
    const reply = await api.receive(village.id, report.period.from, seen);
    setBusy(false);
    if (reply.kind !== 'ok') return setProblem({ refusal: refusalOf(reply) });
    setProblem(reply.value.received ? undefined : 'signedAgain');
    show(reply);
  };
  const { signed } = report;
  const mayReceive = signed && !report.received && roleRules[role].may.includes('receiveReport');
  return (
    <Section title={t('report.title')}>
      <Stack>
        {problem === 'signedAgain' && (
          <Notice kind="warning" announce="answer" title={t('report.signedAgain')} next={t('report.signedAgainNext')} />
        )}
        {signed ? <ReportBody report={reportIn(village, report)} /> : <p>{t('report.none')}</p>}
        {typeof problem === 'object' && (
          <Notice announce="answer" title={t('report.receiveFailed')} {...refused(problem.refusal)} />
        )}
        {mayReceive && (
          <Button
            variant="primary"
            onClick={() => void receive(signed.at)}
            busy={busy ? t('report.receiving') : undefined}
          >
            {t('report.receive')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
