import { useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { grantsFor } from '../../domain/access/roles.ts';
import type { ErasureReason } from '../../protocol/erase.ts';
import { useAskPin } from '../../phone/ask-pin.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, ChoiceList, ConfirmDialog, Notice, Section, Stack } from '../../ui/index.ts';
import { eraseRecords, type EraseReply } from './erase-api.ts';
import type { Held } from './held.ts';

interface Asked {
  readonly id: Uuid;
  readonly name: string;
}

/** What was just erased from here. */
export interface Erased {
  readonly id: Uuid;
  /** That it is done, and until when it can be brought back. */
  readonly news: string;
  readonly comesBack: boolean;
}

/** Erasing the household or one of its people: lead and head, with a network; a member sees whom to ask. */
export function EraseSection({
  held,
  village,
  onDone,
}: {
  readonly held: Held;
  readonly village: Uuid;
  readonly onDone: (erased: Erased) => void;
}) {
  const { t } = useTranslation('rights');
  const { format } = useLanguage();
  const { me, server, sync } = usePhone();
  const askPin = useAskPin();
  const [asked, setAsked] = useState<Asked>();
  const [busy, setBusy] = useState(false);
  const [reply, setReply] = useState<EraseReply>();
  const mayErase = grantsFor('erase', me.grants, [village]).length > 0;

  const erase = async (reason: ErasureReason): Promise<void> => {
    if (!asked || busy || !(await askPin({ passkey: true }))) return;
    setBusy(true);
    const answer = await eraseRecords(server, { village, records: [asked.id], reason });
    setBusy(false);
    setAsked(undefined);
    setReply(answer);
    if (answer.kind !== 'erased') return;
    const { id, name } = asked;
    const { until } = answer;
    onDone({
      id,
      news: until === undefined ? t('erase.done', { name }) : t('erase.doneUntil', { name, time: format.time(until) }),
      comesBack: until !== undefined,
    });
    await sync.sendNow(); // this phone learns of the erasure as every other does, by the sync
  };
  const problem = reply && reply.kind !== 'erased' ? reply.kind : undefined;
  return (
    <Section title={t('erase.title')}>
      <Stack>
        <p>{t(mayErase ? 'erase.lead' : 'erase.member')}</p>
        {problem && (
          <Notice
            kind={noticeOf[problem]}
            announce="answer"
            title={t(`erase.${problem}.title`)}
            kept={problem === 'waiting' ? undefined : t('withdraw.failedKept')}
            next={t(`erase.${problem}.next`)}
          />
        )}
        {mayErase && (
          <Stack gap="s">
            {held.people.map(({ id, name }) => (
              <Button key={id} onClick={() => setAsked({ id, name: name || t('nameless') })}>
                {t('erase.person', { name: name || t('nameless') })}
              </Button>
            ))}
            <Button
              variant="danger"
              onClick={() => setAsked({ id: held.household.id, name: held.household.headName || t('nameless') })}
            >
              {t('erase.household')}
            </Button>
          </Stack>
        )}
      </Stack>
      {asked && (
        <AskWhy
          title={asked.id === held.household.id ? t('erase.askHousehold') : t('erase.askPerson', { name: asked.name })}
          busy={busy}
          onErase={(reason) => void erase(reason)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

const reasons = ['ownWish', 'other'] as const satisfies readonly ErasureReason[];
const noticeOf = { waiting: 'info', unreachable: 'offline', refused: 'error' } as const;

/** Why it is erased decides whether it can be brought back. */
function AskWhy({
  title,
  busy,
  onErase,
  onCancel,
}: {
  readonly title: string;
  readonly busy: boolean;
  readonly onErase: (reason: ErasureReason) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('rights');
  const [reason, setReason] = useState<ErasureReason | null>(null);
  const [missing, setMissing] = useState(false);
  return (
    <ConfirmDialog
      open
      title={title}
      confirm={t('erase.confirm')}
      danger
      busy={busy ? t('erase.working') : undefined}
      onConfirm={() => (reason === null ? setMissing(true) : onErase(reason))}
      onCancel={onCancel}
    >
      <ChoiceList
        legend={t('erase.why')}
        options={reasons.map((value) => ({
          value,
          label: t(`erase.reason.${value}.label`),
          hint: t(`erase.reason.${value}.hint`),
        }))}
        value={reason}
        onChange={(value) => setReason(reasons.find((one) => one === value) ?? null)}
        {...(missing && reason === null && { error: t('erase.whyNeeded') })}
      />
      <p>{t('erase.what')}</p>
    </ConfirmDialog>
  );
}
