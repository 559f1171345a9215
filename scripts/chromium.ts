import { existsSync } from 'node:fs';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

// The same browser without windows, menus and the pages that draw them: it starts with a third of the work.
const shells = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium-headless-shell'];

/** The browser that tests drive: a Chromium found on this machine (scripts/prepare-machine.ts installs it). */
export const chromium = {
  isThere: (): boolean => candidates.some((path) => path !== undefined && existsSync(path)),
  /** @throws when this machine has no Chromium; `npm test` installs one first. */
  path(): string {
    const found = candidates.find((path) => path && existsSync(path));
    if (!found)
      throw new Error('No Chromium found. Run `npm test` (it installs what is missing) or set CHROMIUM_PATH.');
    return found;
  },
  shellIsThere: (): boolean => shells.some((path) => path !== undefined && existsSync(path)),
  /**
   * Chromium's headless shell where there is one; the whole browser otherwise, and in the long rounds. `CHROMIUM_PATH`
   * wins.
   */
  shellPath(): string {
    const shell =
      process.env['LONG_ROUNDS'] === undefined ? shells.find((path) => path && existsSync(path)) : undefined;
    return shell ?? chromium.path();
  },
  // --no-sandbox: tests run as root in CI. The other flags stop the browser's own network requests.
  flags: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
