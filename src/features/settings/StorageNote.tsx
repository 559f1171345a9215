import { useLanguage, useTranslation, type Format } from '../../i18n/index.ts';
import type { StorageState } from '../../store/index.ts';
import { Button, Notice, Row, Skeleton, Stack } from '../../ui/index.ts';
import type { StorageCare } from './use-storage-state.ts';

/** "3,5 MB", "10,7 GB" */
function sizeIn(format: Format, bytes: number): string {
  const [unit, size] = bytes < 1e9 ? (['MB', bytes / 1e6] as const) : (['GB', bytes / 1e9] as const);
  return `${format.number(size < 100 ? Math.round(size * 10) / 10 : Math.round(size))}\u00a0${unit}`;
}

/** The storage used and left, and whether the browser may delete the local store. */
export function StorageNote({ state, ask, refused }: StorageCare) {
  const { t } = useTranslation('settings');
  if (!state) return <Skeleton rows={1} />;
  const { persistence, low } = state;
  return (
    <Stack gap="s">
      <p>
        <Room state={state} />
      </p>
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

function Room({ state: { usage, quota } }: { state: StorageState }) {
  const { t } = useTranslation('settings');
  const { format } = useLanguage();
  if (usage === undefined) return t('storage.unknownRoom');
  const used = sizeIn(format, usage);
  return quota === undefined
    ? t('storage.usedOnly', { used })
    : t('storage.used', { used, free: sizeIn(format, Math.max(0, quota - usage)) });
}
