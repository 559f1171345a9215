import { useState } from 'react';
import { Send } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { shareLink, type Shared } from './share-link.ts';

/** Sends the page as it is open, at this very step. */
export function Share() {
  const { t } = useTranslation('reading');
  const [shared, setShared] = useState<Shared>();
  const share = async (): Promise<void> => setShared(await shareLink({ title: document.title, url: location.href }));
  return (
    <>
      <Button block icon={Send} onClick={() => void share()}>
        {t('share.send')}
      </Button>
      <p role="status">
        {shared === 'copied' && t('share.copied')}
        {shared === 'byHand' && (
          <>
            {t('share.byHand')} <b>{location.href}</b>
          </>
        )}
      </p>
    </>
  );
}
