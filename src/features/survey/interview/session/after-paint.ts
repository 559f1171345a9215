// A hidden page paints nothing.
const atMost = 300;

/**
 * Resolves in the task after the next painted frame, so that what follows does not delay that frame; at once when the
 * page is hidden, whose next moment may never come.
 */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    const hidden = new AbortController();
    const go = (): void => {
      clearTimeout(timer);
      hidden.abort();
      resolve();
    };
    const timer = setTimeout(go, atMost);
    document.addEventListener('visibilitychange', go, { signal: hidden.signal });
    requestAnimationFrame(() => setTimeout(go));
  });
