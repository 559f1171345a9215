// A hidden page paints nothing.
const atMost = 300;

let next: Promise<void> | undefined;

/**
 * Resolves in the task after the next painted frame, so that what follows does not delay that frame; at once when the
 * page is hidden, whose next moment may never come. All who wait for one frame go on in the order in which they asked.
 */
export const afterPaint = (): Promise<void> =>
  (next ??= new Promise<void>((resolve) => {
    const hidden = new AbortController();
    const go = (): void => {
      next = undefined;
      clearTimeout(timer);
      hidden.abort();
      resolve();
    };
    const timer = setTimeout(go, atMost);
    document.addEventListener('visibilitychange', go, { signal: hidden.signal });
    requestAnimationFrame(() => setTimeout(go));
  }));
