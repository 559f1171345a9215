import { existsSync } from 'node:fs';

const candidates = [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** The Firefox that stories run in: one found on this machine (scripts/prepare-machine.ts installs it). */
export const firefox = {
  isThere: (): boolean => candidates.some((path) => path !== undefined && existsSync(path)),
  /** @throws when this machine has no Firefox; `npm test` installs one first. */
  path(): string {
    const found = candidates.find((path) => path && existsSync(path));
    if (!found) throw new Error('No Firefox found. Run `npm test` (it installs what is missing) or set FIREFOX_PATH.');
    return found;
  },
  /** As about:config has them, beside what Playwright sets. */
  preferences: {
    // A story's proxy carries requests to localhost too: that is how its phone goes offline.
    'network.proxy.allow_hijacking_localhost': true,
    // Every phone has a microphone, and its owner lets us use it: a steady tone.
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    // Copying and pasting without the question that a person answers.
    'dom.events.testing.asyncClipboard': true,
    // A phone's scroll bar takes no room.
    'widget.gtk.overlay-scrollbars.enabled': true,
    'ui.useOverlayScrollbars': 1,
    'intl.accept_languages': 'vi,en',
    // No requests of the browser's own.
    'app.update.enabled': false,
    'browser.safebrowsing.downloads.remote.enabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  },
} as const;
