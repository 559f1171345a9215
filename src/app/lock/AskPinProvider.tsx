import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { AskPinContext, type AskPin } from '../../phone/ask-pin.ts';
import { Button, Dialog, Notice, Stack } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import { PinEntry } from './PinEntry.tsx';
import { usePinCheck } from './use-pin-check.ts';
import { useWaitInWords } from './wait-in-words.ts';

/** For how long a right PIN counts as recent, ms. */
const recentFor = 5 * 60 * 1000;

/** The one dialog that asks for the PIN again. A wrong PIN counts as it does at the lock screen. */
export function AskPinProvider({ enrolment, children }: { enrolment: string; children: ReactNode }) {
  const { registry } = useTeam().device;
  const [asking, setAsking] = useState(false);
  const answer = useRef<(isRight: boolean) => void>(undefined);
  // By the clock that nobody can set.
  const rightAt = useRef<number>(undefined);
  const settle = useCallback((isRight: boolean): void => {
    if (isRight) rightAt.current = performance.now();
    answer.current?.(isRight);
    answer.current = undefined;
    setAsking(false);
  }, []);
  useEffect(() => () => settle(false), [settle]);
  const ask = useCallback<AskPin>(
    async (again = 'always') => {
      const isRecent = rightAt.current !== undefined && performance.now() - rightAt.current < recentFor;
      if ((again === 'recent' && isRecent) || !(await registry.hasPin(enrolment))) return true;
      answer.current?.(false);
      return new Promise((resolve) => {
        answer.current = resolve;
        setAsking(true);
      });
    },
    [registry, enrolment],
  );
  return (
    <AskPinContext value={ask}>
      {children}
      {asking && <PinDialog enrolment={enrolment} onSettled={settle} />}
    </AskPinContext>
  );
}

function PinDialog({ enrolment, onSettled }: { enrolment: string; onSettled: (isRight: boolean) => void }) {
  const { t } = useTranslation(['lock', 'ui']);
  const wait = useWaitInWords();
  const { typed, onType, busy, isWrong, isFirst, left } = usePinCheck(enrolment, () => onSettled(true));
  return (
    <Dialog open title={t('again.title')} onCancel={() => onSettled(false)}>
      <Stack>
        {isFirst && <p>{t('again.intro')}</p>}
        {left > 0 && <Notice kind="warning" title={t('unlock.wait', { time: wait(left) })} next={t('again.waitHow')} />}
        <PinEntry
          value={typed}
          onChange={onType}
          busy={busy}
          error={isWrong ? t('again.wrong') : undefined}
          disabled={left > 0}
        />
        <Button block onClick={() => onSettled(false)}>
          {t('ui:cancel')}
        </Button>
      </Stack>
    </Dialog>
  );
}
