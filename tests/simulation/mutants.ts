import type { Operation } from '../../src/protocol/operation.ts';
import type { PushRequest } from '../../src/protocol/push.ts';
import type { PushTx, SyncStorage } from '../../src/server/sync/storage.ts';
import { realHandlers, type Handlers } from './network.ts';

/** A rule of sync, broken on purpose. The simulation must notice every one, or it proves nothing about that rule. */
export interface Mutant {
  readonly name: string;
  readonly handlers: Handlers;
}

const withStorage = (storage: SyncStorage, change: (tx: PushTx) => PushTx): SyncStorage => ({
  transaction: (work) => storage.transaction((tx) => work(change(tx))),
  snapshot: (work) => storage.snapshot(work),
});

const onPush = (change: (request: PushRequest) => PushRequest): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) => realHandlers.push(deps, context, change(request)),
});

const onTx = (change: (tx: PushTx) => PushTx): Handlers => ({
  ...realHandlers,
  push: (deps, context, request) => realHandlers.push({ ...deps, storage: withStorage(deps.storage, change) }, context, request),
});

const operations = (request: PushRequest, change: (op: Operation) => Operation): PushRequest => ({
  ...request,
  entries: request.entries.map((entry) => (typeof entry === 'object' && entry !== null && 'base' in entry ? change(entry as Operation) : entry)),
});

/** The highest version there is: whatever the base was, it now looks as if everything had been seen. */
const everythingSeen = Number.MAX_SAFE_INTEGER;

export const mutants: readonly Mutant[] = [
  {
    name: 'merge by clock only: every base counts as seen',
    handlers: onPush((request) => operations(request, (op) => ({ ...op, base: Object.fromEntries(Object.entries(op.base).map(([field, base]) => [field, base === 0 ? 0 : everythingSeen])) }))),
  },
  {
    name: 'base of the whole record instead of the field',
    handlers: onPush((request) =>
      operations(request, (op) => {
        const numbers = Object.values(op.base).filter((base) => typeof base === 'number');
        const most = Math.max(0, ...numbers) + 1;
        return { ...op, base: Object.fromEntries(Object.entries(op.base).map(([field, base]) => [field, typeof base === 'number' && base > 0 ? most : base])) };
      }),
    ),
  },
  {
    name: 'acknowledged before it is stored: operations are dropped',
    handlers: onTx((tx) => ({ ...tx, insertOps: () => Promise.resolve() })),
  },
  {
    name: 'quarantine dropped: bad operations are acknowledged and forgotten',
    handlers: onTx((tx) => ({ ...tx, insertOps: (ops) => tx.insertOps(ops.filter((op) => op.outcome !== 'quarantined')) })),
  },
  {
    name: 'the village does not move: changes come at an old version',
    handlers: onTx((tx) => ({
      ...tx,
      nextVersions: async (villages) => new Map([...(await tx.nextVersions(villages))].map(([id, turn]) => [id, { ...turn, version: Math.max(1, turn.version - 2) }])),
    })),
  },
  {
    name: 'a retry is a new operation: stored outcomes are not looked up',
    handlers: onTx((tx) => ({ ...tx, outcomesOf: () => Promise.resolve([]) })),
  },
  {
    name: 'the cursor runs ahead of the rows: a page is cut short',
    handlers: {
      ...realHandlers,
      pull: async (deps, context, query, me) => {
        const page = await realHandlers.pull(deps, context, query, me);
        return 'rows' in page && page.rows.length > 1 ? { ...page, rows: page.rows.slice(0, -1), digest: undefined } : page;
      },
    },
  },
  {
    name: 'parked for ever: nothing is replayed when the parent comes',
    handlers: onTx((tx) => ({ ...tx, parkedFor: () => Promise.resolve([]), setOutcome: () => Promise.resolve() })),
  },
];

