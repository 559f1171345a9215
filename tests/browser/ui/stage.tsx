import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { ReactNode } from 'react';
import { cdp, page } from 'vitest/browser';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createI18n, I18nextProvider, loadTexts } from '../../../src/i18n/index.ts';
import '../../../src/ui/look/base.css';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const i18n = createI18n({
  language: 'vi',
  onMissing: ({ namespace, key }) => {
    throw new Error(`No text for ${namespace}:${key}`);
  },
});
await loadTexts(i18n, ['ui']);

let clear: (() => void) | null = null;

/** Draws one thing on an empty page, as a phone would show it; the last one is taken away. */
export function show(content: ReactNode): { again: (next: ReactNode) => void } {
  clear?.();
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  const draw = (next: ReactNode) => flushSync(() => root.render(<I18nextProvider i18n={i18n}>{next}</I18nextProvider>));
  clear = () => {
    flushSync(() => root.unmount());
    host.remove();
    clear = null;
  };
  draw(content);
  return { again: draw };
}

/** The phone's theme, as `prefers-color-scheme` tells it. Motion is off, so that nothing is measured half-way. */
export async function useTheme(theme: Theme): Promise<void> {
  await session().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
}

/** Window width in px and the person's text size (1 = the browser's own). */
export async function useWindow(width: number, textSize = 1): Promise<void> {
  await page.viewport(width, width < 900 ? 640 : 800);
  document.documentElement.style.fontSize = textSize === 1 ? '' : `${112.5 * textSize}%`;
}

/** Call once a file: a warning on the console fails the test it came in. */
export function failOnConsoleNoise(): void {
  const noise: unknown[][] = [];
  beforeEach(() => {
    noise.length = 0;
    for (const method of ['error', 'warn'] as const)
      vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void noise.push(words));
  });
  afterEach(() => {
    clear?.();
    vi.restoreAllMocks();
    expect(noise).toEqual([]);
  });
}

type Session = { send: (method: string, params: Record<string, unknown>) => Promise<unknown> };

// The published type of cdp() is empty until a provider's own types are loaded; this is the one method used.
function session(): Session {
  return cdp() as unknown as Session;
}
