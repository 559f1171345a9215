import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Phones in the field are days and years off. Whatever a day is read from goes through `calendar` and `useToday`.

/** Where the phone's own clock is read on purpose. */
const reasons: Readonly<Record<string, string>> = {
  'src/app/session/device.ts': 'makes the device',
  'src/app/session/open-session.ts': 'corrects it: makes `calendar`',
  'src/app/session/session.ts': 'hands it on with `calendar`',
  'src/app/session/locked-watch.ts': 'time elapsed, of a store that is locked and knows no server time',
  'src/app/lock/idle.ts': 'time elapsed since somebody was there',
  'src/app/lock/use-idle-lock.ts': 'time elapsed since somebody was there',
  'src/app/FirstScreen.tsx': 'time elapsed since the draft was stamped, by the same clock',
  'src/features/survey/drafts/draft-keeper.ts': 'stamps drafts; what shows or hands in a stamp corrects it',
  'src/features/survey/drafts/use-draft-form.ts': 'stamps drafts',
  'src/features/survey/interview/session/survey-disk.ts': 'stamps drafts',
  'src/features/survey/interview/use-survey.ts': 'hands the clock to what stamps drafts',
  'src/features/progress/village/use-data-state.ts': 'time elapsed since the last contact, stamped by the same clock',
  'src/features/guides/changed/ScreenChanged.tsx': 'a resident’s browser, which knows no server time',
  'src/features/guides/drills/Drills.tsx': 'a resident’s browser, which knows no server time',
  'src/features/guides/again/Again.tsx': 'a resident’s browser, which knows no server time',
  'src/features/guides/village/known-village.ts': 'a resident’s browser, which knows no server time',
  'src/features/guides/live/local-preferences.ts': 'a resident’s browser, which knows no server time',
};

const reads = /\bsystemClock\b|\bDate\.now\b|\bnew Date\(\)|\bclock\b(?!\?*:|\.ts)/;
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const isJoining = (file: string): boolean => file.startsWith('src/app/join/');

const files = ['src/features', 'src/app'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${room}/${name}`),
);
const readers = files.filter(
  // Nobody who joins has heard a server's time yet.
  (file) => !isJoining(file) && reads.test(withoutComments(readFileSync(file, 'utf8'))),
);

test('a day is read from the corrected calendar, never from the phone’s own clock', () => {
  expect(readers.filter((file) => !(file in reasons))).toEqual([]);
});

test('every exception is still one', () => {
  expect(Object.keys(reasons).filter((file) => !readers.includes(file))).toEqual([]);
});
