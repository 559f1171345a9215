/**
 * Keeps the screen on while this page is looked at (Screen Wake Lock). The browser lets go whenever the page is hidden,
 * so it is asked again on return. A phone that refuses (battery saver) goes dark as usual. @returns to stop
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (over) await lock.release();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // NotAllowedError: refused
    }
  };
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
