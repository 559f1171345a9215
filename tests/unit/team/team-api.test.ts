import { describe, expect, it, test } from 'vitest';
import { createTeamApi } from '../../../src/features/team/team-api.ts';
import { createAskServer, type Reply } from '../../../src/sync/index.ts';

const traffic = { sent: 0, received: 0 };
const invitation = { token: 'x'.repeat(32), code: 'K7PM2XQD', expires: 5 };
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const renewed: Reply<unknown> = { kind: 'ok', value: {}, ...traffic };

function api(answers: (Response | Error)[], renewal: Reply<unknown> = renewed) {
  const asked: string[] = [];
  const server = createAskServer({
    enrolment: 'e1',
    fetch: (url, init) => {
      asked.push(`${init.method} ${url} ${typeof init.body === 'string' ? init.body : ''}`);
      const answer = answers.shift();
      return answer instanceof Response
        ? Promise.resolve(answer)
        : Promise.reject(answer ?? new Error('asked once too often'));
    },
    renew: (challenge) => {
      asked.push(`renew ${challenge}`);
      return Promise.resolve(renewal);
    },
  });
  const team = createTeamApi(server);
  return { team, asked };
}

describe('inviting', () => {
  it('posts below the enrolment and gives link and code', async () => {
    const { team, asked } = api([json(invitation)]);
    expect(await team.invite({ role: 'member', area: 'v' })).toEqual({ kind: 'ok', value: invitation });
    expect(asked).toEqual(['POST /api/p/e1/invitations {"role":"member","area":"v"}']);
  });

  test.each<[string, Response | Error, object]>([
    ['no network', new TypeError('Failed to fetch'), { kind: 'unreachable' }],
    ['a captive portal’s page', new Response('<html>', { status: 200 }), { kind: 'unreachable' }],
    ['an answer of another shape', json({ hello: 1 }), { kind: 'unreachable' }],
    ['a proxy’s error', json({ message: 'bad gateway' }, 502), { kind: 'unreachable' }],
    ['not allowed', json({ error: 'forbidden' }, 403), { kind: 'problem', problem: 'forbidden' }],
    ['too often', json({ error: 'slowDown' }, 429), { kind: 'problem', problem: 'slowDown' }],
    ['no session and no way to renew it', json({ error: 'signIn' }, 401), { kind: 'problem', problem: 'signIn' }],
  ])('%s', async (_, answer, expected) => {
    expect(await api([answer]).team.invite({ role: 'member' })).toEqual(expected);
  });

  it('renews a session that ran out, once', async () => {
    const { team, asked } = api([json({ error: 'signIn', challenge: 'c' }, 401), json(invitation)]);
    expect(await team.invite({ role: 'member' })).toMatchObject({ kind: 'ok' });
    expect(asked[1]).toBe('renew c');
    const again = api([json({ error: 'signIn', challenge: 'c' }, 401), json({ error: 'signIn', challenge: 'd' }, 401)]);
    expect(await again.team.invite({ role: 'member' })).toEqual({ kind: 'problem', problem: 'signIn' });
    expect(again.asked).toHaveLength(3);
  });

  it('tells a lost renewal from a refused one', async () => {
    const refused = (): Response => json({ error: 'signIn', challenge: 'c' }, 401);
    expect(await api([refused()], { kind: 'unreachable', ...traffic }).team.invite({ role: 'member' })).toEqual({
      kind: 'unreachable',
    });
    expect(
      await api([refused()], { kind: 'problem', problem: { error: 'signIn' }, ...traffic }).team.invite({
        role: 'member',
      }),
    ).toEqual({ kind: 'problem', problem: 'signIn' });
  });
});

it('adding an area gives it back', async () => {
  const area = {
    id: '01930000-0000-7000-8000-000000000001',
    kind: 'village',
    prefix: 'buôn',
    name: 'Kniêr',
    aliases: [],
  };
  const { team, asked } = api([json(area)]);
  expect(await team.addArea({ id: area.id, kind: 'village', prefix: 'buôn', name: 'Kniêr' })).toEqual({
    kind: 'ok',
    value: area,
  });
  expect(asked[0]).toMatch(/^POST \/api\/p\/e1\/areas /);
});
