import { StorageFullError, StoreLockedError } from '../../store/engine/errors.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { pullVillages, type PullEnd } from './pull-step.ts';
import { askLastSeq, pushOutbox, type PushEnd } from './push-step.ts';
import type { PullDeps, SliceBudget, SliceDeps, SliceEnd, SliceResult } from './slice-types.ts';

// One slice of sync, for page and worker alike.
//
//            ┌───────────────────────────────────────────────────────────────┐
//            │                              server restored (epoch)          │
//            ▼                                                               │
//   ──► pushing ── outbox empty, or what is left is refused ──► pulling ─────┤
//          │  ▲                                                  │  ▲        │
//          │  │ acknowledged · halved · bisected · repaired      │  │ page applied · village fetched again
//          │  └── next push                                      │  └── next page, next village
//          │                                                     │
//          ├── revoked ───────────► draining ◄─── revoked ───────┤
//          │                       │        │                    │
//          │        said so again: erased   taken back: pushing  │
//          │                                                     │
//          └── no answer: offline · 408, 429, 5xx: busy · budget spent: more · renewal refused: signInNeeded
//              no room: full · pull refused for age: updateNeeded · otherwise: done
//
// Everything that must survive is stored before the next await of the network, and an entry leaves the outbox only by
// an acknowledgement: a slice killed at any await is run again without harm.

/**
 * Pushes what is pending, then pulls what is new, within the budget; resumable at any point.
 * Throws only for bugs and broken stores; what network and server do is in the result.
 */
export function syncSlice(deps: SliceDeps, budget: SliceBudget): Promise<SliceResult> {
  return runSlice(deps, budget, (exchange) => endOf(deps, exchange));
}

/**
 * A slice for a locked store, which may never be unlocked again: asks the server whether this phone is revoked. If so,
 * its outbox is pushed and the enrolment erased; if not, the outbox is pushed when `mayPush`.
 */
export function sliceWhileLocked(
  deps: Omit<SliceDeps, 'rows'>,
  budget: SliceBudget,
  mayPush: boolean,
): Promise<SliceResult> {
  return runSlice(deps, budget, async (exchange) => {
    const me = await exchange.ask((device) => deps.transport.me(device));
    if (me.kind === 'end') return me.end;
    if (me.kind === 'problem')
      return me.problem.error === 'revoked' ? drain(deps, exchange) : exchange.refused(me.problem.error);
    return mayPush ? endOf(deps, exchange) : { kind: 'done' };
  });
}

async function runSlice(
  deps: SliceDeps,
  budget: SliceBudget,
  work: (exchange: Exchange) => Promise<SliceEnd>,
): Promise<SliceResult> {
  const exchange = createExchange(deps, budget);
  const end = await unlessFull(deps, exchange, async () => {
    const reached = await work(exchange);
    const erased = reached.kind === 'revoked' && reached.erased;
    if (reached.kind === 'done' || reached.kind === 'more' || reached.kind === 'updateNeeded') deps.memory.failures = 0;
    if (!erased) await exchange.settle(exchange.tally.operations > 0 || exchange.tally.rows > 0);
    return reached;
  });
  return { ...end, ...exchange.counts() };
}

async function endOf(deps: SliceDeps, exchange: Exchange): Promise<SliceEnd> {
  if (await deps.store.settings.get('revoked')) return drain(deps, exchange);
  return pushThenPull(deps, exchange);
}

/** A full phone can fail at any step: even storing the last contact is a write. */
async function unlessFull(deps: SliceDeps, exchange: Exchange, work: () => Promise<SliceEnd>): Promise<SliceEnd> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageFullError) return { kind: 'full' };
    // Operations retained before a restore are sealed with the data key: the worker leaves them to the page.
    if (error instanceof StoreLockedError && !deps.rows) return exchange.refused('epoch');
    throw error;
  }
}

async function pushThenPull(deps: SliceDeps, exchange: Exchange): Promise<SliceEnd> {
  for (let restored = false; ; restored = true) {
    const pushed = await pushOutbox(deps, exchange);
    if (pushed.kind === 'end') return pushed.end;
    if (pushed.kind === 'spent') return { kind: 'more' };
    if (pushed.kind === 'revoked') return drain(deps, exchange);
    if (!canPull(deps)) return endAfter(exchange, pushed, { kind: 'level' });
    const pulled = await pullVillages(deps, exchange);
    if (pulled.kind === 'end') return pulled.end;
    if (pulled.kind === 'spent') return { kind: 'more' };
    if (pulled.kind === 'revoked') return drain(deps, exchange);
    if (pulled.kind !== 'epoch') return endAfter(exchange, pushed, pulled);
    if (restored) return exchange.refused('epoch');
    const asked = await askLastSeq(deps, exchange, pulled.epoch);
    if (asked?.kind === 'end') return asked.end;
    if (asked?.kind === 'revoked') return drain(deps, exchange);
    if (asked?.kind === 'stuck') return exchange.refused(asked.problem);
  }
}

const canPull = (deps: SliceDeps): deps is PullDeps => deps.rows !== undefined;

function endAfter(
  exchange: Exchange,
  pushed: Extract<PushEnd, { kind: 'empty' | 'stuck' }>,
  pulled: Extract<PullEnd, { kind: 'level' | 'stuck' }>,
): SliceEnd {
  if (pulled.kind === 'stuck' && pulled.problem === 'update') return { kind: 'updateNeeded' };
  if (pushed.kind === 'stuck') return exchange.refused(pushed.problem);
  if (pulled.kind === 'stuck') return exchange.refused(pulled.problem);
  return { kind: 'done' };
}

/**
 * A revoked phone pushes what is left, drafts too (the server quarantines it, and answers `revoked` when it accepts no
 * more); then the enrolment is erased. Erasing cannot be undone, so the server must answer `revoked` once more at the
 * end; a grant restored meanwhile wins, and no other answer erases anything.
 */
async function drain(deps: SliceDeps, exchange: Exchange): Promise<SliceEnd> {
  if (!(await deps.store.settings.get('revoked'))) await deps.store.settings.set('revoked', true);
  const pushed = await pushRest(deps, exchange);
  if (pushed.kind === 'end') return stillRevoked(pushed.end);
  if (pushed.kind === 'spent') return { kind: 'revoked', erased: false, retryAt: deps.clock.now() };
  const me = await exchange.ask((device) => deps.transport.me(device));
  if (me.kind === 'end') return stillRevoked(me.end);
  if (me.kind === 'ok') {
    await deps.store.settings.set('revoked', false);
    return { kind: 'more' };
  }
  if (me.problem.error !== 'revoked') return stillRevoked(exchange.refused(me.problem.error));
  // Entries that the server refuses for another reason than `revoked` may still be accepted later.
  if (pushed.kind === 'stuck') return stillRevoked(exchange.refused(pushed.problem));
  // Drafts are submitted now; these, and a form finished while the server was asked, still have to be pushed.
  if (pushed.kind === 'empty') await deps.handIn?.(undefined);
  if (pushed.kind === 'empty' && (await deps.store.outbox.ledger()).unsent > 0)
    return { kind: 'revoked', erased: false, retryAt: deps.clock.now() };
  await deps.eraseSelf('revoked');
  return { kind: 'revoked', erased: true };
}

/**
 * Pushes what is unsent, then what a server restored from a backup has lost. A revoked phone does not pull, so it has
 * to ask whether the server was restored before its retained operations are erased.
 */
async function pushRest(deps: SliceDeps, exchange: Exchange): Promise<PushEnd> {
  const pushed = await pushOutbox(deps, exchange);
  const epoch = await deps.store.settings.get('epoch');
  // Operations just acknowledged prove that the server is in this phone's epoch.
  if (pushed.kind !== 'empty' || epoch === undefined || exchange.tally.operations > 0) return pushed;
  const asked = await askLastSeq(deps, exchange, epoch);
  return asked ?? pushOutbox(deps, exchange);
}

const stillRevoked = (end: SliceEnd): SliceEnd => ({
  kind: 'revoked',
  erased: false,
  ...('retryAt' in end && end.retryAt !== undefined ? { retryAt: end.retryAt } : {}),
});
