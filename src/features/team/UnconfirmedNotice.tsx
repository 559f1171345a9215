import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import type { Unconfirmed } from '../../protocol/accounts/join.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, ConfirmDialog, Notice, Stack } from '../../ui/index.ts';
import { placeName } from './people/PeopleScreen.tsx';
import { ProblemNotice, type Refusal } from './ProblemNotice.tsx';
import { useTeamApi } from './use-team-api.ts';

/** Somebody whom the commune or the administrators invited into the village: do they belong to us? One at a time. */
export function UnconfirmedNotice() {
  const { me } = usePhone();
  const [settled, setSettled] = useState<readonly string[]>([]);
  const one = me.unconfirmed?.find(({ id }) => !settled.includes(id));
  return one ? <Question key={one.id} one={one} onSettled={() => setSettled((before) => [...before, one.id])} /> : null;
}

function Question({ one, onSettled }: { one: Unconfirmed; onSettled: () => void }) {
  const { t } = useTranslation('team');
  const { me, sync } = usePhone();
  const api = useTeamApi();
  const [busy, setBusy] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { id, kind, name, by } = one;
  const words = { name, by, role: t(`role.${one.role}.name`), area: placeName(me.areas, one.area) ?? '' };
  const settle = async (belongs: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const reply = await api.confirm({ id, belongs });
    setBusy(false);
    setRefusing(false);
    if (reply.kind !== 'ok') return setRefusal(reply);
    onSettled();
    await sync.sendNow();
  };
  return (
    <Stack>
      {refusal && <ProblemNotice refusal={refusal} />}
      <Notice
        kind="warning"
        title={t(`confirm.${kind}.title`, words)}
        action={
          <>
            <Button onClick={() => void settle(true)} busy={busy ? t('person.working') : undefined}>
              {t(`confirm.${kind}.yes`)}
            </Button>
            <Button variant="quiet" onClick={() => setRefusing(true)}>
              {t('confirm.no')}
            </Button>
          </>
        }
      >
        <p>{t(`confirm.${kind}.next`, words)}</p>
      </Notice>
      <ConfirmDialog
        open={refusing}
        title={t('confirm.ask', words)}
        confirm={t('confirm.refuse')}
        danger
        busy={busy ? t('person.working') : undefined}
        onConfirm={() => void settle(false)}
        onCancel={() => setRefusing(false)}
      >
        <p>{t(`confirm.${kind}.askMore`)}</p>
      </ConfirmDialog>
    </Stack>
  );
}
