import type { Bench } from './entry.ts';

interface Entry {
  readonly name: string;
  /** One line for `npm run bench -- --list`. */
  readonly about: string;
  /** Needs `dist/`, which is then built first. */
  readonly built?: true;
  /** Needs PostgreSQL or Chromium, which are installed first where they can be (scripts/prepare-machine.ts). */
  readonly machine?: true;
  /** Loaded only when it is run: some bring a browser or a database. */
  readonly load: () => Promise<{ readonly bench: Bench }>;
}

/**
 * Everything `npm run bench` measures, in the order in which it is printed. How to add one: README.md beside this file.
 */
export const entries: readonly Entry[] = [
  { name: 'pages', about: 'bytes before a page is live', built: true, load: () => import('./initial-bytes.ts') },
  { name: 'visit', about: 'first visit to a guide at Slow 4G', built: true, load: () => import('./first-visit.ts') },
  { name: 'sync', about: 'requests and bytes of a sync', load: () => import('./sync-bytes.ts') },
  {
    name: 'server',
    about: 'pushes a second on PostgreSQL, and 500 phones at once',
    built: true,
    machine: true,
    load: () => import('./server.ts'),
  },
  { name: 'peers', about: 'the same sync with PouchDB and RxDB (fetched on demand)', load: () => import('./peers.ts') },
  {
    name: 'forms',
    about: "a household's form beside SurveyJS and ODK Web Forms (fetched on demand)",
    built: true,
    machine: true,
    load: () => import('./forms.ts'),
  },
  {
    name: 'tap',
    about: 'a finger on an answer until the next question is painted',
    built: true,
    machine: true,
    load: () => import('./tap.ts'),
  },
  { name: 'lock', about: 'a PIN check, and reading a sealed book', machine: true, load: () => import('./lock.ts') },
  {
    name: 'village',
    about: 'ten thousand households on a slowed phone',
    built: true,
    machine: true,
    load: () => import('./village.ts'),
  },
  {
    name: 'roster',
    about: 'a list of households out of a file on a slowed phone',
    built: true,
    machine: true,
    load: () => import('./roster.ts'),
  },
  {
    name: 'villages',
    about: "an officer's table of 60 villages on a slowed computer",
    built: true,
    machine: true,
    load: () => import('./villages.ts'),
  },
  {
    name: 'progress',
    about: 'reading progress of 500,000 households, and what rollups cost a push',
    load: () => import('./progress.ts'),
  },
];
