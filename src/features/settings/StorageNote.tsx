import { useTranslation } from 'react-i18next';
import { Button, Notice, Row, Skeleton, Stack } from '../../ui/index.ts';
import type { StorageCare } from './use-storage-state.ts';

const megabytes = (bytes: number): number => (bytes < 10_000_000 ? Math.round(bytes / 100_000) / 10 : Math.round(bytes / 1_000_000));

/** How full the phone is for us, and whether the browser may throw the book away. */
export function StorageNote({ state, ask, refused }: StorageCare) {
  const { t } = useTranslation('settings');
  if (!state) return <Skeleton rows={1} />;
  const { persistence, usage, quota, low } = state;
  return (
    <Stack gap="s">
      <p>{roomWords(usage, quota, t)}</p>
      {low && <Notice kind="warning" title={t('storage.low')} />}
      <p>{t(`storage.${persistence}`)}</p>
      {refused && <p role="status">{t('storage.refused')}</p>}
      {persistence === 'mayBeEvicted' && (
        <Row>
          <Button onClick={ask}>{t('storage.ask')}</Button>
        </Row>
      )}
    </Stack>
  );
}

function roomWords(usage: number | undefined, quota: number | undefined, t: ReturnType<typeof useTranslation<'settings'>>['t']): string {
  if (usage === undefined) return t('storage.unknownRoom');
  if (quota === undefined) return t('storage.usedOnly', { used: megabytes(usage) });
  return t('storage.used', { used: megabytes(usage), free: megabytes(Math.max(0, quota - usage)) });
}
