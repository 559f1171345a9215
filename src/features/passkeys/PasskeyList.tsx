import { useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { Passkey } from '../../protocol/accounts/passkey.ts';
import { withdrawResponse } from '../../protocol/accounts/team.ts';
import { Button, ConfirmDialog, Facts, Notice, Section, Stack } from '../../ui/index.ts';

/** The person's passkeys. Each can be taken away by confirming with another one; so the only one cannot. */
export function PasskeyList({ passkeys, onGone }: { passkeys: readonly Passkey[]; onGone: () => void }) {
  const { t } = useTranslation('passkeys');
  const { format } = useLanguage();
  const { server } = usePhone();
  const [asked, setAsked] = useState<Passkey>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const takeAway = async (): Promise<void> => {
    if (!asked || busy) return;
    setBusy(true);
    const reply = await server.post('passkeys/withdraw', { id: asked.id }, withdrawResponse);
    setBusy(false);
    setAsked(undefined);
    setFailed(reply.kind !== 'ok');
    if (reply.kind === 'ok') onGone();
  };
  if (passkeys.length === 0) return null;
  const words = ({ since, lastUsed }: Passkey): string =>
    [
      t('made', { time: format.time(since) }),
      lastUsed === undefined ? t('neverUsed') : t('used', { time: format.time(lastUsed) }),
    ].join(' · ');
  return (
    <Section title={t('mine')}>
      <Stack>
        {failed && <Notice kind="warning" announce title={t('notRemoved.title')} next={t('notRemoved.next')} />}
        <Facts
          items={passkeys.map((one) => ({
            term: one.name,
            detail: words(one),
            ...(passkeys.length > 1 && {
              action: (
                <Button variant="quiet" aria-label={t('removeOf', { name: one.name })} onClick={() => setAsked(one)}>
                  {t('remove')}
                </Button>
              ),
            }),
          }))}
        />
        <p>{t(passkeys.length > 1 ? 'lost' : 'last')}</p>
      </Stack>
      <ConfirmDialog
        open={asked !== undefined}
        title={t('removeAsk', { name: asked?.name ?? '' })}
        confirm={t('remove')}
        danger
        busy={busy ? t('removing') : undefined}
        onConfirm={() => void takeAway()}
        onCancel={() => setAsked(undefined)}
      >
        <p>{t('removeWhat')}</p>
      </ConfirmDialog>
    </Section>
  );
}
