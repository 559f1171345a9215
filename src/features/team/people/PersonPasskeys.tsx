import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { Passkey } from '../../../protocol/accounts/passkey.ts';
import { Button, Facts, Section, Stack } from '../../../ui/index.ts';

interface PersonPasskeysProps {
  readonly passkeys: readonly Passkey[];
  readonly onAsk: (asked: { readonly what: 'passkeys'; readonly id: string; readonly unsent: number }) => void;
}

/** Another person's passkeys, for an administrator: a lost one is taken away, and its owner makes a new one. */
export function PersonPasskeys({ passkeys, onAsk }: PersonPasskeysProps) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const words = ({ since, lastUsed }: Passkey): string =>
    [
      t('person.passkeySince', { time: format.time(since) }),
      lastUsed === undefined ? t('person.passkeyUnused') : t('person.passkeyUsed', { time: format.time(lastUsed) }),
    ].join(' · ');
  return (
    <Section title={t('person.passkeys')}>
      <Stack>
        <Facts
          items={passkeys.map((one) => ({
            term: one.name,
            detail: words(one),
            action: (
              <Button variant="quiet" onClick={() => onAsk({ what: 'passkeys', id: one.id, unsent: 0 })}>
                {t('withdraw.passkeys.button')}
              </Button>
            ),
          }))}
        />
        <p>{t('person.passkeyLost')}</p>
      </Stack>
    </Section>
  );
}
