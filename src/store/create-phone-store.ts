import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { Cipher } from './cipher.ts';
import { createBackups } from './backup.ts';
import { createConfirmedRows } from './confirmed.ts';
import type { StoreContext } from './context.ts';
import { createDrafts } from './drafts.ts';
import type { StorageEngine, TableName } from './engine.ts';
import { createKeptRecordings } from './kept-recordings.ts';
import { createOpBodies } from './op-bodies.ts';
import { createOutbox } from './outbox.ts';
import type { PhoneStore, StorePart } from './phone-store.ts';
import { createRecords } from './records.ts';
import { createSettings } from './settings.ts';
import { createSummaryReader } from './summaries.ts';
import { createVillageViews } from './village-view.ts';

export interface PhoneStoreDeps {
  readonly enrolment: Uuid;
  readonly engine: StorageEngine;
  /** Undefined while locked: then only the outbox, the cursors and the plain settings answer. */
  readonly dataCipher: Cipher | undefined;
  readonly outboxCipher: Cipher;
  readonly clock: Clock;
  readonly random: Random;
}

/** The store of one enrolment over any engine. What needs the data key rejects with StoreLockedError while locked. */
export function createPhoneStore({ enrolment, engine, dataCipher, outboxCipher, clock, random }: PhoneStoreDeps): PhoneStore {
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
    summaries: (village) => createSummaryReader(context, bodies, village),
    subscribe: (listener) =>
      engine.subscribe((tables) => {
        const parts = partsOf(tables);
        if (parts.size > 0) listener(parts);
      }),
    close: () => engine.close(),
  };
}

/** Which answers a changed table may change: the ledger counts drafts, records show operations. */
const partsByTable: Readonly<Record<TableName, readonly StorePart[]>> = {
  rows: ['records'],
  heads: ['records'],
  ops: ['records', 'outbox'],
  drafts: ['drafts', 'outbox'],
  meta: ['settings'],
  chunks: [],
};

const partsOf = (tables: ReadonlySet<TableName>): ReadonlySet<StorePart> => new Set([...tables].flatMap((table) => partsByTable[table]));
