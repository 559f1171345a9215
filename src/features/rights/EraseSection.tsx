import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { grantsFor } from '../../domain/roles.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, ConfirmDialog, Notice, Section, Stack } from '../../ui/index.ts';
import { eraseRecords, type EraseReply } from './erase-api.ts';
import type { Held } from './held.ts';

/** Erasing the home or one of its people for good: lead and head, with a network; a member is told whom to ask. */
export function EraseSection({ held, village, onDone }: { readonly held: Held; readonly village: Uuid; readonly onDone: (news: string) => void }) {
  const { t } = useTranslation('rights');
  const { me, device, transport, sync } = usePhone();
  const [asked, setAsked] = useState<{ readonly id: Uuid; readonly name: string }>();
  const [busy, setBusy] = useState(false);
  const [reply, setReply] = useState<EraseReply>();
  const mayErase = grantsFor('erase', me.grants, [village]).length > 0;

  const erase = async (): Promise<void> => {
    if (!asked || busy) return;
    setBusy(true);
    const answer = await eraseRecords({ enrolment: device, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge, device) }, { village, records: [asked.id] });
    setBusy(false);
    setAsked(undefined);
    setReply(answer);
    if (answer !== 'erased') return;
    onDone(t('erase.done', { name: asked.name }));
    await sync.sendNow(); // the erasure comes back to this phone as to every other
  };
  return (
    <Section title={t('erase.title')}>
      <Stack>
        <p>{t(mayErase ? 'erase.lead' : 'erase.member')}</p>
        {(reply === 'unreachable' || reply === 'refused') && <Notice kind={reply === 'unreachable' ? 'offline' : 'error'} announce title={t(`erase.${reply}.title`)} kept={t('withdraw.failedKept')} next={t(`erase.${reply}.next`)} />}
        {mayErase && (
          <Stack gap="s">
            {held.people.map(({ id, name }) => (
              <Button key={id} onClick={() => setAsked({ id, name: name || t('nameless') })}>
                {t('erase.person', { name: name || t('nameless') })}
              </Button>
            ))}
            <Button variant="danger" onClick={() => setAsked({ id: held.household.id, name: held.household.headName || t('nameless') })}>
              {t('erase.home')}
            </Button>
          </Stack>
        )}
      </Stack>
      <ConfirmDialog open={asked !== undefined} title={asked?.id === held.household.id ? t('erase.askHome') : t('erase.askPerson', { name: asked?.name ?? '' })} confirm={t('erase.confirm')} danger busy={busy ? t('erase.working') : undefined} onConfirm={() => void erase()} onCancel={() => setAsked(undefined)}>
        <p>{t('erase.what')}</p>
      </ConfirmDialog>
    </Section>
  );
}
