import { useEffect, useState, type ComponentType } from 'react';
import { useLocation } from 'react-router';
import { loadTexts, useTranslation } from '../../../i18n/index.ts';

/** Fetches the offer to practise once more only when the guide's end is shown: most visits end before it. */
export function AtGuidesEnd() {
  const { hash } = useLocation();
  const { i18n } = useTranslation('common');
  const [Offer, setOffer] = useState<ComponentType>();
  const isEnd = hash === '#done';
  useEffect(() => {
    if (!isEnd) return;
    let left = false;
    Promise.all([import('./Again.tsx'), loadTexts(i18n, ['guides', 'practice', 'ui'])]).then(
      ([{ AgainAfterGuide }]) => {
        if (!left) setOffer(() => AgainAfterGuide);
      },
      (error: unknown) => console.warn(error),
    );
    return () => {
      left = true;
    };
  }, [isEnd, i18n]);
  return Offer ? <Offer /> : null;
}
