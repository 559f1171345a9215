import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What WebKitGTK is driven with, by where Debian puts it: GNOME's JavaScript, and a screen that nobody looks at. */
const programs = ['/usr/bin/gjs', '/usr/bin/Xvfb'];

/** GNOME's description of WebKitGTK, by which gjs calls it; one folder for each kind of machine. */
const typelibs = ['x86_64-linux-gnu', 'aarch64-linux-gnu', ''].map(
  (machine) => `/usr/lib/${machine}/girepository-1.0/WebKit2-4.1.typelib`,
);

/** The WebKitGTK that stories run in (scripts/prepare-machine.ts installs it). */
export const webkit = {
  isThere: (): boolean => programs.every((path) => existsSync(path)) && typelibs.some((path) => existsSync(path)),
  /** Starts as Playwright starts Firefox. */
  path: (): string => fileURLToPath(new URL('../tests/e2e/support/browsers/webkit/host.js', import.meta.url)),
};
