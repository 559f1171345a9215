import { describe, expect, it } from 'vitest';
import { fetchReport } from '../../../src/features/progress/use-report.ts';
import type { ProgressResponse } from '../../../src/protocol/progress.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { Reply, Transport } from '../../../src/sync/index.ts';

const traffic = { sent: 0, received: 0 };
const ok: Reply<ProgressResponse> = { kind: 'ok', value: { villages: [], now: 7 }, ...traffic };
const problem = (error: Problem): Reply<never> => ({ kind: 'problem', problem: error, ...traffic });
const unreachable: Reply<never> = { kind: 'unreachable', ...traffic };
type Progress = Awaited<ReturnType<Transport['progress']>>;

/** A server that answers these in order, and this to a renewal. */
function server(answers: Progress[], renewal: Reply<{ now: number }> = { kind: 'ok', value: { now: 7 }, ...traffic }) {
  const asked: string[] = [];
  const notAsked = (): never => {
    throw new Error('nobody asked for that');
  };
  const transport: Transport = {
    push: notAsked,
    pull: notAsked,
    me: notAsked,
    newDevice: notAsked,
    progress: () => {
      asked.push('progress');
      const answer = answers.shift();
      if (!answer) throw new Error('asked once too often');
      return Promise.resolve(answer);
    },
    renew: (challenge) => {
      asked.push(`renew ${challenge}`);
      return Promise.resolve(renewal);
    },
  };
  return { transport, asked };
}

describe('asking the server for figures', () => {
  it('gives what came', async () => {
    expect(await fetchReport(server([ok]).transport)).toEqual({ kind: 'ok', value: { villages: [], now: 7 } });
  });
  it('says offline when nothing came', async () => {
    expect(await fetchReport(server([unreachable]).transport)).toEqual({ kind: 'offline' });
  });
  it('says failed when the server would not', async () => {
    expect(await fetchReport(server([problem({ error: 'retry' })]).transport)).toEqual({ kind: 'failed' });
  });
  it('signs in anew once and asks again', async () => {
    const { transport, asked } = server([problem({ error: 'signIn', challenge: 'c' }), ok]);
    expect(await fetchReport(transport)).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['progress', 'renew c', 'progress']);
  });
  it('does not sign in for ever', async () => {
    const { transport, asked } = server([problem({ error: 'signIn', challenge: 'c' }), problem({ error: 'signIn', challenge: 'd' })]);
    expect(await fetchReport(transport)).toEqual({ kind: 'signIn' });
    expect(asked).toEqual(['progress', 'renew c', 'progress']);
  });
  it('tells a lost renewal from a refused one', async () => {
    const signIn = problem({ error: 'signIn', challenge: 'c' });
    expect(await fetchReport(server([signIn], unreachable).transport)).toEqual({ kind: 'offline' });
    expect(await fetchReport(server([signIn], problem({ error: 'signIn' })).transport)).toEqual({ kind: 'signIn' });
    expect(await fetchReport(server([problem({ error: 'signIn' })]).transport)).toEqual({ kind: 'signIn' });
  });
});
