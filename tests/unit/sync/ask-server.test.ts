import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/protocol/problem.ts';
import { createAskServer } from '../../../src/sync/network/ask-server.ts';
import type { Reply } from '../../../src/sync/network/transport.ts';
import { newId } from '../../browser/store/phone.ts';

const figures = v.object({ now: v.number() });
const traffic = { sent: 0, received: 0 };
const renewed: Reply<unknown> = { kind: 'ok', value: { now: 7 }, ...traffic };
const ok = Response.json.bind(Response, { now: 7 });
const refused = (problem: Problem) => (): Response => Response.json(problem, { status: 401 });
const signIn = refused({ error: 'signIn', challenge: 'c' });
const offline = (): Response => {
  throw new TypeError('Failed to fetch');
};

/** Asks a server that answers these in order, and this to a renewal. @returns the answer, and what was asked for */
async function ask(answers: (() => Response)[], renewal: Reply<unknown> = renewed) {
  const enrolment = newId();
  const asked: string[] = [];
  const server = createAskServer({
    enrolment,
    fetch: async (url) => {
      asked.push(url.replace(`/api/p/${enrolment}/`, ''));
      const answer = answers.shift();
      if (!answer) throw new Error('asked once too often');
      return Promise.resolve(answer());
    },
    renew: (challenge) => {
      asked.push(`renew ${challenge}`);
      return Promise.resolve(renewal);
    },
  });
  return { reply: await server.get('progress', figures), asked };
}

describe('asking the server for what only works with a network', () => {
  it('gives what came', async () => {
    expect((await ask([ok])).reply).toEqual({ kind: 'ok', value: { now: 7 } });
  });

  it('takes nothing for an answer that is not this server’s', async () => {
    expect((await ask([offline])).reply).toEqual({ kind: 'unreachable' });
    expect((await ask([() => new Response('<p>Sign in to the hotel</p>')])).reply).toEqual({ kind: 'unreachable' });
    expect((await ask([() => Response.json({ now: 'soon' })])).reply).toEqual({ kind: 'unreachable' });
    expect((await ask([() => Response.json({ oh: 'no' }, { status: 502 })])).reply).toEqual({ kind: 'unreachable' });
  });

  it('says what the server would not do', async () => {
    expect((await ask([refused({ error: 'retry' })])).reply).toEqual({ kind: 'problem', problem: 'retry' });
  });

  it('signs in anew once and asks again', async () => {
    const { reply, asked } = await ask([signIn, ok]);
    expect(reply).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['progress', 'renew c', 'progress']);
  });

  it('does not sign in for ever', async () => {
    const { reply, asked } = await ask([signIn, signIn]);
    expect(reply).toEqual({ kind: 'problem', problem: 'signIn' });
    expect(asked).toEqual(['progress', 'renew c', 'progress']);
  });

  it('tells a lost renewal from a refused one', async () => {
    expect((await ask([signIn], { kind: 'unreachable', ...traffic })).reply).toEqual({ kind: 'unreachable' });
    expect((await ask([signIn], { kind: 'problem', problem: { error: 'signIn' }, ...traffic })).reply).toEqual({
      kind: 'problem',
      problem: 'signIn',
    });
    expect((await ask([refused({ error: 'signIn' })])).reply).toEqual({ kind: 'problem', problem: 'signIn' });
  });
});
