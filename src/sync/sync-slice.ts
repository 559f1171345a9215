import { StorageFullError, StoreLockedError } from '../store/errors.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { pullVillages, type PullDeps, type PullEnd } from './pull-step.ts';
import { askLastSeq, pushOutbox, type PushEnd } from './push-step.ts';
import type { SliceBudget, SliceDeps, SliceEnd, SliceResult } from './slice-types.ts';

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
// Everything that must survive is in the store before the next await of the network, and nothing is taken out of the
// outbox but by an acknowledgement: a slice killed at any await is simply run again.

/**
 * Pushes what is pending, then pulls what is new, within the budget; resumable at any point.
 * Throws only for bugs and broken stores; what network and server do is in the result.
 */
export function syncSlice(deps: SliceDeps, budget: SliceBudget): Promise<SliceResult> {
  return runSlice(deps, budget, (exchange) => endOf(deps, exchange));
}

/**
 * The same for a book that is locked: the server is asked whether this phone still belongs to the team, because nobody
 * may ever unlock it again. If not, its outbox is handed over and it is erased; if so, the outbox is sent when `mayPush`.
 */
export function sliceWhileLocked(deps: Omit<SliceDeps, 'rows'>, budget: SliceBudget, mayPush: boolean): Promise<SliceResult> {
  return runSlice(deps, budget, async (exchange) => {
    const me = await exchange.ask((device) => deps.transport.me(device));
    if (me.kind === 'end') return me.end;
    if (me.kind === 'problem') return me.problem.error === 'revoked' ? drain(deps, exchange) : exchange.refused(me.problem.error);
    return mayPush ? endOf(deps, exchange) : { kind: 'done' };
  });
}

async function runSlice(deps: SliceDeps, budget: SliceBudget, work: (exchange: Exchange) => Promise<SliceEnd>): Promise<SliceResult> {
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

/** A full phone can be in any step: even noting when the server was reached is a write. */
async function unlessFull(deps: SliceDeps, exchange: Exchange, work: () => Promise<SliceEnd>): Promise<SliceEnd> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageFullError) return { kind: 'full' };
    // What was stored before a restore is sealed with the data key: the worker leaves it to the page.
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

function endAfter(exchange: Exchange, pushed: Extract<PushEnd, { kind: 'empty' | 'stuck' }>, pulled: Extract<PullEnd, { kind: 'level' | 'stuck' }>): SliceEnd {
  if (pulled.kind === 'stuck' && pulled.problem === 'update') return { kind: 'updateNeeded' };
  if (pushed.kind === 'stuck') return exchange.refused(pushed.problem);
  if (pulled.kind === 'stuck') return exchange.refused(pulled.problem);
  return { kind: 'done' };
}

/**
 * Revoked: what is left is pushed (the server quarantines it all and says `revoked` when it has enough), forms under way
 * too, then the enrolment erases itself. That cannot be undone, so the server must say it once more at the end; a grant given back
 * meanwhile wins, and no other answer erases anything.
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
  // It did not say that it has enough: what it refuses for another reason may still pass later.
  if (pushed.kind === 'stuck') return stillRevoked(exchange.refused(pushed.problem));
  // A form finished while the server was asked is handed over too, and so is what was still being written.
  if (pushed.kind === 'empty') await deps.handIn?.(undefined);
  if (pushed.kind === 'empty' && (await deps.store.outbox.ledger()).unsent > 0) return { kind: 'revoked', erased: false, retryAt: deps.clock.now() };
  await deps.eraseSelf('revoked');
  return { kind: 'revoked', erased: true };
}

/**
 * What is unsent; and when all seems sent, what a server restored from a backup has lost: a revoked phone pulls nothing,
 * so only asking tells it of the restore, and what it kept for that day is erased with it.
 */
async function pushRest(deps: SliceDeps, exchange: Exchange): Promise<PushEnd> {
  const pushed = await pushOutbox(deps, exchange);
  const epoch = await deps.store.settings.get('epoch');
  // What it has just stored it stored in this phone's epoch.
  if (pushed.kind !== 'empty' || epoch === undefined || exchange.tally.operations > 0) return pushed;
  const asked = await askLastSeq(deps, exchange, epoch);
  return asked ?? pushOutbox(deps, exchange);
}

const stillRevoked = (end: SliceEnd): SliceEnd => ({ kind: 'revoked', erased: false, ...('retryAt' in end && end.retryAt !== undefined ? { retryAt: end.retryAt } : {}) });
