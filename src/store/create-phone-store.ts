import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { Cipher } from './cipher/cipher.ts';
import { createBackups } from './backup/backup.ts';
import { createConfirmedRows } from './rows/confirmed.ts';
import type { StoreContext } from './engine/context.ts';
import { createDrafts } from './operations/drafts.ts';
import type { StorageEngine, TableName } from './engine/engine.ts';
import { createKeptRecordings } from './kept-recordings.ts';
import { createOpBodies } from './operations/op-bodies.ts';
import { createOutbox } from './operations/outbox.ts';
import type { PhoneStore, StorePart } from './phone-store.ts';
import { createRecords } from './rows/records.ts';
import { createSettings } from './settings.ts';
import { createListNote } from './summaries/list-note.ts';
import { createDerivedReader } from './summaries/summaries.ts';
import { listDerivation } from './summaries/summary-text.ts';
import { createVillageViews } from './rows/village-view.ts';

export interface PhoneStoreDeps {
  readonly enrolment: Uuid;
  readonly engine: StorageEngine;
  /** Undefined while locked: then only the outbox, the cursors and the plain settings can be read. */
  readonly dataCipher: Cipher | undefined;
  readonly outboxCipher: Cipher;
  readonly clock: Clock;
  readonly random: Random;
}

/** The store of one enrolment over any engine. While locked, calls that need the data key reject: StoreLockedError. */
export function createPhoneStore({
  enrolment,
  engine,
  dataCipher,
  outboxCipher,
  clock,
  random,
}: PhoneStoreDeps): PhoneStore {
  const context: StoreContext = { engine, dataCipher, outboxCipher, clock, newId: createIds(clock, random) };
  const bodies = createOpBodies(context);
  const views = createVillageViews(context, bodies);
  const drafts = createDrafts(context);
  return {
    enrolment,
    records: createRecords(context, views),
    drafts,
    outbox: createOutbox(context, bodies),
    confirmed: createConfirmedRows(context, bodies, views),
    settings: createSettings(context),
    recordings: createKeptRecordings(context),
    backups: createBackups(context, bodies, enrolment, drafts),
    summaries: (village) => createDerivedReader(context, bodies, village, listDerivation),
    listNote: (village) => createListNote(context, village),
    derived: (village, derivation) => createDerivedReader(context, bodies, village, derivation),
    subscribe: (listener) =>
      engine.subscribe((tables) => {
        const parts = partsOf(tables);
        if (parts.size > 0) listener(parts);
      }),
    close: () => engine.close(),
  };
}

/** The parts whose results a changed table may change: the ledger counts drafts, records show operations. */
const partsByTable: Readonly<Record<TableName, readonly StorePart[]>> = {
  rows: ['records'],
  heads: ['records'],
  ops: ['records', 'outbox'],
  drafts: ['drafts', 'outbox'],
  meta: ['settings'],
  chunks: [],
};

const partsOf = (tables: ReadonlySet<TableName>): ReadonlySet<StorePart> =>
  new Set([...tables].flatMap((table) => partsByTable[table]));
