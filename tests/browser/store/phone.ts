import type { Clock, Random } from '../../../src/lib/clock.ts';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import type { Fields } from '../../../src/domain/record/record.ts';
import type { OutcomeKind } from '../../../src/protocol/outcome.ts';
import type { Cursor, PullPage, PullRow } from '../../../src/protocol/pull.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import type { Change, Draft, PhoneStore } from '../../../src/store/phone-store.ts';
import { seeded } from '../../support/seeded.ts';

/** A phone on a shelf: its storage, and as many tabs on it as a test opens. */
export interface TestPhone {
  openTab(): Promise<PhoneStore>;
  /** As the worker opens it while a PIN is wanted. */
  openLocked(): Promise<PhoneStore>;
  dispose(): Promise<void>;
}

export const start = Date.UTC(2026, 10, 22, 2);

export interface TestClock extends Clock {
  time: number;
}

export const createTestClock = (): TestClock => ({
  time: start,
  now() {
    return this.time;
  },
});

export const random: Random = seeded(2026);
export const newId = createIds({ now: () => start }, random);

export const village: Uuid = '0193525d-0000-7000-8000-00000000000a';
export const otherVillage: Uuid = '0193525d-0000-7000-8000-00000000000b';
export const grant: Uuid = '0193525d-0000-7000-8000-0000000000aa';

/** Plainly invented ids whose order is that of their numbers. */
export const recordId = (n: number): Uuid => `0193525d-0000-7000-9000-${String(n).padStart(12, '0')}`;

export const setHousehold = (record: Uuid, set: Fields, bases: Change['bases'] = {}, where = village): Change => ({
  record,
  village: where,
  kind: 'household',
  set,
  bases,
});

export const draftOf = (id: Uuid, rev: number, answers: Fields): Draft => ({
  id,
  village,
  rev,
  startedAt: start,
  savedAt: start + rev,
  content: { answers },
});

export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export const cursorAt = (version: number, id = LAST_ID, held = version): Cursor => ({
  epoch: 1,
  grant,
  version,
  id,
  held,
});

export interface PageParts {
  readonly rows?: readonly PullRow[];
  readonly outcomes?: readonly (readonly [Operation, OutcomeKind, number])[];
  readonly cursor: Cursor;
  readonly more?: boolean;
  readonly restart?: boolean;
}

export const pageOf = ({ rows = [], outcomes = [], cursor, more = false, restart = false }: PageParts): PullPage => ({
  restart,
  rows: [...rows],
  outcomes: outcomes.map(([op, outcome, version]) => ({ opId: op.opId, outcome, version })),
  cursor,
  more,
  now: start,
  me: 'tag',
});

export const fullRow = (
  id: Uuid,
  version: number,
  fields: Fields,
  fieldVersions?: Record<string, number>,
): PullRow => ({
  id,
  version,
  kind: 'household',
  fields: { ...fields },
  ...(fieldVersions && { fieldVersions }),
});

/** What the phone shows of one record, or undefined. */
export const shown = async (store: PhoneStore, id: Uuid): Promise<Fields | undefined> =>
  (await store.records.list(village)).find((record) => record.id === id)?.fields;
