import { gunzipSync } from 'node:zlib';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { describe, expect, it } from 'vitest';
import { statusOf, type Problem } from '../../../src/protocol/problem.ts';
import { browserGzip } from '../../../src/sync/network/gzip.ts';
import { createHttpTransport, type HttpTransportDeps } from '../../../src/sync/network/http-transport.ts';
import { createTime } from './virtual-time.ts';

const enrolment = '01980000-0000-7000-8000-000000000001';
const village = '01980000-0000-7000-8000-000000000002';
const grant = '01980000-0000-7000-8000-000000000003';
const base = `/api/p/${enrolment}`;

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

/** A transport whose network gives this one answer. */
function transportTo(answer: (seen: Seen) => Response | Promise<Response>, more: Partial<HttpTransportDeps> = {}) {
  const seen: Seen[] = [];
  const time = createTime();
  const transport = createHttpTransport({
    enrolment,
    fetch: async (url, init) => {
      seen.push({ url, init });
      return answer({ url, init });
    },
    sign: (text) => Promise.resolve(`signed(${text})`),
    schedule: time.schedule,
    ...more,
  });
  return { transport, seen, time };
}

const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json; charset=utf-8', ...(init.headers as Record<string, string>) },
  });

const page = {
  restart: true,
  rows: [],
  outcomes: [],
  cursor: { epoch: 1, grant, version: 4, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', held: 4 },
  more: false,
  now: 1,
  me: 't',
};
const pushed = { outcomes: [{ opId: village, outcome: 'applied', version: 1 }], lastSeq: 1, now: 1, epoch: 1 };
const push = { protocol: 1, firstSeq: 1, entries: [{ any: 'thing' }] };
const start = { village, version: 0, id: '', held: 0 };

describe('the transport over HTTP', () => {
  it('asks below its enrolment, past every cache, and follows no redirect', async () => {
    const { transport, seen } = transportTo(() => json(page));
    const reply = await transport.pull({ village, epoch: 1, grant, version: 4, id: 'x', held: 4 });
    expect(reply).toMatchObject({ kind: 'ok', value: page });
    expect(seen[0]!.url).toBe(
      `${base}/pull?village=${village}&epoch=1&grant=${grant}&version=4&id=x&held=4&protocol=${PROTOCOL_VERSION}`,
    );
    expect(seen[0]!.init).toMatchObject({
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    expect(seen[0]!.init.method).toBeUndefined();
    await transport.pull(start);
    expect(seen[1]!.url).toBe(`${base}/pull?village=${village}&version=0&id=&held=0&protocol=${PROTOCOL_VERSION}`);
  });

  it('posts a push as gzip', async () => {
    const gzip = browserGzip();
    const { transport, seen } = transportTo(() => json(pushed), gzip ? { gzip } : {});
    const reply = await transport.push(push);
    const { init, url } = seen[0]!;
    const body = init.body as Uint8Array;
    expect(url).toBe(`${base}/push`);
    expect(init).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    });
    expect(JSON.parse(gunzipSync(body).toString())).toEqual(push);
    expect(reply).toMatchObject({ kind: 'ok', sent: body.byteLength });
  });

  it('posts plainly where the browser does not end its packing', async () => {
    const { transport, seen, time } = transportTo(() => json(pushed), { gzip: () => new Promise(() => undefined) });
    const reply = transport.push(push);
    await time.pass(5000);
    expect(await reply).toMatchObject({ kind: 'ok' });
    expect(seen[0]!.init.headers).not.toHaveProperty('Content-Encoding');
  });

  it('posts plainly where the browser breaks off its packing', async () => {
    const gone = () => Promise.reject(new DOMException('the page goes away', 'AbortError'));
    const { transport, seen } = transportTo(() => json(pushed), { gzip: gone });
    expect(await transport.push(push)).toMatchObject({ kind: 'ok' });
    expect(seen[0]!.init.headers).not.toHaveProperty('Content-Encoding');
  });

  it('posts plainly where the browser has no gzip', async () => {
    const { transport, seen } = transportTo(() => json(pushed));
    await transport.push(push);
    expect(seen[0]!.init.headers).not.toHaveProperty('Content-Encoding');
    expect(JSON.parse(new TextDecoder().decode(seen[0]!.init.body as Uint8Array))).toEqual(push);
  });

  it('signs the challenge to renew', async () => {
    const { transport, seen } = transportTo(() => json({ now: 5 }));
    expect(await transport.renew('c1')).toMatchObject({ kind: 'ok', value: { now: 5 } });
    const body = new TextDecoder().decode(seen[0]!.init.body as Uint8Array);
    expect(JSON.parse(body)).toEqual({ challenge: 'c1', signature: `signed(thon-so renew ${enrolment} c1)` });
  });

  it('cannot renew without its key, and asks nobody', async () => {
    const { transport, seen } = transportTo(() => json({ now: 5 }), { sign: () => Promise.resolve(undefined) });
    expect(await transport.renew('c1')).toMatchObject({ kind: 'problem', problem: { error: 'signIn' } });
    expect(seen).toHaveLength(0);
  });

  it('counts received bytes: as the browser reports them, else by the body', async () => {
    const told = transportTo(() => json(page, { headers: { 'content-length': '77' } }));
    expect(await told.transport.pull(start)).toMatchObject({ received: 77 });
    const untold = transportTo(() => json({ ...page, me: 'ế' }));
    expect(await untold.transport.pull(start)).toMatchObject({
      received: new TextEncoder().encode(JSON.stringify({ ...page, me: 'ế' })).byteLength,
    });
  });

  const problems: Problem[] = [
    { error: 'unreadable' },
    { error: 'signIn', challenge: 'c' },
    { error: 'forbidden' },
    { error: 'revoked' },
    { error: 'notFound' },
    { error: 'expect', seq: 4 },
    { error: 'forked' },
    { error: 'epoch', epoch: 2, lastSeq: 9 },
    { error: 'tooLarge' },
    { error: 'update' },
    { error: 'slowDown' },
    { error: 'retry' },
  ];
  it.each(problems)('reads the refusal $error', async (problem) => {
    const { transport } = transportTo(() => json(problem, { status: statusOf[problem.error] }));
    expect(await transport.push(push)).toMatchObject({ kind: 'problem', problem });
  });

  it.each([
    ['60', 60],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-5', undefined],
  ])('reads Retry-After %s as %s seconds', async (header, seconds) => {
    const { transport } = transportTo(() =>
      json({ error: 'retry' }, { status: 503, headers: { 'retry-after': header } }),
    );
    const reply = await transport.me();
    expect(reply.kind === 'problem' && reply.retryAfterSeconds).toBe(seconds);
  });

  const html = (status: number) =>
    new Response('<html>Đăng nhập Wi-Fi</html>', { status, headers: { 'content-type': 'text/html' } });
  it.each([
    [200, 'unreachable'],
    [400, 'unreachable'],
    [401, 'unreachable'],
    [403, 'unreachable'],
    [404, 'unreachable'],
    [413, 'tooLarge'],
    [408, 'retry'],
    [429, 'slowDown'],
    [500, 'retry'],
    [502, 'retry'],
    [504, 'retry'],
    [511, 'retry'],
  ] as const)('takes a page of HTML with %i for %s', async (status, expected) => {
    const { transport } = transportTo(() => html(status));
    const reply = await transport.push(push);
    expect(reply.kind === 'problem' ? reply.problem.error : reply.kind).toBe(expected);
  });

  it.each([
    ['is cut off', () => new Response('{"restart":tr', { headers: { 'content-type': 'application/json' } })],
    ['has another shape', () => json({ ...page, rows: 'none' })],
    ['is JSON by chance', () => new Response(JSON.stringify(page), { headers: { 'content-type': 'text/html' } })],
    ['is empty', () => new Response(null, { status: 204 })],
  ])('concludes nothing from an answer that %s', async (_name, answer) => {
    const { transport } = transportTo(answer);
    expect(await transport.pull(start)).toMatchObject({ kind: 'unreachable' });
  });

  it('is unreachable without a network', async () => {
    const { transport } = transportTo(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await transport.me()).toEqual({ kind: 'unreachable', sent: 0, received: 0 });
  });

  it('gives up a request, or an answer that never ends', async () => {
    const aborted = (signal: AbortSignal | null | undefined) =>
      new Promise<never>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
      );
    const silent = transportTo(({ init }) => aborted(init.signal));
    const reply = silent.transport.me();
    await silent.time.pass(18_000);
    expect(await reply).toMatchObject({ kind: 'unreachable' });

    const endless = transportTo(({ init }) => {
      const stream = new ReadableStream({
        start: (controller) => init.signal?.addEventListener('abort', () => controller.error(new Error('aborted'))),
      });
      return new Response(stream, { headers: { 'content-type': 'application/json' } });
    });
    const half = endless.transport.me();
    await endless.time.pass(18_000);
    expect(await half).toMatchObject({ kind: 'unreachable' });
    expect(endless.time.due()).toEqual([]);
  });
});
