import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/** Console errors, uncaught exceptions and policy violations fail a test, unless the story expects them. */
export interface Noise {
  /** This text is part of the story. */
  allow(pattern: RegExp): void;
  readonly heard: readonly string[];
}

// What the browser itself notes about every request without a network: offline is no error here.
const offline = /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/;

export function listenForNoise(context: BrowserContext): Noise {
  const heard: string[] = [];
  const allowed: RegExp[] = [offline];
  const hear = (text: string): void => {
    if (!allowed.some((pattern) => pattern.test(text))) heard.push(text);
  };
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error') hear(`${message.text()} (${message.location().url})`);
  };
  const listen = (page: Page): void => {
    page.on('console', onConsole);
    page.on('pageerror', (error) => hear(`${error.name}: ${error.message} ${error.stack ?? ''}`));
  };
  context.pages().forEach(listen);
  context.on('page', listen);
  // Chromium writes policy violations on the console as errors too; the event names the directive.
  const watch = context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`CSP ${violatedDirective}: ${blockedURI}`),
    );
  });
  watch.catch((error: unknown) => hear(String(error)));
  return { allow: (pattern) => allowed.push(pattern), heard };
}
