import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { historyResponse, type HistoryResponse } from '../../protocol/history.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Facts, Notice, Section, Stack } from '../../ui/index.ts';
import type { Line } from './words.ts';

export interface PastSectionProps {
  readonly household: Uuid;
  readonly village: Uuid;
  /** Undefined until it was asked for. */
  readonly past: HistoryResponse | undefined;
  readonly lines: readonly Line[];
  readonly onPast: (past: HistoryResponse) => void;
}

/** What was written before and has been changed since: only the server keeps it, so it takes a network. */
export function PastSection({ household, village, past, lines, onPast }: PastSectionProps) {
  const { t } = useTranslation('rights');
  const { server } = usePhone();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<'unreachable' | 'refused'>();
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const asked = await server.get(`history?village=${village}&household=${household}`, historyResponse);
    setBusy(false);
    setFailed(asked.kind === 'ok' ? undefined : asked.kind === 'unreachable' ? 'unreachable' : 'refused');
    if (asked.kind === 'ok') onPast(asked.value);
  };
  return (
    <Section title={t('past.title')}>
      <Stack>
        <p>{t('past.intro')}</p>
        {failed && (
          <Notice
            kind={failed === 'unreachable' ? 'offline' : 'error'}
            announce
            title={t(`past.${failed}.title`)}
            next={t(`past.${failed}.next`)}
          />
        )}
        {past && lines.length === 0 && <p>{t('past.none')}</p>}
        {past && lines.length > 0 && <Facts items={lines} />}
        {past?.more === true && <p>{t('past.more')}</p>}
        {!past && (
          <Button icon={History} busy={busy ? t('past.asking') : undefined} onClick={() => void ask()}>
            {t('past.show')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
