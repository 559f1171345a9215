import { useState } from 'react';
import type { Area } from '../../../domain/access/area.ts';
import { roleRules } from '../../../domain/access/roles.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { ReportResponse } from '../../../protocol/report.ts';
import type { Asked } from '../../../sync/index.ts';
import { Button, Section, Stack } from '../../../ui/index.ts';
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
  const receive = async (): Promise<void> => {
    setBusy(true);
    const reply = await api.receive(village.id, report.period.from);
    setBusy(false);
    if (reply.kind === 'ok') show(reply);
  };
  const mayReceive = report.signed && !report.received && roleRules[role].may.includes('receiveReport');
  return (
    <Section title={t('report.title')}>
      <Stack>
        {report.signed ? <ReportBody report={reportIn(village, report)} /> : <p>{t('report.none')}</p>}
        {mayReceive && (
          <Button variant="primary" onClick={() => void receive()} busy={busy ? t('report.receiving') : undefined}>
            {t('report.receive')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
