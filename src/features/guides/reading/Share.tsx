import { useState } from 'react';
import { Send } from 'lucide-react';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, copyText, hasShareSheet, openShareSheet } from '../../../ui/index.ts';

type Shared = 'copied' | 'byHand';

/**
 * Sends the page as it is open, at this very step: the phone's own share sheet (Zalo is in it), else the link is
 * copied.
 */
export function Share() {
  const { t } = useTranslation('reading');
  const [shared, setShared] = useState<Shared>();
  const share = async (): Promise<void> => {
    const url = location.href;
    if (hasShareSheet()) {
      try {
        return await openShareSheet({ title: document.title, url });
      } catch (error) {
        console.warn('Sharing was refused; the link is copied instead.', error);
      }
    }
    setShared((await copyText(url)) ? 'copied' : 'byHand');
  };
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
