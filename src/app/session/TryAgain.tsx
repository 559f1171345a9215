import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';

/** Asks the server again, and says so while it does. */
export function TryAgain({ tryAgain }: { tryAgain: () => Promise<void> }) {
  const { t } = useTranslation('app');
  const [busy, setBusy] = useState(false);
  const press = () => {
    setBusy(true);
    void tryAgain().finally(() => setBusy(false));
  };
  return (
    <Button variant="primary" block onClick={press} busy={busy ? t('firstOpening') : undefined}>
      {t('session.noRights.action')}
    </Button>
  );
}
