import type { OpOutcome } from '../../protocol/outcome.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { Ledger, PushRequest, PushResponse } from '../../protocol/push.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { forgetSuspects, narrow, nextBatch, wireEntry, type Batch } from './batch.ts';
import { deviceOf, widened, type Exchange } from './exchange.ts';
import type { SliceDeps, SliceEnd } from './slice-types.ts';

export type PushEnd =
  | { readonly kind: 'empty' }
  | { readonly kind: 'spent' }
  /** The server accepts nothing more of this enrolment. */
  | { readonly kind: 'revoked' }
  /** The server does not accept the rest of the outbox; the slice goes on with pulling. */
  | { readonly kind: 'stuck'; readonly problem: Problem['error'] }
  | { readonly kind: 'end'; readonly end: SliceEnd };

const maxRepairs = 6;

/**
 * Pushes until the outbox is empty or the push ends otherwise. Each round is one push and one acknowledgement; after a
 * kill between the two, the next slice sends the same operations and the server answers with their stored outcomes.
 */
export async function pushOutbox(deps: SliceDeps, exchange: Exchange): Promise<PushEnd> {
  for (;;) {
    const batch = await nextBatch(deps.store.outbox, deps.memory);
    if (!batch) return { kind: 'empty' };
    if (exchange.spent()) return { kind: 'spent' };
    deps.onStep?.('sending');
    const request = await requestOf(deps, batch);
    const answer = await exchange.ask((device) => deps.transport.push(request, device));
    const end =
      answer.kind === 'end'
        ? answer
        : answer.kind === 'ok'
          ? await acknowledge(deps, exchange, batch, answer.value)
          : await handle(deps, exchange, batch, answer.problem);
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

/** What this phone still holds once the batch is stored: the last push reports zero. */
function ledgerAfter(before: Ledger & { readonly forms: number }, { entries }: Batch): Ledger {
  const unsent = Math.max(0, before.unsent - entries.length);
  const forms = unsent === 0 ? 0 : Math.max(1, before.forms - new Set(entries.map(({ group }) => group)).size);
  const none = unsent === 0 && before.drafts === 0;
  return {
    unsent,
    forms,
    drafts: before.drafts,
    ...(none || before.oldest === undefined ? {} : { oldest: before.oldest }),
  };
}

async function acknowledge(
  deps: SliceDeps,
  exchange: Exchange,
  batch: Batch,
  response: PushResponse,
): Promise<PushEnd | undefined> {
  const { entries } = batch;
  // An answer with another number of outcomes acknowledges nothing.
  if (response.outcomes.length !== entries.length) return { kind: 'end', end: exchange.later('busy') };
  // By position, not by the opId in the answer: the server cannot read the id of an opaque entry.
  const outcomes = entries.map((entry, i): OpOutcome => ({ ...response.outcomes[i]!, opId: entry.opId }));
  // False: another tab has entered a restored server's epoch meanwhile, so the same entries are pushed again in it.
  if (!(await deps.store.outbox.acknowledge(outcomes, response.epoch))) return undefined;
  deps.memory.failures = 0;
  for (const entry of entries) exchange.tally.groups.add(entry.group);
  exchange.tally.operations += entries.length;
  deps.onSent?.({ forms: exchange.tally.groups.size, kilobytes: Math.ceil(exchange.tally.bytes / 1000) });
  exchange.tally.lastSeq = entries.at(-1)!.seq === response.lastSeq ? response.lastSeq : undefined;
  if (batch.opaque) forgetSuspects(deps.memory); // the unreadable group is stored
  if (deps.memory.suspectUntil === undefined) deps.memory.operations = widened(deps.memory.operations);
  return undefined;
}

/** The reaction to each refusal of a push (docs/architecture.md, "Errors"). */
async function handle(
  deps: SliceDeps,
  exchange: Exchange,
  batch: Batch,
  problem: Problem,
): Promise<PushEnd | undefined> {
  switch (problem.error) {
    case 'revoked':
      return { kind: 'revoked' };
    case 'tooLarge':
      if (batch.entries.length === 1) return { kind: 'stuck', problem: problem.error };
      deps.memory.operations = Math.floor(batch.entries.length / 2);
      return undefined;
    case 'expect': // resending also closes a gap of operations that this phone has lost
      return repaired(deps, exchange, () => deps.store.outbox.resendAfter(problem.seq - 1));
    case 'epoch':
      return repaired(deps, exchange, () => enterEpoch(deps, problem.epoch, problem.lastSeq));
    case 'forked':
      return repaired(deps, exchange, () => takeNewDevice(deps, exchange));
    case 'unreadable':
    case 'forbidden':
    case 'passkey':
    case 'notFound':
    case 'update': // no rule of this server: it stores pushes of any app version, so one entry must be the cause
      return narrow(deps.memory, batch) ? undefined : { kind: 'stuck', problem: problem.error };
    case 'signIn':
    case 'slowDown':
    case 'retry':
      return { kind: 'end', end: exchange.later('busy') }; // handled by the exchange; here for completeness
  }
}

async function repaired(
  deps: SliceDeps,
  exchange: Exchange,
  repair: () => Promise<PushEnd | undefined | void>,
): Promise<PushEnd | undefined> {
  forgetSuspects(deps.memory); // seqs may change
  if (++exchange.tally.repairs > maxRepairs) return { kind: 'stuck', problem: 'expect' };
  return (await repair()) ?? undefined;
}

/** The server was restored from a backup: in one transaction, what it lost is unsent and the new epoch stored. */
export const enterEpoch = (deps: SliceDeps, epoch: number, lastSeq: number): Promise<void> =>
  deps.store.outbox.resendAfter(lastSeq, epoch);

async function takeNewDevice(deps: SliceDeps, exchange: Exchange): Promise<PushEnd | undefined> {
  const from = exchange.device();
  // Another tab has taken a new id meanwhile.
  if (from === undefined || from !== (await deviceOf(deps.store))) return undefined;
  const answer = await exchange.ask(() => deps.reEnrol(from));
  if (answer.kind === 'end') return answer;
  if (answer.kind === 'problem')
    return answer.problem.error === 'revoked' ? { kind: 'revoked' } : { kind: 'stuck', problem: answer.problem.error };
  exchange.tally.lastSeq = undefined; // of the old numbering
  await deps.store.outbox.renumberAfter(answer.value.lastSeq, answer.value.device);
  return undefined;
}

// Higher than the seq of any phone, and exact in a double.
const impossibleSeq = 2 ** 40;

/**
 * Finds out which of this phone's operations a restored server lost, after a pull from another epoch. A push that
 * leaves a gap cannot be stored, and is answered with the highest seq the server has.
 */
export async function askLastSeq(deps: SliceDeps, exchange: Exchange, epoch: number): Promise<PushEnd | undefined> {
  const known = await deps.store.settings.get('epoch');
  const request = {
    protocol: PROTOCOL_VERSION,
    ...(known === undefined ? {} : { epoch: known }),
    firstSeq: impossibleSeq,
    entries: ['?'],
  };
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
