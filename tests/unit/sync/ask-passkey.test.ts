import * as v from 'valibot';
import { expect, it } from 'vitest';
import { createPasskeyPrompt } from '../../../src/phone/passkey-prompt.ts';
import { assertionHeader, type PasskeyAssertion, type PasskeyRefusal } from '../../../src/protocol/accounts/passkey.ts';
import { createAskServer, type PasskeyAnswer } from '../../../src/sync/network/ask-server.ts';
import { newId } from '../../browser/store/phone.ts';

const made = v.object({ token: v.string() });
const credential = { id: 'AAAA', transports: ['internal'] };
const none: PasskeyRefusal = { error: 'passkey', rpId: 'localhost', credentials: [] };
const asking: PasskeyRefusal = { ...none, challenge: 'BBBB', credentials: [credential] };
const assertion: PasskeyAssertion = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
  clientExtensionResults: {},
};
const refuse = (problem: PasskeyRefusal) => (): Response => Response.json(problem, { status: 403 });
const ok = (): Response => Response.json({ token: 't' });

/** Posts to a server that answers these in order; the person answers these to each question. */
async function post(answers: (() => Response)[], person: PasskeyAnswer[]) {
  const sent: { body: unknown; assertion: unknown }[] = [];
  const questions: [PasskeyRefusal, boolean][] = [];
  const server = createAskServer({
    enrolment: newId(),
    fetch: (_, init) => {
      const header = new Headers(init.headers).get(assertionHeader);
      const text = header && Buffer.from(header, 'base64url').toString();
      sent.push({ body: init.body, assertion: text === null ? undefined : (JSON.parse(text) as unknown) });
      const answer = answers.shift();
      if (!answer) throw new Error('asked once too often');
      return Promise.resolve(answer());
    },
    renew: () => Promise.reject(new Error('the session holds')),
    passkey: (refusal, isRepeated) => {
      questions.push([refusal, isRepeated]);
      return Promise.resolve(person.shift());
    },
  });
  return { reply: await server.post('invitations', { role: 'officer' }, made), sent, questions };
}
const body = JSON.stringify({ role: 'officer' });

it('a request that needs a passkey is repeated as it was, with an assertion beside it', async () => {
  const { reply, sent, questions } = await post([refuse(asking), ok], [{ assertion }]);
  expect(reply).toEqual({ kind: 'ok', value: { token: 't' } });
  expect(sent).toEqual([
    { body, assertion: undefined },
    { body, assertion },
  ]);
  expect(questions).toEqual([[asking, false]]);
});

it('who has none makes one first; the request is then asked again without an assertion, and with one', async () => {
  const { reply, sent, questions } = await post([refuse(none), refuse(asking), ok], ['made', { assertion }]);
  expect(reply.kind).toBe('ok');
  expect(sent.map((one) => one.assertion)).toEqual([undefined, undefined, assertion]);
  expect(questions).toEqual([
    [none, false],
    [asking, false],
  ]);
});

it('an assertion that the server refuses is told, and may be given again; giving up ends it', async () => {
  const { reply, sent, questions } = await post([refuse(asking), refuse(asking)], [{ assertion }, undefined]);
  expect(reply).toEqual({ kind: 'problem', problem: 'passkey' });
  expect(sent).toHaveLength(2);
  expect(questions.map(([, isRepeated]) => isRepeated)).toEqual([false, true]);
});

it('the latest question is shown first, and each is answered once', async () => {
  const prompt = createPasskeyPrompt();
  const first = prompt.ask(none, false);
  const second = prompt.ask(asking, false);
  const shown = () => prompt.questions.get().waiting.at(-1);
  expect(shown()?.refusal).toBe(asking);
  shown()?.answer({ assertion });
  expect(await second).toEqual({ assertion });
  expect(shown()?.refusal).toBe(none);
  shown()?.answer(undefined);
  expect(await first).toBeUndefined();
  expect(shown()).toBeUndefined();
});
