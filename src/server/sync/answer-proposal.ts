import { grantsFor } from '../../domain/access/roles.ts';
import type { Fields } from '../../domain/record/record.ts';
import { dayOf } from '../../lib/day.ts';
import type { AnswerProposalRequest } from '../../protocol/proposal.ts';
import type { Problem } from '../../protocol/problem.ts';
import { isOnTop } from '../areas/saved-on-top.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import { SERVER_DEVICE } from './server-device.ts';
import { Workspace } from './workspace.ts';

/** `stands`: it was answered so already · `meanwhile`: somebody else has answered since, so nothing was stored. */
export interface AnsweredProposal {
  readonly outcome: 'answered' | 'stands' | 'meanwhile';
}

/** The version of an answer: the village's at its last change; 0 where there is none. */
export const answerVersion = (state: { readonly version: number; readonly value: unknown } | undefined): number =>
  state === undefined || state.value === null ? 0 : state.version;

/**
 * Writes the commune's answer into a proposal that was sent to it, so that every phone of the village receives it. One
 * transaction, locks in the order of a push.
 */
export function answerProposal(
  deps: SyncDeps,
  { account }: SyncContext,
  { village, proposal, answer, seen }: AnswerProposalRequest,
): Promise<AnsweredProposal | Problem> {
  return deps.storage.transaction(async (tx): Promise<AnsweredProposal | Problem> => {
    const grants = await tx.lockGrants(account);
    if (grantsFor('answerProposals', grants, await tx.lineOf(village)).length === 0) return { error: 'notFound' };
    await tx.lockVillage(village);
    const [stored] = await tx.records(village, [proposal]);
    const isSent = stored?.kind === 'proposal' && typeof stored.states['sentOn']?.value === 'string';
    if (!isSent || stored.states['$deleted']?.value === true) return { error: 'notFound' };
    const before = stored.states['answer'];
    const isByCommune = stored.states['answeredBy']?.value === 'commune';
    if (before?.value === answer && isByCommune) return { outcome: 'stands' };
    if (!isOnTop({ seen }, answerVersion(before))) return { outcome: 'meanwhile' };
    const turn = (await tx.nextVersions([village])).get(village);
    if (!turn) return { error: 'notFound' };
    const work = new Workspace(tx, village, turn);
    await work.load([proposal]);
    const now = deps.clock.now();
    // Told of an earlier answer, the household hears of this one too.
    const wasTold = typeof stored.states['toldOn']?.value === 'string';
    const set: Fields = {
      answer,
      answeredOn: dayOf(now),
      answeredBy: 'commune',
      ...(wasTold && { toldOn: null, toldBy: null }),
    };
    const written = {
      version: work.version,
      device: SERVER_DEVICE,
      op: deps.uuidFromText(`${proposal} ${now}`),
      time: now,
    };
    const states = Object.fromEntries(Object.entries(set).map(([name, value]) => [name, { ...written, value }]));
    work.put({ ...stored, version: work.version, states: { ...stored.states, ...states }, echo: undefined });
    await work.write();
    return { outcome: 'answered' };
  });
}
