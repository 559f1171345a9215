import { KeyRound } from 'lucide-react';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { LinkButton, Notice } from '../../ui/index.ts';

/** Above the first screen of an officer or administrator who has no passkey yet. */
export function PasskeyNotice() {
  const { t } = useTranslation('passkeys');
  const { basePath } = usePhone();
  return (
    <Notice
      kind="warning"
      title={t('missing.title')}
      next={t('missing.next')}
      action={
        <LinkButton icon={KeyRound} href={addressesBelow(basePath).passkeys}>
          {t('add')}
        </LinkButton>
      }
    />
  );
}
