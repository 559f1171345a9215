import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { keepStep, readComfort } from './local-preferences.ts';
import { addressOf } from '../load/load-page.ts';

/** On a resident's phone: notes the step at which a guide is left, and keeps the screen on for whoever wants that. */
export function useRemember(): void {
  const { pathname, hash } = useLocation();
  const { kind } = addressOf(pathname);
  const isGuide = kind === 'guide';
  // The reader is busy on another phone, or listens, and does not touch this one for a while.
  const isFollowed = isGuide || kind === 'practice' || kind === 'drills';

  useEffect(() => {
    const step = /^#step-(\d+)$/.exec(hash)?.[1];
    if (!isGuide || (step === undefined && hash !== '#done')) return;
    keepStep(pathname, step === undefined ? undefined : Number(step));
  }, [isGuide, pathname, hash]);

  useEffect(() => {
    if (!isFollowed || !readComfort().awake || !('wakeLock' in navigator)) return;
    let stop: (() => void) | undefined;
    let left = false;
    void import('../reading/awake.ts').then(({ keepAwake }) => {
      if (!left) stop = keepAwake();
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [isFollowed]);
}
