import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { pinLength } from '../../store/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import { usePinWait } from './use-pin-wait.ts';

/** How the PIN that is being typed stands. */
export interface PinCheck {
  readonly typed: string;
  readonly onType: (value: string) => void;
  /** What to say while the PIN is checked; undefined when none is. */
  readonly busy: string | undefined;
  /** A PIN was wrong, and another may be typed now. */
  readonly isWrong: boolean;
  /** True until something has to be said about an earlier PIN. */
  readonly isFirst: boolean;
  /** Milliseconds until a PIN may be typed again. */
  readonly left: number;
}

/**
 * Checks the PIN of an open enrolment as soon as all of it is typed. Wrong ones count, and make wait, as on the lock
 * screen. @throws while rendering, when it could not be checked: the error boundary tells what was kept and what to do
 */
export function usePinCheck(enrolment: string, onRight: (pin: string) => void): PinCheck {
  const { t } = useTranslation('lock');
  const { device } = useTeam();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(0);
  const [failed, setFailed] = useState<Error>();
  const left = usePinWait(device, enrolment, wrong);
  if (failed) throw failed;

  const check = async (pin: string): Promise<void> => {
    setBusy(true);
    const checked = await device.registry.checkPin(enrolment, pin);
    if (checked.kind === 'right') return onRight(pin);
    setBusy(false);
    setTyped('');
    setWrong((before) => before + 1);
  };
  const onType = (value: string): void => {
    setTyped(value);
    if (value.length === pinLength)
      check(value).catch((error: unknown) => setFailed(new Error('The PIN could not be checked', { cause: error })));
  };
  return {
    typed,
    onType,
    busy: busy ? t('set.checking') : undefined,
    isWrong: wrong > 0 && !busy && left === 0,
    isFirst: wrong === 0 && left === 0,
    left,
  };
}
