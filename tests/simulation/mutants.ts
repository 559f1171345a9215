import { isUuid, type Uuid } from '../../src/lib/ids.ts';
import type { Operation } from '../../src/protocol/operation.ts';
import type { PushRequest } from '../../src/protocol/push.ts';
import { uuidFromText } from '../../src/server/hash.ts';
import type { DeviceState, SyncTx, SyncStorage, VillageTurn } from '../../src/server/sync/storage.ts';
import type { WriteTx, StorageEngine, StoredHead, TableName } from '../../src/store/engine/engine.ts';
import type { PhoneStore } from '../../src/store/phone-store.ts';
import type { Invariant } from './invariants/invariants.ts';
import { copied, copiedAndRestored, copiedOnTheWay } from './scenarios/copies.ts';
import { childFirst, childOfSetAside, crowded, erased, formAcrossPull } from './scenarios/episodes.ts';
import type { Episode } from './scenarios/plot.ts';
import type { Handlers } from './world/network.ts';
import type { PhoneParts } from './world/phone.ts';
import { inMemory, realHandlers } from './run-seed.ts';
import type { WorldParts } from './world/world.ts';

/** A rule of sync, broken on purpose. The simulation must notice every one, or it proves nothing about that rule. */
export interface Mutant {
  readonly name: string;
  /** The invariants that may be the first to break: which one it is depends on the seed. */
  readonly breaks: readonly Invariant[];
  /** A seed that is known to notice it, where the first one does not: the test begins there. */
  readonly noticedAt?: number;
  /** The plot in which this rule matters, where it is a rare one. */
  readonly plots?: readonly Episode[];
  readonly handlers?: () => Handlers;
  readonly phone?: () => PhoneParts;
}

const withStorage = (storage: SyncStorage, change: (tx: SyncTx) => SyncTx): SyncStorage => ({
  transaction: (work) => storage.transaction((tx) => work(change(tx))),
  snapshot: (work) => storage.snapshot(work),
});

const onTx = (change: (tx: SyncTx, device: Uuid) => SyncTx): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) =>
    realHandlers.push(
      { ...deps, storage: withStorage(deps.storage, (tx) => change(tx, context.device)) },
      context,
      request,
    ),
});

/**
 * Judges by something else than was sent, and stores what came; of the erased nothing is stored, as without the mutant.
 */
const judgedBy = (change: (op: Operation, request: PushRequest) => Operation): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) => {
    const bodies = new Map<Uuid, string>();
    const changed = operations(request, (op) => (bodies.set(op.opId, JSON.stringify(op)), change(op, request)));
    const storage = withStorage(deps.storage, (tx) => ({
      ...tx,
      insertOps: (ops) =>
        tx.insertOps(ops.map((op) => (op.outcome === 'erased' ? op : { ...op, body: bodies.get(op.opId) ?? op.body }))),
    }));
    return realHandlers.push({ ...deps, storage }, context, changed);
  },
});

const passedBy = (device: DeviceState | undefined): DeviceState | undefined =>
  device && { ...device, epochSeq: device.lastSeq };

const operations = (request: PushRequest, change: (op: Operation) => Operation): PushRequest => ({
  ...request,
  entries: request.entries.map((entry) =>
    typeof entry === 'object' && entry !== null && 'base' in entry ? change(entry as Operation) : entry,
  ),
});

const isOperation = (entry: unknown): entry is Operation =>
  typeof entry === 'object' && entry !== null && 'set' in entry;

/** The highest version: with it as base an operation looks as if it had seen everything. */
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
            for (const id of touched)
              for (let reached = 0; reached < (serial.get(id) ?? 0);)
                reached = (await tx.nextVersions([id])).get(id)?.version ?? Infinity;
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
  transaction: <R>(
    mode: 'read' | 'write' | 'relaxed',
    tables: readonly TableName[],
    work: (tx: WriteTx) => Promise<R>,
  ): Promise<R> => {
    if (mode !== 'relaxed' || !tables.includes('rows')) return engine.transaction(mode as 'write', tables, work);
    const later: ((tx: WriteTx) => Promise<void>)[] = [];
    const put = (tx: WriteTx): WriteTx => ({
      ...tx,
      put: (table, values) =>
        before(table) ? tx.put(table, values) : (later.push((next) => next.put(table, values)), Promise.resolve()),
      delete: (table, keys) =>
        before(table) ? tx.delete(table, keys) : (later.push((next) => next.delete(table, keys)), Promise.resolve()),
      deleteRange: (table, range) =>
        before(table)
          ? tx.deleteRange(table, range)
          : (later.push((next) => next.deleteRange(table, range)), Promise.resolve()),
    });
    return engine
      .transaction('relaxed', tables, (tx) => work(put(tx)))
      .then(async (result) => {
        if (later.length > 0)
          await engine.transaction('relaxed', tables, async (tx) => {
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
          if (table === 'heads')
            for (const head of values as unknown as readonly StoredHead[]) kept.set(head.village, head);
          await tx.put(table, values);
        },
      });
      return {
        ...engine,
        transaction: <R>(mode: 'write', tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>) =>
          engine.transaction(mode, tables, (tx) => work(apart(tx))),
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

const onStore =
  (change: (store: PhoneStore) => Partial<PhoneStore>): (() => PhoneParts) =>
  () => ({ store: (store) => ({ ...store, ...change(store) }) });

/** What a world is made of with this rule broken. */
export const withMutant = ({ handlers, phone, plots }: Mutant): WorldParts => ({
  ...inMemory,
  ...(plots && { plots }),
  ...(handlers && { handlers: handlers() }),
  ...(phone && { phone: phone() }),
});

export const mutants: readonly Mutant[] = [
  {
    plots: [crowded],
    name: 'versions come from a counter and the village is not locked until the commit',
    breaks: [
      'the cursor never exceeds applied data',
      'quiescent phones equal the server',
      'no value vanishes',
      'rollup = recount',
    ],
    noticedAt: 4,
    handlers: serialCursor,
  },
  {
    plots: [crowded],
    name: 'the village lock is released before the rows are written',
    // The village's lock holds its running totals together too: two pushes that both read them add one of their sums.
    breaks: [
      'the cursor never exceeds applied data',
      'resuming from any cursor equals one full sync',
      'quiescent phones equal the server',
      'no value vanishes',
      'rollup = recount',
    ],
    noticedAt: 4,
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) =>
        realHandlers.push(
          {
            ...deps,
            storage: {
              ...deps.storage,
              transaction: (work) =>
                deps.storage.transaction((tx) =>
                  work({
                    ...tx,
                    nextVersions: (villages) => deps.storage.transaction((own) => own.nextVersions(villages)),
                  }),
                ),
              snapshot: (work) => deps.storage.snapshot(work),
            },
          },
          context,
          request,
        ),
    }),
  },
  {
    name: 'the cursor is kept outside the database and survives the loss of its rows',
    // What a pull of a withdrawn village should have removed with its cursor stays, too.
    breaks: ['the cursor never exceeds applied data', 'quiescent phones equal the server', 'no foreign village'],
    phone: cursorApart,
    noticedAt: 6,
  },
  {
    name: 'the cursor is stored before the rows of its page',
    breaks: ['the cursor never exceeds applied data'],
    phone: () => ({ engine: (engine) => inTwo(engine, (table) => table === 'heads') }),
  },
  {
    name: 'an operation that is sent again gets a new opId',
    breaks: ['stored exactly once'],
    phone: () => {
      const sent = new Set<Uuid>();
      return {
        transport: (transport) => ({
          ...transport,
          push: (request) =>
            transport.push(
              operations(request, (op) => {
                if (!sent.has(op.opId)) return (sent.add(op.opId), op);
                return { ...op, opId: uuidFromText(`again ${op.opId}`) };
              }),
            ),
        }),
      };
    },
  },
  {
    name: 'every base counts as having seen the latest value',
    breaks: ['no value vanishes'],
    noticedAt: 2,
    handlers: () =>
      judgedBy((op) => ({
        ...op,
        base: Object.fromEntries(
          Object.entries(op.base).map(([field, seen]) => [field, seen === 0 ? 0 : everythingSeen]),
        ),
      })),
  },
  {
    name: 'a base that has seen one field counts as having seen the whole record',
    breaks: ['no value vanishes'],
    noticedAt: 6,
    handlers: () =>
      judgedBy((op) => {
        const most = Math.max(0, ...Object.values(op.base).filter((seen) => typeof seen === 'number')) + 1;
        return {
          ...op,
          base: Object.fromEntries(
            Object.entries(op.base).map(([field, seen]) => [field, typeof seen === 'number' && seen > 0 ? most : seen]),
          ),
        };
      }),
  },
  {
    plots: [formAcrossPull],
    name: 'bases are taken when a form is submitted instead of when it was opened',
    breaks: ['no value vanishes'],
    noticedAt: 1,
    phone: onStore(({ records }) => ({
      records: {
        ...records,
        submit: async (changes, draft) => {
          const now = await Promise.all(
            changes.map(async (change) => ({
              ...change,
              bases: (await records.get(change.village, change.record))?.bases ?? change.bases,
            })),
          );
          return records.submit(now, draft);
        },
      },
    })),
  },
  {
    name: 'quarantined operations are acknowledged and not stored',
    breaks: ['stored exactly once'],
    noticedAt: 1,
    handlers: () =>
      onTx((tx) => ({ ...tx, insertOps: (ops) => tx.insertOps(ops.filter((op) => op.outcome !== 'quarantined')) })),
  },
  {
    plots: [copied],
    name: 'an operation that another device has handed in is stored again',
    breaks: ['stored exactly once', 'no value vanishes', 'a lie changes nothing'],
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) => {
        // Identity is device and operation together, as in a table with such a key.
        const scoped = (opId: Uuid): Uuid => uuidFromText(`${context.device} ${opId}`);
        const own = withStorage(deps.storage, (tx) => ({
          ...tx,
          outcomesOf: async (ids) =>
            (await tx.outcomesOf(ids.map(scoped))).map((one) => ({
              ...one,
              opId: ids.find((id) => scoped(id) === one.opId) ?? one.opId,
            })),
          insertOps: (ops) => tx.insertOps(ops.map((op) => ({ ...op, opId: scoped(op.opId) }))),
        }));
        return realHandlers.push({ ...deps, storage: own }, context, request);
      },
    }),
  },
  {
    plots: [copiedAndRestored],
    name: 'a phone of an earlier epoch is told the device’s last number, not the restore’s',
    breaks: ['no value vanishes'],
    noticedAt: 13,
    handlers: () => onTx((tx) => ({ ...tx, lockDevice: async (id) => passedBy(await tx.lockDevice(id)) })),
  },
  {
    plots: [copiedOnTheWay],
    name: 'a new device that is registered twice is told its last number instead of 0',
    breaks: ['no value vanishes'],
    noticedAt: 9,
    handlers: () => ({
      ...realHandlers,
      newDevice: async (deps, context, request) => {
        const answer = await realHandlers.newDevice(deps, context, request);
        return 'device' in answer
          ? { ...answer, lastSeq: await deps.storage.snapshot((tx) => tx.lastSeq(answer.device)) }
          : answer;
      },
    }),
  },
  {
    name: 'operations are acknowledged and not stored',
    breaks: ['stored exactly once'],
    handlers: () => onTx((tx) => ({ ...tx, insertOps: () => Promise.resolve() })),
  },
  {
    name: 'changed rows get an old version of the village',
    breaks: ['the cursor never exceeds applied data', 'quiescent phones equal the server', 'no value vanishes'],
    handlers: () =>
      onTx((tx) => ({
        ...tx,
        nextVersions: async (villages) =>
          new Map(
            [...(await tx.nextVersions(villages))].map(([id, turn]) => [
              id,
              { ...turn, version: Math.max(1, turn.version - 2) },
            ]),
          ),
      })),
  },
  {
    name: 'a page lacks its last row and its cursor does not',
    breaks: ['the cursor never exceeds applied data'],
    handlers: () => ({
      ...realHandlers,
      pull: async (deps, context, query, me) => {
        const page = await realHandlers.pull(deps, context, query, me);
        return 'rows' in page && page.rows.length > 1
          ? { ...page, rows: page.rows.slice(0, -1), digest: undefined }
          : page;
      },
    }),
  },
  {
    plots: [childFirst],
    name: 'parked operations are not replayed when their parent arrives',
    breaks: ['one bad operation delays no other record'],
    handlers: () =>
      onTx((tx) => ({ ...tx, parkedFor: () => Promise.resolve([]), setOutcome: () => Promise.resolve() })),
  },
  {
    name: 'a push with one bad operation is quarantined whole',
    breaks: ['one bad operation delays no other record'],
    noticedAt: 3,
    handlers: () =>
      judgedBy((op, request) =>
        JSON.stringify(request.entries).includes('"hardship":"có"') ? { ...op, schemaVersion: 0 } : op,
      ),
  },
  {
    name: 'a pull does not check the right to the village',
    breaks: ['no foreign village'],
    noticedAt: 16,
    handlers: () => ({
      ...realHandlers,
      pull: (deps, context, query, me) => {
        const storage: SyncStorage = {
          ...deps.storage,
          transaction: (work) => deps.storage.transaction(work),
          snapshot: (work) =>
            deps.storage.snapshot((tx) =>
              work({
                ...tx,
                grants: async (account) =>
                  (await tx.grants(account)).map((grant) => ({ ...grant, area: query.village })),
              }),
            ),
        };
        return realHandlers.pull({ ...deps, storage }, context, query, me);
      },
    }),
  },
  {
    name: 'an outcome goes back from applied to noop',
    breaks: ['one outcome, moving only forward'],
    handlers: backwards,
  },
  {
    name: 'a phone with nothing to fetch fetches the village again',
    breaks: ['a sync with nothing to do changes nothing'],
    phone: () => ({
      transport: (transport) => ({
        ...transport,
        pull: (query) =>
          transport.pull(query.id.startsWith('ffff') ? { village: query.village, version: 0, id: '', held: 0 } : query),
      }),
    }),
  },
  {
    plots: [erased],
    name: 'a phone ignores marks of erasure',
    breaks: ['nothing is left of the erased', 'quiescent phones equal the server'],
    phone: () => ({
      transport: (transport) => ({
        ...transport,
        pull: async (query, as) => {
          const reply = await transport.pull(query, as);
          if (reply.kind !== 'ok') return reply;
          const rows = reply.value.rows.map((row) =>
            row.kind === 'erased' ? { ...row, kind: 'household' as const } : row,
          );
          return {
            ...reply,
            value: {
              ...reply.value,
              rows,
              outcomes: reply.value.outcomes.filter(({ outcome }) => outcome !== 'erased'),
            },
          };
        },
      }),
    }),
  },
  {
    name: 'acknowledgements are not stored on the phone',
    breaks: ['the outbox empties in bounded steps'],
    phone: onStore(({ outbox }) => ({ outbox: { ...outbox, acknowledge: () => Promise.resolve(true) } })),
  },
  {
    plots: [crowded],
    name: 'erasure before rights: whoever names an erased parent marks what they say it of',
    breaks: ['a lie changes nothing', 'no value vanishes', 'nothing is left of the erased'],
    noticedAt: 27,
    handlers: () => ({
      ...realHandlers,
      push: async (deps, context, request) => {
        await deps.storage.transaction(async (tx) => {
          for (const op of request.entries.filter(isOperation)) {
            const [gone] = await tx.erasedAmong(Object.values(op.set).filter(isUuid));
            if (gone) await tx.rememberErased(gone.village, [op.record], deps.clock.now());
          }
        });
        return realHandlers.push(deps, context, request);
      },
    }),
  },
  {
    plots: [crowded],
    name: 'erased by id alone: what is erased in one village counts as erased in every other',
    breaks: ['a lie changes nothing', 'no value vanishes', 'nothing is left of the erased'],
    noticedAt: 3,
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) => {
        const villages = [...new Set(request.entries.filter(isOperation).map(({ village }) => village))];
        const everywhere = withStorage(deps.storage, (tx) => ({
          ...tx,
          erasedAmong: async (ids) =>
            (await tx.erasedAmong(ids)).flatMap((one) => [one, ...villages.map((village) => ({ ...one, village }))]),
        }));
        return realHandlers.push({ ...deps, storage: everywhere }, context, request);
      },
    }),
  },
  {
    plots: [childOfSetAside],
    name: 'unbounded group: one sender fills the list of what waits',
    breaks: ['a lie changes nothing'],
    noticedAt: 43,
    handlers: () => ({
      ...realHandlers,
      quarantine: (deps, context, query) => {
        const storage: SyncStorage = {
          transaction: (work) => deps.storage.transaction(work),
          snapshot: (work) =>
            deps.storage.snapshot((tx) =>
              work({ ...tx, quarantined: (village, limit) => tx.quarantined(village, limit, Number.MAX_SAFE_INTEGER) }),
            ),
        };
        return realHandlers.quarantine({ ...deps, storage }, context, query);
      },
    }),
  },
  {
    plots: [crowded],
    name: 'consent not asked for: answers of somebody who said no are stored',
    breaks: ['a lie changes nothing'],
    handlers: () =>
      onTx((tx) => ({
        ...tx,
        records: async (village, ids) =>
          (await tx.records(village, ids)).map(({ states: { inTally: _unseen, ...states }, ...record }) => ({
            ...record,
            states,
          })),
      })),
  },
  {
    plots: [crowded],
    name: 'author taken from the body: whoever is named has signed',
    breaks: ['a lie changes nothing'],
    noticedAt: 2,
    handlers: () => ({
      ...realHandlers,
      push: (deps, context, request) => {
        const named = request.entries
          .filter(isOperation)
          .map(({ set }) => set['by'])
          .find(isUuid);
        const storage = withStorage(deps.storage, (tx) => ({
          ...tx,
          lockDevice: async (id) => {
            const device = await tx.lockDevice(id);
            return device && named ? { ...device, account: named } : device;
          },
        }));
        return realHandlers.push({ ...deps, storage }, context, request);
      },
    }),
  },
  {
    name: 'a changed household is counted in again without being counted out',
    breaks: ['rollup = recount'],
    noticedAt: 5,
    handlers: () =>
      onTx((tx) => ({
        ...tx,
        households: async (village, ids) =>
          (await tx.households(village, ids)).filter(({ kind }) => kind === 'household'),
      })),
  },
];
