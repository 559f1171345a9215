import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import { useTeam } from '../session/TeamContext.tsx';
import { createIdle } from './idle.ts';
import { listenForLocks } from './lock-channel.ts';

const lookEvery = 5_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * Locks the open local store after ten minutes without use, or when it was locked by hand in another tab. An open form
 * delays the lock until the form is saved or left.
 * @param inForm this screen is a form
 */
export function useIdleLock(enrolment: Uuid, inForm: boolean): void {
  const { sessions, device } = useTeam();
  const [idle] = useState(() =>
    createIdle({ storage: localStorage, clock: device.clock, monotonic: () => performance.now() }),
  );
  const due = useRef(false);

  const lockIfDue = useEffectEvent(() => {
    if (due.current && !inForm) void sessions.getState().lock();
  });
  const look = useEffectEvent(() => {
    if (idle.isOver()) due.current = true;
    lockIfDue();
  });
  const onSign = useEffectEvent(() => {
    look(); // first the limit: the tap after a long pause may be somebody else's
    if (!due.current) idle.touch();
  });
  const onLockedElsewhere = useEffectEvent(() => {
    due.current = true;
    lockIfDue();
  });

  useEffect(() => lockIfDue(), [inForm]);
  useEffect(() => {
    idle.touch();
    const off = new AbortController();
    const options = { signal: off.signal, passive: true, capture: true };
    for (const sign of signs) window.addEventListener(sign, () => onSign(), options);
    document.addEventListener('visibilitychange', () => look(), options);
    const timer = setInterval(() => look(), lookEvery);
    const silence = listenForLocks(enrolment, () => onLockedElsewhere());
    return () => {
      off.abort();
      clearInterval(timer);
      silence();
    };
  }, [idle, enrolment]);
}
