import { useTranslation } from 'react-i18next';
import { Send } from 'lucide-react';
import { useLanguage } from '../../i18n/index.ts';
import { useObservable, usePhone } from '../../sync/react.ts';
import { Button, List, ListRow, Section, Stack } from '../../ui/index.ts';

const words = { sent: 'sent', paused: 'paused', unreachable: 'unsent', refused: 'refusedHere' } as const;

/** What was recorded here and has not reached the server. */
export function MyRecordings() {
  const { t } = useTranslation('audio');
  const { format } = useLanguage();
  const { recordings } = usePhone();
  const { kept, share, last } = useObservable(recordings.state);
  const going = share !== undefined;
  const said = going ? t('sending', { percent: format.percent(share) }) : last ? t(words[last]) : '';
  if (kept.length === 0) return last ? <p role="status">{said}</p> : null;
  const waits = !going && (last === undefined || last === 'sent');
  return (
    <Section title={t('mine')}>
      <Stack gap="s">
        <List>
          {kept.map((recording) => <ListRow key={recording.id} title={t('by', recording)} meta={waits ? t('waitsForWifi') : undefined} />)}
        </List>
        <p role="status">{said}</p>
        <Button block icon={Send} busy={going ? said : undefined} onClick={() => void recordings.sendNow()}>{t('sendNow')}</Button>
      </Stack>
    </Section>
  );
}
