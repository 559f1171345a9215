import type { OpOutcome } from '../protocol/outcome.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Ledger, PushRequest, PushResponse } from '../protocol/push.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { forgetSuspects, narrow, nextBatch, wireEntry, type Batch } from './batch.ts';
import { deviceOf, widened, type Exchange } from './exchange.ts';
import type { SliceDeps, SliceEnd } from './slice-types.ts';

export type PushEnd =
  | { readonly kind: 'empty' }
  | { readonly kind: 'spent' }
  /** The server takes nothing more of this enrolment. */
  | { readonly kind: 'revoked' }
  /** What is left the server does not take; pulling goes on. */
  | { readonly kind: 'stuck'; readonly problem: Problem['error'] }
  | { readonly kind: 'end'; readonly end: SliceEnd };

const repairsAtMost = 6;

/**
 * Pushes until the outbox is empty or something ends it. Each round is one push and one acknowledgement; killed
 * between the two, the next slice sends the same operations again and the server answers with their stored outcomes.
 */
export async function pushOutbox(deps: SliceDeps, exchange: Exchange): Promise<PushEnd> {
  for (;;) {
    const batch = await nextBatch(deps.store.outbox, deps.memory);
    if (!batch) return { kind: 'empty' };
    if (exchange.spent()) return { kind: 'spent' };
    deps.onStep?.('sending');
    const request = await requestOf(deps, batch);
    const answer = await exchange.ask((device) => deps.transport.push(request, device));
    const end = answer.kind === 'end' ? answer : answer.kind === 'ok' ? await acknowledge(deps, exchange, batch, answer.value) : await handle(deps, exchange, batch, answer.problem);
    if (end) return end;
  }
}

async function requestOf(deps: SliceDeps, batch: Batch): Promise<PushRequest> {
  const epoch = await deps.store.settings.get('epoch');
  return {
    protocol: PROTOCOL_VERSION,
    ...(epoch === undefined ? {} : { epoch }),
    firstSeq: batch.entries[0]!.seq,
    entries: batch.entries.map((entry) => wireEntry(entry, batch.opaque)),
    ledger: ledgerAfter(await deps.store.outbox.ledger(), batch),
  };
}

/** What this phone still holds once the batch is stored: the last push must leave a head's list at zero. */
function ledgerAfter(before: Ledger & { readonly forms: number }, { entries }: Batch): Ledger {
  const unsent = Math.max(0, before.unsent - entries.length);
  const forms = unsent === 0 ? 0 : Math.max(1, before.forms - new Set(entries.map(({ group }) => group)).size);
  const none = unsent === 0 && before.drafts === 0;
  return { unsent, forms, drafts: before.drafts, ...(none || before.oldest === undefined ? {} : { oldest: before.oldest }) };
}

async function acknowledge(deps: SliceDeps, exchange: Exchange, batch: Batch, response: PushResponse): Promise<PushEnd | undefined> {
  const { entries } = batch;
  // An acknowledgement counts only entry for entry; anything else proves nothing.
  if (response.outcomes.length !== entries.length) return { kind: 'end', end: exchange.later('busy') };
  // By position, not by the opId in the answer: the server cannot read the id of an opaque entry.
  const outcomes = entries.map((entry, i): OpOutcome => ({ ...response.outcomes[i]!, opId: entry.opId }));
  // Another tab may have met the restored server since: then the same is asked again, in its epoch.
  if (!(await deps.store.outbox.acknowledge(outcomes, response.epoch))) return undefined;
  deps.memory.failures = 0;
  for (const entry of entries) exchange.tally.groups.add(entry.group);
  exchange.tally.operations += entries.length;
  deps.onSent?.({ forms: exchange.tally.groups.size, kilobytes: Math.ceil(exchange.tally.bytes / 1000) });
  exchange.tally.lastSeq = entries.at(-1)!.seq === response.lastSeq ? response.lastSeq : undefined;
  if (batch.opaque) forgetSuspects(deps.memory); // the culprit is through
  if (deps.memory.suspectUntil === undefined) deps.memory.operations = widened(deps.memory.operations);
  return undefined;
}

/** What the phone does with each refusal of a push (docs/architecture.md, "Errors"). */
async function handle(deps: SliceDeps, exchange: Exchange, batch: Batch, problem: Problem): Promise<PushEnd | undefined> {
  switch (problem.error) {
    case 'revoked':
      return { kind: 'revoked' };
    case 'tooLarge':
      if (batch.entries.length === 1) return { kind: 'stuck', problem: problem.error };
      deps.memory.operations = Math.floor(batch.entries.length / 2);
      return undefined;
    case 'expect': // resending also closes a gap that this phone has lost the operations of
      return repaired(deps, exchange, () => deps.store.outbox.resendAfter(problem.seq - 1));
    case 'epoch':
      return repaired(deps, exchange, () => enterEpoch(deps, problem.epoch, problem.lastSeq));
    case 'forked':
      return repaired(deps, exchange, () => takeNewDevice(deps, exchange));
    case 'unreadable':
    case 'forbidden':
    case 'notFound':
    case 'update': // a push is stored whatever the app's age: this is not the server's rule, so look for a culprit
      return narrow(deps.memory, batch) ? undefined : { kind: 'stuck', problem: problem.error };
    case 'signIn':
    case 'slowDown':
    case 'retry':
      return { kind: 'end', end: exchange.later('busy') }; // the exchange deals with them; here for completeness
  }
}

async function repaired(deps: SliceDeps, exchange: Exchange, repair: () => Promise<PushEnd | undefined | void>): Promise<PushEnd | undefined> {
  forgetSuspects(deps.memory); // seqs may change
  if (++exchange.tally.repairs > repairsAtMost) return { kind: 'stuck', problem: 'expect' };
  return (await repair()) ?? undefined;
}

/** The server was restored from a backup: what it lost is unsent again, and the phone is in its epoch, at once. */
export const enterEpoch = (deps: SliceDeps, epoch: number, lastSeq: number): Promise<void> => deps.store.outbox.resendAfter(lastSeq, epoch);

async function takeNewDevice(deps: SliceDeps, exchange: Exchange): Promise<PushEnd | undefined> {
  const from = exchange.device();
  if (from === undefined || from !== (await deviceOf(deps.store))) return undefined; // another tab has taken one meanwhile
  const answer = await exchange.ask(() => deps.reEnrol(from));
  if (answer.kind === 'end') return answer;
  if (answer.kind === 'problem') return answer.problem.error === 'revoked' ? { kind: 'revoked' } : { kind: 'stuck', problem: answer.problem.error };
  exchange.tally.lastSeq = undefined; // of the old numbering
  await deps.store.outbox.renumberAfter(answer.value.lastSeq, answer.value.device);
  return undefined;
}

// Higher than any phone gets, and exact in a double.
const impossibleSeq = 2 ** 40;

/**
 * A pull came from another epoch than this phone's pushes: which of its operations did the restored server lose? A
 * push that cannot be stored, for it leaves a gap, is answered by the highest seq the server has.
 */
export async function askLastSeq(deps: SliceDeps, exchange: Exchange, epoch: number): Promise<PushEnd | undefined> {
  const known = await deps.store.settings.get('epoch');
  const request = { protocol: PROTOCOL_VERSION, ...(known === undefined ? {} : { epoch: known }), firstSeq: impossibleSeq, entries: ['?'] };
  const answer = await exchange.ask((device) => deps.transport.push(request, device));
  if (answer.kind === 'end') return answer;
  if (answer.kind === 'ok') return { kind: 'stuck', problem: 'epoch' };
  const { problem } = answer;
  if (problem.error === 'revoked') return { kind: 'revoked' };
  if (problem.error === 'epoch') await enterEpoch(deps, problem.epoch, problem.lastSeq);
  else if (problem.error === 'expect') await enterEpoch(deps, epoch, problem.seq - 1);
  else return { kind: 'stuck', problem: problem.error };
  return undefined;
}

