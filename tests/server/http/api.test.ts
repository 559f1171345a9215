import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readJsonBody } from '../../../src/server/http/json-body.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { createEngine, describeAboveStorage, oneEngine } from '../../support/engines/engines.ts';
import { ServerWorld, failingSync } from './server-world.ts';

const json = { 'content-type': 'application/json' };
const gzipped = { ...json, 'content-encoding': 'gzip' };

describeAboveStorage('push and pull over HTTP', (engine) => {
  const operation = (world: ServerWorld, seq: number, name: string) => ({
    opId: world.newId(),
    seq,
    group: world.newId(),
    record: world.newId(),
    kind: 'household',
    village: world.areas.village,
    base: { headName: 0 },
    set: { headName: name },
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: 1,
  });

  it('stores a gzipped push and gives it to another phone of the village, compressed as it likes', async () => {
    const world = await ServerWorld.open(engine);
    const [mine, theirs] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('head', world.areas.village),
    ];
    const entries = Array.from({ length: 40 }, (_, i) => operation(world, i + 1, `Mẫu Thị Ê̆ ${i}`));
    const body = gzipSync(
      JSON.stringify({ protocol: 1, firstSeq: 1, entries, ledger: { unsent: 3, drafts: 1, oldest: 5 } }),
    );
    const pushed = await mine.send('POST', 'push', { payload: body, headers: gzipped });
    expect(pushed.json()).toMatchObject({
      lastSeq: 40,
      outcomes: entries.map(({ opId }) => ({ opId, outcome: 'applied' })),
    });
    const pull = `pull?village=${world.areas.village}`;
    const plain = await theirs.send('GET', pull);
    const brotli = await theirs.send('GET', pull, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    const gzip = await theirs.send('GET', pull, { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.json<{ rows: unknown[] }>().rows).toHaveLength(40);
    expect([plain, brotli, gzip].map((answer) => answer.headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'gzip',
    ]);
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(brotli.headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Accept-Encoding' });
    expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  });

  it('follows a cursor sent as a query', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    await phone.send('POST', 'push', {
      payload: { protocol: 1, firstSeq: 1, entries: [operation(world, 1, 'Mẫu Văn Ổn')] },
    });
    const page = (await phone.send('GET', `pull?village=${world.areas.village}`)).json<{
      cursor: Record<string, string | number>;
      restart: boolean;
      rows: unknown[];
    }>();
    expect([page.restart, page.rows.length]).toEqual([true, 1]);
    const query = Object.entries(page.cursor)
      .map(([key, value]) => `${key}=${value}`)
      .join('&');
    const next = (await phone.send('GET', `pull?village=${world.areas.village}&${query}`)).json<typeof page>();
    expect([next.restart, next.rows.length]).toEqual([false, 0]);
  });

  it('refuses a village that one has no right to like one that does not exist', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    for (const village of [world.areas.sister, randomUUID()]) {
      const answer = await phone.send('GET', `pull?village=${village}`);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'notFound' }]);
    }
  });

  it('answers an unreadable push with 400 and stores nothing; a bad operation in a good one is set aside', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const unreadable = [
      '',
      '{',
      'null',
      '[]',
      '{"protocol":1}',
      JSON.stringify({ protocol: 1, firstSeq: 0, entries: [1] }),
    ];
    for (const payload of unreadable) {
      const answer = await phone.send('POST', 'push', { payload, headers: json });
      expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'unreadable' }]);
    }
    expect(await world.deps.db.selectFrom('op_meta').select('op_id').execute()).toEqual([]);
    const mixed = {
      protocol: 1,
      firstSeq: 1,
      entries: [operation(world, 1, 'Mẫu Thị Sen'), { nonsense: true }, operation(world, 3, 'Mẫu Thị Na')],
    };
    const answer = await phone.send('POST', 'push', { payload: mixed });
    expect(answer.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome)).toEqual([
      'applied',
      'quarantined',
      'applied',
    ]);
  });

  it('shows progress of the villages below, with what their phones still hold', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const officer = await world.phoneOf('officer', world.areas.commune);
    const progress = async () =>
      (await officer.send('GET', 'progress')).json<{
        villages: { village: string; coverage: { households: number }; unsent: object }[];
      }>().villages;
    expect((await progress()).map(({ village }) => village).sort()).toEqual(
      [world.areas.village, world.areas.sister].sort(),
    );
    await phone.send('POST', 'push', {
      payload: {
        protocol: 1,
        firstSeq: 1,
        entries: [operation(world, 1, 'Mẫu Thị Sen')],
        ledger: { unsent: 3, drafts: 1, oldest: 77 },
      },
    });
    const mine = (await progress()).find(({ village }) => village === world.areas.village);
    expect(mine).toMatchObject({ coverage: { households: 1 }, unsent: { forms: 4, phones: 1, oldest: 77 } });
    const foreign = await world.phoneOf('head', world.areas.foreign);
    expect((await foreign.send('GET', 'progress')).json<{ villages: object[] }>().villages).toMatchObject([
      { village: world.areas.foreign, coverage: { households: 0 } },
    ]);
  });

  it('lets the lead release operations of a revoked phone; the commune’s officer sees how many wait', async () => {
    const world = await ServerWorld.open(engine);
    const { village, commune, sister } = world.areas;
    const [phone, lead, officer] = [
      await world.phoneOf('member', village),
      await world.phoneOf('lead', village),
      await world.phoneOf('officer', commune),
    ];
    await world.deps.db.updateTable('device').set({ revoked_at: 1 }).where('id', '=', phone.enrolment).execute();
    const op = operation(world, 1, 'Mẫu Thị Sen');
    await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: [op] } });
    expect((await officer.send('GET', `quarantine?village=${village}`)).json()).toEqual({
      waiting: 1,
      now: world.clock.now(),
    });
    expect((await lead.send('GET', `quarantine?village=${sister}`)).statusCode).toBe(404);
    const list = (await lead.send('GET', `quarantine?village=${village}`)).json<{ entries: object[] }>();
    expect(list.entries).toMatchObject([{ opId: op.opId, name: 'Mẫu Thị Na', revoked: true, reason: 'noRight' }]);
    expect((await officer.send('POST', 'quarantine/release', { payload: { opIds: [op.opId] } })).json()).toMatchObject({
      results: [],
    });
    expect((await lead.send('POST', 'quarantine/release', { payload: { opIds: [op.opId] } })).json()).toMatchObject({
      results: [{ outcome: 'applied' }],
    });
    expect((await lead.send('POST', 'quarantine/set-aside', { payload: { opIds: [] } })).statusCode).toBe(400);
    const judged = await world.deps.db.selectFrom('op_meta').select('judged_by').executeTakeFirstOrThrow();
    expect(judged.judged_by).not.toBeNull();
  });

  it('says healthy only when the database took a write just now', async () => {
    const world = await ServerWorld.open(engine);
    const written = async () =>
      (await world.deps.db.selectFrom('server_state').select('value').where('key', '=', 'health').executeTakeFirst())
        ?.value;
    const healthy = async () => {
      const answer = await world.app.inject('/healthz');
      return [answer.statusCode, answer.json<{ ok: boolean }>().ok];
    };
    expect(await healthy()).toEqual([200, true]);
    expect(await written()).toBe(String(world.clock.now()));
    world.clock.time += 999;
    for (let i = 0; i < 20; i++) expect(await healthy()).toEqual([200, true]);
    expect(await written(), 'one write a second, however often it is asked').toBe(String(world.clock.now() - 999));
    world.clock.time += 1;
    expect(await healthy()).toEqual([200, true]);
    expect(await written()).toBe(String(world.clock.now()));
    world.clock.time += 1000;
    await world.deps.db.schema.alterTable('server_state').renameTo('away').execute();
    expect(await healthy()).toEqual([503, false]);
    await world.deps.db.schema.alterTable('away').renameTo('server_state').execute();
    expect(await healthy()).toEqual([200, true]);
  });
});

describe('what every answer keeps to', () => {
  const engine = createEngine(oneEngine);

  it('carries a strict Content-Security-Policy and its companions, also refusals', async () => {
    const world = await ServerWorld.open(engine);
    for (const url of ['/healthz', '/api/nothing', '/nothing', '/api/p/x/me']) {
      const { headers } = await world.app.inject(url);
      const policy = String(headers['content-security-policy']).split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ]),
      );
      expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['permissions-policy']).toContain('geolocation=()');
    }
  });

  it('refuses in JSON, never in HTML and never with an error’s text', async () => {
    const world = await ServerWorld.open(engine, { sync: failingSync(new Error('Mẫu Thị Bí Mật')) });
    const phone = await world.phoneOf('member', world.areas.village);
    const answers = [
      await phone.send('POST', 'push', { payload: { protocol: 1, firstSeq: 1, entries: [1] } }),
      await phone.send('GET', 'pull?village=nothing'),
      await phone.send('POST', 'push', { payload: '<html>', headers: { 'content-type': 'text/html' } }),
      await phone.send('POST', 'nothing', { payload: {} }),
      await world.app.inject({ method: 'DELETE', url: '/api/join' }),
      await world.app.inject('/api/p/../../etc'),
      await world.app.inject('/%c0%'),
      await world.post('/api/join', { invitation: { token: '<script>' } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([500, 400, 400, 404, 404, 404, 400, 400]);
    for (const answer of answers) {
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.body).not.toMatch(/</);
      expect(Object.keys(answer.json<object>()).filter((key) => !['error', 'id'].includes(key))).toEqual([]);
    }
    expect(answers[0]?.json()).toMatchObject({ error: 'retry', id: expect.stringMatching(/^[\w-]{12}$/) as string });
    expect(answers[0]?.body).not.toContain('Bí Mật');
  });

  it('answers 503 with a time to wait when the database is away', async () => {
    const lost = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    const world = await ServerWorld.open(engine, { sync: failingSync(lost) });
    const phone = await world.phoneOf('member', world.areas.village);
    const answer = await phone.send('GET', `pull?village=${world.areas.village}`);
    expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([503, { error: 'retry' }, '5']);
  });

  it('lets no other site’s page change anything', async () => {
    const world = await ServerWorld.open(engine);
    const status = async (headers: Record<string, string>) =>
      (await world.post('/api/join/look', { invitation: { token: 'A'.repeat(43) } }, headers)).json<{ error: string }>()
        .error;
    expect(await status({ origin: 'https://evil.example' })).toBe('forbidden');
    expect(await status({ origin: 'null' })).toBe('forbidden');
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe('forbidden');
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe('forbidden');
    expect(await status({ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' })).toBe(
      'invitationUnknown',
    );
    expect(await status({ origin: 'https://thonso.example', host: 'thonso.example' })).toBe('invitationUnknown');
    expect(await status({})).toBe('invitationUnknown');
  });

  it('slows down one phone without holding up the others behind the same address', async () => {
    const world = await ServerWorld.open(engine, { limits: { ...defaultLimits, device: 5 } });
    const [loud, calm] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('member', world.areas.village),
    ];
    for (let i = 0; i < 5; i++) expect((await loud.send('GET', 'me')).statusCode).toBe(200);
    const slowed = await loud.send('GET', 'me');
    expect([slowed.statusCode, slowed.json()]).toEqual([429, { error: 'slowDown' }]);
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
    expect((await calm.send('GET', 'me')).statusCode).toBe(200);
  });

  it('slows down an address, and its tries of codes sooner', async () => {
    const world = await ServerWorld.open(engine, {
      limits: { ...defaultLimits, address: 6, codes: { address: 2, network: 9, all: 9 } },
    });
    const look = async () => (await world.post('/api/join/look', { invitation: { code: '2345678923' } })).statusCode;
    expect([await look(), await look(), await look()]).toEqual([403, 403, 429]);
    const others = [];
    for (let i = 0; i < 4; i++) others.push((await world.app.inject('/api/nothing')).statusCode);
    expect(others).toEqual([404, 404, 404, 429]);
  });
});

describe('an address', () => {
  const engine = createEngine(oneEngine);

  it('counts a whole IPv6 /64 as one address', async () => {
    const world = await ServerWorld.open(engine, { limits: { ...defaultLimits, address: 2 } });
    const from = async (remoteAddress: string) =>
      (await world.app.inject({ url: '/api/nothing', remoteAddress })).statusCode;
    expect([await from('2001:db8:1:2::1'), await from('2001:db8:1:2::2'), await from('2001:db8:1:2:ffff::3')]).toEqual([
      404, 404, 429,
    ]);
    expect(await from('2001:db8:1:3::1')).toBe(404);
  });
});

describe('bodies', () => {
  const engine = createEngine(oneEngine);

  it('refuses a body that inflates beyond the limit, and one too large as it is', async () => {
    const world = await ServerWorld.open(engine);
    const phone = await world.phoneOf('member', world.areas.village);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(250_000);
    for (const [payload, headers] of [
      [bomb, gzipped],
      [Buffer.alloc(1_100_000, ' '), json],
      [gzipSync(randomBytes(1_200_000)), gzipped],
    ] as const) {
      const answer = await phone.send('POST', 'push', { payload, headers });
      expect([answer.statusCode, answer.json()]).toEqual([413, { error: 'tooLarge' }]);
    }
  });

  it('stops inflating at the limit: ten bombs of a gigabyte need less memory than one', async () => {
    const part = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    let highest = before;
    for (let i = 0; i < 10; i++) {
      const result = await readJsonBody(Readable.from(Array.from({ length: 16 }, () => part)), 'gzip');
      expect(result).toEqual({ ok: false, error: 'tooLarge' });
      highest = Math.max(highest, process.memoryUsage().rss);
    }
    expect(highest - before).toBeLessThan(100 * 1024 * 1024);
  });

  it.each([
    ['text after gzip', Buffer.from('{}'), 'gzip'],
    ['a cut gzip', gzipSync('{"a":"b","c":"d"}').subarray(0, 20), 'gzip'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), undefined],
    ['an encoding we do not take', Buffer.from('{}'), 'br'],
  ])('calls %s unreadable', async (_what, bytes, encoding) => {
    expect(await readJsonBody(Readable.from([bytes]), encoding)).toEqual({ ok: false, error: 'unreadable' });
  });

  it('reads Êđê letters over any chunk boundary', async () => {
    const text = JSON.stringify({ name: 'H’Ƀĕn Ê̆' });
    const chunks = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    expect(await readJsonBody(Readable.from(chunks), undefined)).toEqual({ ok: true, value: { name: 'H’Ƀĕn Ê̆' } });
  });
});
