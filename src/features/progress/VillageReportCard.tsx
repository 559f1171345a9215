import { useState } from 'react';
import type { Area } from '../../domain/area.ts';
import { roleRules } from '../../domain/roles.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, Section, Stack } from '../../ui/index.ts';
import { ReportBody, reportIn } from './ReportScreen.tsx';
import { useReportApi, useReportReply } from './use-report-api.ts';

/** The officer's look at a village's report: whether it was sent, its figures, and "Xã đã nhận". */
export function VillageReportCard({ village }: { village: Area }) {
  const { t } = useTranslation('progress');
  const { role } = usePhone();
  const api = useReportApi();
  const [asked, show] = useReportReply(api, village.id);
  const [busy, setBusy] = useState(false);
  const report = asked?.kind === 'ok' ? asked.value : undefined;
  if (report?.village !== village.id) return null;
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
