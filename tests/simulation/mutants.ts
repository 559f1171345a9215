import type { Uuid } from '../../src/lib/ids.ts';
import type { Operation } from '../../src/protocol/operation.ts';
import type { PushRequest } from '../../src/protocol/push.ts';
import { nameOf } from '../../src/server/hash.ts';
import type { DeviceState, PushTx, SyncStorage, VillageTurn } from '../../src/server/sync/storage.ts';
import type { WriteTx, StorageEngine, StoredHead, TableName } from '../../src/store/engine.ts';
import type { PhoneStore } from '../../src/store/phone-store.ts';
import type { Invariant } from './broken.ts';
import { copied, copiedAndRestored, copiedOnTheWay } from './copies.ts';
import { childFirst, crowded, erased, formAcrossPull } from './episodes.ts';
import type { Episode } from './plot.ts';
import type { Handlers } from './network.ts';
import type { PhoneParts } from './phone.ts';
import { inMemory, realHandlers } from './run-seed.ts';
import type { WorldParts } from './world.ts';

/** A rule of sync, broken on purpose. The simulation must notice every one, or it proves nothing about that rule. */
export interface Mutant {
  readonly name: string;
  /** The invariants that may be the first to break: which one it is depends on the seed. */
  readonly breaks: readonly Invariant[];
  /** The plot in which this rule matters, where it is a rare one. */
  readonly plots?: readonly Episode[];
  readonly handlers?: () => Handlers;
  readonly phone?: () => PhoneParts;
}

const withStorage = (storage: SyncStorage, change: (tx: PushTx) => PushTx): SyncStorage => ({
  transaction: (work) => storage.transaction((tx) => work(change(tx))),
  snapshot: (work) => storage.snapshot(work),
});

const onTx = (change: (tx: PushTx, device: Uuid) => PushTx): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) => realHandlers.push({ ...deps, storage: withStorage(deps.storage, (tx) => change(tx, context.device)) }, context, request),
});

/** Judges by something else than was sent, and stores what came; of the erased nothing is stored, as without the mutant. */
const judgedBy = (change: (op: Operation, request: PushRequest) => Operation): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) => {
    const bodies = new Map<Uuid, string>();
    const changed = operations(request, (op) => (bodies.set(op.opId, JSON.stringify(op)), change(op, request)));
    const storage = withStorage(deps.storage, (tx) => ({ ...tx, insertOps: (ops) => tx.insertOps(ops.map((op) => (op.outcome === 'erased' ? op : { ...op, body: bodies.get(op.opId) ?? op.body }))) }));
    return realHandlers.push({ ...deps, storage }, context, changed);
  },
});

const passedBy = (device: DeviceState | undefined): DeviceState | undefined => device && { ...device, epochSeq: device.lastSeq };

const operations = (request: PushRequest, change: (op: Operation) => Operation): PushRequest => ({
  ...request,
  entries: request.entries.map((entry) => (typeof entry === 'object' && entry !== null && 'base' in entry ? change(entry as Operation) : entry)),
});

/** The highest version there is: whatever the base was, it now looks as if everything had been seen. */
const everythingSeen = Number.MAX_SAFE_INTEGER;

/** The village's number comes from a counter of its own, and its row is not held until the commit. */
function serialCursor(): Handlers {
  const serial = new Map<Uuid, number>();
  return {
    ...realHandlers,
    push: (deps, context, request) => {
      const storage = withStorage(deps.storage, (tx) => {
        let touched: readonly Uuid[] = [];
        return {
          ...tx,
          nextVersions: async (villages) => {
            touched = villages;
            const turns = new Map<Uuid, VillageTurn>();
            for (const id of villages) {
              const committed = (await deps.storage.snapshot((reading) => reading.villageVersion(id))) ?? 0;
              const version = Math.max(serial.get(id) ?? 0, committed) + 1;
              serial.set(id, version);
              turns.set(id, { version, lost: [] });
            }
            return turns;
          },
          saveDevice: async (device, state) => {
            await tx.saveDevice(device, state);
            for (const id of touched) for (let reached = 0; reached < (serial.get(id) ?? 0); ) reached = (await tx.nextVersions([id])).get(id)?.version ?? Infinity;
          },
        };
      });
      return realHandlers.push({ ...deps, storage }, context, request);
    },
  };
}

/** Splits a page's transaction: first `before`, then the rest, each committed by itself. */
const inTwo = (engine: StorageEngine, before: (table: TableName) => boolean): StorageEngine => ({
  ...engine,
  transaction: <R>(mode: 'read' | 'write' | 'relaxed', tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>): Promise<R> => {
    if (mode !== 'relaxed' || !tables.includes('rows')) return engine.transaction(mode as 'write', tables, work);
    const later: ((tx: WriteTx) => Promise<void>)[] = [];
    const put = (tx: WriteTx): WriteTx => ({
      ...tx,
      put: (table, values) => (before(table) ? tx.put(table, values) : (later.push((next) => next.put(table, values)), Promise.resolve())),
      delete: (table, keys) => (before(table) ? tx.delete(table, keys) : (later.push((next) => next.delete(table, keys)), Promise.resolve())),
      deleteRange: (table, range) => (before(table) ? tx.deleteRange(table, range) : (later.push((next) => next.deleteRange(table, range)), Promise.resolve())),
    });
    return engine.transaction('relaxed', tables, (tx) => work(put(tx))).then(async (result) => {
      if (later.length > 0) await engine.transaction('relaxed', tables, async (tx) => {
        for (const step of later) await step(tx);
      });
      return result;
    });
  },
});

/** The cursor lives beside the database (as in localStorage): it survives the power cut that undoes its rows. */
function cursorApart(): PhoneParts {
  const heads = new WeakMap<object, Map<Uuid, StoredHead>>();
  return {
    engine: (engine, disk) => {
      const kept = heads.get(disk) ?? new Map<Uuid, StoredHead>();
      heads.set(disk, kept);
      const apart = (tx: WriteTx): WriteTx => ({
        ...tx,
        get: async (table, key) => (table === 'heads' ? (kept.get(String(key[0])) as never) : tx.get(table, key)),
        put: async (table, values) => {
          if (table === 'heads') for (const head of values as unknown as readonly StoredHead[]) kept.set(head.village, head);
          await tx.put(table, values);
        },
      });
      return {
        ...engine,
        transaction: <R>(mode: 'write', tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>) => engine.transaction(mode, tables, (tx) => work(apart(tx))),
      } as StorageEngine;
    },
  };
}

function backwards(): Handlers {
  const stored = new Set<Uuid>();
  return onTx((tx) => ({
    ...tx,
    saveDevice: async (device, state) => {
      await tx.saveDevice(device, state);
      const [applied] = (await tx.outcomesOf([...stored])).filter(({ outcome }) => outcome === 'applied');
      if (applied) await tx.setOutcome(applied.opId, 'noop', applied.version);
    },
    insertOps: async (ops) => {
      await tx.insertOps(ops);
      for (const { opId } of ops) stored.add(opId);
    },
  }));
}

const onStore = (change: (store: PhoneStore) => Partial<PhoneStore>): (() => PhoneParts) => () => ({ store: (store) => ({ ...store, ...change(store) }) });

/** What a world is made of with this rule broken. */
export const withMutant = ({ handlers, phone, plots }: Mutant): WorldParts => ({
  ...inMemory,
  ...(plots && { plots }),
  ...(handlers && { handlers: handlers() }), ...(phone && { phone: phone() }),
});

export const mutants: readonly Mutant[] = [
  {
    plots: [crowded],
    name: 'serial cursor: numbers come from a counter, the village is not held until the commit',
    breaks: ['the cursor never exceeds applied data', 'quiescent phones equal the server', 'no value vanishes', 'rollup = recount'],
    handlers: serialCursor,
  },
  {
    plots: [crowded],
    name: 'cursor outside the transaction: the village is let go before the rows are written',
    // The village's lock holds its running totals together too: two pushes that both read them add one of their sums.
    breaks: ['the cursor never exceeds applied data', 'resuming from any cursor equals one full sync', 'quiescent phones equal the server', 'no value vanishes', 'rollup = recount'],
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) => realHandlers.push({ ...deps, storage: {
        ...deps.storage,
        transaction: (work) => deps.storage.transaction((tx) => work({ ...tx, nextVersions: (villages) => deps.storage.transaction((own) => own.nextVersions(villages)) })),
        snapshot: (work) => deps.storage.snapshot(work),
      } }, context, request),
    }),
  },
  { name: 'cursor kept apart from the rows: it survives what takes them away', breaks: ['the cursor never exceeds applied data', 'quiescent phones equal the server'], phone: cursorApart },
  { name: 'early checkpoint: the cursor is on disk before the rows', breaks: ['the cursor never exceeds applied data'], phone: () => ({ engine: (engine) => inTwo(engine, (table) => table === 'heads') }) },
  {
    name: 'restamped retry: an operation that is sent again gets a new identity',
    breaks: ['stored exactly once'],
    phone: () => {
      const sent = new Set<Uuid>();
      return {
        transport: (transport) => ({
          ...transport,
          push: (request) => transport.push(operations(request, (op) => {
            if (!sent.has(op.opId)) return (sent.add(op.opId), op);
            return { ...op, opId: nameOf(`again ${op.opId}`) };
          })),
        }),
      };
    },
  },
  {
    name: 'merge by clock only: every base counts as seen',
    breaks: ['no value vanishes'],
    handlers: () => judgedBy((op) => ({ ...op, base: Object.fromEntries(Object.entries(op.base).map(([field, seen]) => [field, seen === 0 ? 0 : everythingSeen])) })),
  },
  {
    name: 'record-level base: the whole record counts as seen where one field was',
    breaks: ['no value vanishes'],
    handlers: () =>
      judgedBy((op) => {
        const most = Math.max(0, ...Object.values(op.base).filter((seen) => typeof seen === 'number')) + 1;
        return { ...op, base: Object.fromEntries(Object.entries(op.base).map(([field, seen]) => [field, typeof seen === 'number' && seen > 0 ? most : seen])) };
      }),
  },
  {
    plots: [formAcrossPull],
    name: 'base taken at save: what came in while the form was open counts as seen',
    breaks: ['no value vanishes'],
    phone: onStore(({ records }) => ({
      records: {
        ...records,
        freeze: async (changes, draft) => {
          const now = await Promise.all(changes.map(async (change) => ({ ...change, bases: (await records.get(change.village, change.record))?.bases ?? change.bases })));
          return records.freeze(now, draft);
        },
      },
    })),
  },
  {
    name: 'dropped quarantine: bad operations are acknowledged and forgotten',
    breaks: ['stored exactly once'],
    handlers: () => onTx((tx) => ({ ...tx, insertOps: (ops) => tx.insertOps(ops.filter((op) => op.outcome !== 'quarantined')) })),
  },
  {
    plots: [copied],
    name: 'duplicated hand-in: another device’s operations are not known again',
    breaks: ['stored exactly once', 'no value vanishes'],
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) => {
        // Identity is device and operation together, as in a table with such a key.
        const scoped = (opId: Uuid): Uuid => nameOf(`${context.device} ${opId}`);
        const own = withStorage(deps.storage, (tx) => ({
          ...tx,
          outcomesOf: async (ids) => (await tx.outcomesOf(ids.map(scoped))).map((one) => ({ ...one, opId: ids.find((id) => scoped(id) === one.opId) ?? one.opId })),
          insertOps: (ops) => tx.insertOps(ops.map((op) => ({ ...op, opId: scoped(op.opId) }))),
        }));
        return realHandlers.push({ ...deps, storage: own }, context, request);
      },
    }),
  },
  {
    plots: [copiedAndRestored],
    name: 'passed by: a phone that meets a restored server goes on behind its copy’s work',
    breaks: ['no value vanishes'],
    handlers: () => onTx((tx) => ({ ...tx, lockDevice: async (id) => passedBy(await tx.lockDevice(id)) })),
  },
  {
    plots: [copiedOnTheWay],
    name: 'passed by: a new device goes on behind the work of a copy that was told the same',
    breaks: ['no value vanishes'],
    handlers: () => ({
      ...realHandlers,
      newDevice: async (deps, context, request) => {
        const answer = await realHandlers.newDevice(deps, context, request);
        return 'device' in answer ? { ...answer, lastSeq: await deps.storage.snapshot((tx) => tx.lastSeq(answer.device)) } : answer;
      },
    }),
  },
  { name: 'acknowledged before it is stored: operations are dropped', breaks: ['stored exactly once'], handlers: () => onTx((tx) => ({ ...tx, insertOps: () => Promise.resolve() })) },
  {
    name: 'the village does not move: changes come at an old version',
    breaks: ['the cursor never exceeds applied data', 'quiescent phones equal the server', 'no value vanishes'],
    handlers: () => onTx((tx) => ({
      ...tx,
      nextVersions: async (villages) => new Map([...(await tx.nextVersions(villages))].map(([id, turn]) => [id, { ...turn, version: Math.max(1, turn.version - 2) }])),
    })),
  },
  {
    name: 'the cursor runs ahead of the rows: a page is cut short',
    breaks: ['the cursor never exceeds applied data'],
    handlers: () => ({
      ...realHandlers,
      pull: async (deps, context, query, me) => {
        const page = await realHandlers.pull(deps, context, query, me);
        return 'rows' in page && page.rows.length > 1 ? { ...page, rows: page.rows.slice(0, -1), digest: undefined } : page;
      },
    }),
  },
  {
    plots: [childFirst],
    name: 'parked for ever: nothing is replayed when the parent comes',
    breaks: ['one bad operation delays no other record'],
    handlers: () => onTx((tx) => ({ ...tx, parkedFor: () => Promise.resolve([]), setOutcome: () => Promise.resolve() })),
  },
  {
    name: 'one bad apple: a push with a bad operation is set aside whole',
    breaks: ['one bad operation delays no other record'],
    handlers: () => judgedBy((op, request) => (JSON.stringify(request.entries).includes('"hardship":"có"') ? { ...op, schemaVersion: 0 } : op)),
  },
  {
    name: 'open doors: a pull does not ask for the right to the village',
    breaks: ['no foreign village'],
    handlers: () => ({
      ...realHandlers,
      pull: (deps, context, query, me) => {
        const storage: SyncStorage = { ...deps.storage, transaction: (work) => deps.storage.transaction(work), snapshot: (work) => deps.storage.snapshot((tx) => work({ ...tx, grants: async (account) => (await tx.grants(account)).map((grant) => ({ ...grant, area: query.village })) })) };
        return realHandlers.pull({ ...deps, storage }, context, query, me);
      },
    }),
  },
  { name: 'outcomes go back: what was applied counts for nothing later', breaks: ['one outcome, moving only forward'], handlers: backwards },
  {
    name: 'busy for nothing: a phone that is level fetches all once more',
    breaks: ['a sync with nothing to do changes nothing'],
    phone: () => ({ transport: (transport) => ({ ...transport, pull: (query) => transport.pull(query.id.startsWith('ffff') ? { village: query.village, version: 0, id: '', held: 0 } : query) }) }),
  },
  {
    plots: [erased],
    name: 'marker overlooked: what a phone keeps of the erased stays',
    breaks: ['nothing is left of the erased', 'quiescent phones equal the server'],
    phone: () => ({
      transport: (transport) => ({
        ...transport,
        pull: async (query, as) => {
          const reply = await transport.pull(query, as);
          if (reply.kind !== 'ok') return reply;
          const rows = reply.value.rows.map((row) => (row.kind === 'erased' ? { ...row, kind: 'household' as const } : row));
          return { ...reply, value: { ...reply.value, rows, outcomes: reply.value.outcomes.filter(({ outcome }) => outcome !== 'erased') } };
        },
      }),
    }),
  },
  {
    name: 'never empty: an acknowledgement is not written down',
    breaks: ['the outbox empties in bounded steps'],
    phone: onStore(({ outbox }) => ({ outbox: { ...outbox, acknowledge: () => Promise.resolve(true) } })),
  },
  {
    name: 'figures drift: a home is not counted out before it is counted in again',
    breaks: ['rollup = recount'],
    handlers: () => onTx((tx) => ({ ...tx, homes: async (village, ids) => (await tx.homes(village, ids)).filter(({ kind }) => kind === 'household') })),
  },
];
