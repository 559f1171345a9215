import { longestCriterion, mostCriteria, mostLists, mostStoredLists } from '../domain/checklist/area-checklist.ts';

/**
 * What one phone, person or village can make the server do at most. docs/limits.md is made from this file (`npx vitest
 * run --project unit tests/unit/docs -u` writes it anew; without `-u` the same test holds the two together).
 */
export interface Limit {
  readonly value: number;
  readonly unit:
    | 'bytes'
    | 'operations'
    | 'entries'
    | 'rows'
    | 'days'
    | 'hours'
    | 'fields'
    | 'times'
    | 'records'
    | 'households'
    | 'passkeys'
    | 'criteria'
    | 'lists';
  /** Of what. */
  readonly of: string;
  /** What happens when it is reached. */
  readonly then: string;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const limits = {
  pushOperations: {
    value: 200,
    unit: 'operations',
    of: 'one push',
    then: 'refused as unreadable; a phone never makes such a push',
  },
  pushBytes: {
    value: 256 * KiB,
    unit: 'bytes',
    of: 'one push, unpacked',
    then: 'refused as too large; the phone halves what it sends',
  },
  operationBytes: {
    value: 64 * KiB,
    unit: 'bytes',
    of: 'one operation',
    then: 'kept, and waits for the lead as not fitting',
  },
  recordBytes: {
    value: 256 * KiB,
    unit: 'bytes',
    of: 'all fields of one record',
    then: 'what would make it larger waits for the lead',
  },
  recordFields: { value: 600, unit: 'fields', of: 'one record', then: 'what would add more waits for the lead' },
  answerText: {
    value: 500,
    unit: 'bytes',
    of: 'the text of one answer, in characters',
    then: 'waits for the lead as not fitting; the form lets nobody type more',
  },
  ledgerCount: {
    value: 10_000_000,
    unit: 'records',
    of: 'each number that a phone tells of what it holds',
    then: 'refused as unreadable; a phone holds a thousandth of that',
  },
  futureDays: {
    value: 1,
    unit: 'days',
    of: 'a day on which something happened, after the day it came',
    then: 'counts as said on the latest day that may be',
  },
  plannedDays: {
    value: 800,
    unit: 'days',
    of: 'a day planned ahead (coming back, looking again)',
    then: 'counts as the latest day that may be',
  },
  accountOperations: {
    value: 60_000,
    unit: 'operations',
    of: 'one person in a day, all phones together',
    then: 'told to slow down; the phone keeps everything and goes on the next day',
  },
  accountBytes: {
    value: 64 * MiB,
    unit: 'bytes',
    of: 'what one person hands in in a day',
    then: 'told to slow down; the phone keeps everything and goes on the next day',
  },
  closedDays: {
    value: 30,
    unit: 'days',
    of: 'a closed phone handing over what it held, from its first push after closing',
    then: 'told once more that it is closed; it erases itself',
  },
  closedBytes: {
    value: 32 * MiB,
    unit: 'bytes',
    of: 'all that a closed phone hands over',
    then: 'told once more that it is closed; it erases itself',
  },
  pageRows: { value: 500, unit: 'rows', of: 'one page of a pull', then: 'the rest comes with the next page' },
  pageBytes: {
    value: 1 * MiB,
    unit: 'bytes',
    of: 'the rows of one page of a pull (one row at least)',
    then: 'the rest comes with the next page',
  },
  quarantineEntries: {
    value: 200,
    unit: 'entries',
    of: 'one list of what waits for the lead',
    then: 'the others show once these are judged',
  },
  quarantinePerSender: {
    value: 40,
    unit: 'entries',
    of: 'one sender in that list before everybody else had as many',
    then: 'the others show once these are judged',
  },
  eraseRecords: { value: 50, unit: 'records', of: 'one request to erase', then: 'refused as unreadable' },
  erasedHouseholds: {
    value: 5,
    unit: 'households',
    of: 'what one person erases in a village in a day, wholly or in part',
    then: 'a second person has to confirm it',
  },
  erasedHours: {
    value: 72,
    unit: 'hours',
    of: 'the time in which what was erased can be brought back',
    then: 'gone for good',
  },
  retentionHours: {
    value: 72,
    unit: 'hours',
    of: 'the time from a shorter retention to the first erasure by it',
    then: 'the retention job erases by the shorter one',
  },
  secondDays: {
    value: 7,
    unit: 'days',
    of: 'a request that waits for a second person',
    then: 'void; it has to be asked for again',
  },
  historyChanges: {
    value: 500,
    unit: 'entries',
    of: 'the history of a household',
    then: 'says that there are older ones',
  },
  settles: {
    value: 50,
    unit: 'operations',
    of: 'candidates that one decision settles',
    then: 'waits for the lead as unreadable',
  },
  pushEndpoint: {
    value: 1000,
    unit: 'bytes',
    of: 'the address that a browser gives out for reminders, in characters',
    then: 'refused as unreadable; those of browsers have some hundred',
  },
  reminders: { value: 1, unit: 'times', of: 'a reminder of one phone in a day', then: 'waits for the next day' },
  reminderWait: {
    value: 24,
    unit: 'hours',
    of: 'how long a push service may make the server wait',
    then: 'asked again after that',
  },
  checklistCriteria: {
    value: mostCriteria,
    unit: 'criteria',
    of: 'one checklist of a province or commune',
    then: 'refused as unreadable; the form says how many are too many, and keeps them',
  },
  checklistText: {
    value: longestCriterion,
    unit: 'bytes',
    of: 'the text of one criterion of such a list, in characters',
    then: 'refused as unreadable; the form says which text is too long, and keeps it',
  },
  areaChecklists: {
    value: mostLists,
    unit: 'lists',
    of: 'what one area has in use of such lists',
    then: 'refused; the form says to withdraw one first',
  },
  storedChecklists: {
    value: mostStoredLists,
    unit: 'lists',
    of: 'the same, with those that were withdrawn',
    then: 'refused; one that was withdrawn can be edited and used again',
  },
  passkeys: { value: 10, unit: 'passkeys', of: 'one person', then: 'refused; the app says to take one away first' },
} as const satisfies Record<string, Limit>;
