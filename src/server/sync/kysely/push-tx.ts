import { sql, type Transaction } from 'kysely';
import type { Uuid } from '../../../lib/ids.ts';
import type { Schema } from '../../database/schema.ts';
import { directTx, type DirectTx } from './direct-tx.ts';
import { readingAhead, type AnnouncedQuestion, type Answers } from './read-ahead.ts';
import { WriteBehind } from './write-behind.ts';
import type { SyncTx } from '../storage.ts';

/**
 * Runs `work` in a push's transaction: announced questions are answered from one statement (read-ahead.ts), writes are
 * sent as one statement (write-behind.ts), everything else is sent by itself. What `work` sees is as if every statement
 * were sent at once: writes go out before any other statement, and a kept answer is dropped when something is written
 * that may change it.
 */
export async function inPushTx<T>(trx: Transaction<Schema>, work: (tx: SyncTx) => Promise<T>): Promise<T> {
  const writes = new WriteBehind(trx);
  const result = await work(pushTx(trx, writes));
  await writes.flush();
  return result;
}

/** Questions, which change no kept answer. Whatever is not among them drops all of them. */
const questions: ReadonlySet<string> = new Set<AnnouncedQuestion | keyof DirectTx>([
  'epoch',
  'outcomesOf',
  'numbered',
  'spent',
  'villagesOf',
  'movedAmong',
  'erasedAmong',
  'unsettledOn',
  'records',
  'parkedFor',
  'households',
  'rollupSince',
  'accountOf',
  'keyOf',
  'copiesSince',
  'groupsOf',
  'writtenAmong',
  'erasedOf',
  'recordsAbout',
  'opsAbout',
  'secret',
  'countedRecords',
  'basket',
  'mentionsOf',
  'erasedHouseholds',
  'lineOf',
  'eraseAct',
]);

function pushTx(trx: Transaction<Schema>, writes: WriteBehind): SyncTx {
  let answers: Answers = {};
  /** Villages whose kept records, and whose kept rollup, are no longer those of the database. */
  const saved = new Set<Uuid>();
  const recounted = new Set<Uuid>();
  const keep = (found: Answers): void => {
    answers = found;
    saved.clear();
    recounted.clear();
  };
  const direct = afterWrites(directTx(trx), async (name) => {
    await writes.flush();
    if (!questions.has(name)) keep({});
  });
  const plain: SyncTx = {
    ...direct,
    insertOps: async (ops) => {
      delete answers.outcomesOf;
      delete answers.numbered;
      if (ops.some(({ outcome }) => outcome === 'parked' || outcome === 'quarantined')) {
        delete answers.unsettledOn;
        delete answers.parkedFor;
      }
      await writes.tx.insertOps(ops);
    },
    saveRecords: async (records) => {
      for (const { village } of records) saved.add(village);
      await writes.tx.saveRecords(records);
    },
    changeRollup: async (village, change) => {
      recounted.add(village);
      await writes.tx.changeRollup(village, change);
    },
    saveDevice: async (device, state) => {
      delete answers.lockDevice;
      await writes.tx.saveDevice(device, state);
    },
    spend: async (account, day, usage) => {
      delete answers.spent;
      await writes.tx.spend(account, day, usage);
    },
    savepoint: async (work) => {
      await writes.flush();
      keep({});
      await sql`savepoint attempt`.execute(trx);
      try {
        const result = await work();
        await writes.flush();
        await sql`release savepoint attempt`.execute(trx);
        return result;
      } catch (error) {
        writes.drop();
        keep({});
        // When the connection is lost this throws too, and the transaction ends.
        await sql`rollback to savepoint attempt`.execute(trx);
        throw error;
      }
    },
    expectSender: async (...asked) => (await writes.flush(), ahead.expectSender(...asked)),
    expectBeforeLocks: async (asked) => (await writes.flush(), ahead.expectBeforeLocks(asked)),
    expectUnderLocks: async (asked) => (await writes.flush(), ahead.expectUnderLocks(asked)),
  };
  const ahead = readingAhead(trx, plain, keep);
  /** Who answers a question: the kept answers, where it was announced. */
  const by = <Question extends AnnouncedQuestion>(question: Question): Pick<SyncTx, Question> => {
    const answer = answers[question];
    // A computed key's type is any string, and this one is the question.
    return answer ? ({ [question]: answer } as unknown as Pick<SyncTx, Question>) : plain;
  };
  return {
    ...plain,
    lockGrants: (account) => by('lockGrants').lockGrants(account),
    lockDevice: (device) => by('lockDevice').lockDevice(device),
    epoch: () => by('epoch').epoch(),
    outcomesOf: (opIds) => by('outcomesOf').outcomesOf(opIds),
    numbered: (device, seqs) => by('numbered').numbered(device, seqs),
    spent: (account, day) => by('spent').spent(account, day),
    villagesOf: (account) => by('villagesOf').villagesOf(account),
    movedAmong: (ids) => by('movedAmong').movedAmong(ids),
    erasedAmong: (ids) => by('erasedAmong').erasedAmong(ids),
    unsettledOn: (device, records, before) => by('unsettledOn').unsettledOn(device, records, before),
    parkedFor: (villages, ids) => by('parkedFor').parkedFor(villages, ids),
    records: (village, ids) => (saved.has(village) ? plain : by('records')).records(village, ids),
    households: (village, ids) => (saved.has(village) ? plain : by('households')).households(village, ids),
    rollupSince: (village, day) => (recounted.has(village) ? plain : by('rollupSince')).rollupSince(village, day),
  };
}

/** The same methods, each after `first`. */
const afterWrites = (tx: DirectTx, first: (name: string) => Promise<void>): DirectTx =>
  new Proxy(tx, {
    get: (target, name: keyof DirectTx) => {
      const method = target[name] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        await first(name);
        return method(...given);
      };
    },
  });
