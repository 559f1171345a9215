import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Send } from 'lucide-react';
import { Button } from '../../../ui/index.ts';

type Shared = 'copied' | 'byHand';

/** Sends the page as it is open, at this very step: the phone's own share sheet (Zalo is in it), else the link is copied. */
export function Share() {
  const { t } = useTranslation('reading');
  const [shared, setShared] = useState<Shared>();
  const share = async (): Promise<void> => {
    const url = location.href;
    if ('share' in navigator) {
      try {
        await navigator.share({ title: document.title, url });
        return;
      } catch (error) {
        // Closed again without choosing: nothing to do. Refused: copy.
        if (error instanceof DOMException && error.name === 'AbortError') return;
      }
    }
    try {
      await navigator.clipboard.writeText(url);
      setShared('copied');
    } catch {
      setShared('byHand'); // no clipboard without HTTPS, or refused
    }
  };
  return (
    <>
      <Button block icon={Send} onClick={() => void share()}>{t('share.send')}</Button>
      <p role="status">
        {shared === 'copied' && t('share.copied')}
        {shared === 'byHand' && <>{t('share.byHand')} <b>{location.href}</b></>}
      </p>
    </>
  );
}
