import { existsSync } from 'node:fs';

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that tests drive: Debian's Chromium, found or (scripts/prepare-machine.ts) installed. */
export const chromium = {
  isThere: (): boolean => candidates.some((path) => path !== undefined && existsSync(path)),
  /** @throws when no Chromium is on this machine; `npm test` installs one before it gets here. */
  path(): string {
    const found = candidates.find((path) => path && existsSync(path));
    if (!found) throw new Error('No Chromium found. Run `npm test` (it installs what is missing) or set CHROMIUM_PATH.');
    return found;
  },
  // --no-sandbox: tests run as root in CI. The others keep the browser from calling home during tests.
  flags: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
};
