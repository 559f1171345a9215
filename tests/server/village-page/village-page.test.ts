import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { dayOf, addDays } from '../../../src/lib/day.ts';
import type { InfoEntry } from '../../../src/domain/village/village-info.ts';
import type { InfoResponse, PublicVillage, VillagePageResponse } from '../../../src/protocol/village-page.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('pglite');
let world: ServerWorld;
let head: TestPhone;
let lead: TestPhone;
let officer: TestPhone;
let member: TestPhone;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  head = await world.phoneOf('head', world.areas.village);
  lead = await world.phoneOf('lead', world.areas.village);
  member = await world.phoneOf('member', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
});

const info = (part: 'zaloPage' | 'policePhone' | 'oneStopHours' | 'satisfaction', value: string | null): InfoEntry => ({
  kind: 'info',
  part,
  value,
});
async function tell(phone: TestPhone, area: Uuid, entry: InfoEntry, seen = 0): Promise<InfoResponse> {
  const answer = await phone.send('POST', 'village-page/info', { payload: { area, changes: [{ entry, seen }] } });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<InfoResponse>();
}
const pageOf = async (phone: TestPhone, area: Uuid): Promise<VillagePageResponse> =>
  (await phone.send('GET', `village-page?area=${area}`)).json<VillagePageResponse>();
const get = (url: string, headers = {}) => world.app.inject({ method: 'GET', url, headers });
const announcement = (area: Uuid, changes = {}) => ({
  id: world.newId(),
  area,
  kind: 'scam',
  title: 'Giả <công an>',
  text: 'Tắt máy & gọi công an xã.',
  until: addDays(dayOf(world.clock.now()), 3),
  ...changes,
});

it('shows on a village’s page what the village tells, else what its commune tells', async () => {
  const { village, sister, commune } = world.areas;
  await tell(officer, commune, info('policePhone', '0900000004'));
  const { slug } = await tell(head, village, info('zaloPage', 'https://zalo.me/0900000001'));
  const html = (await get(`/thon/${slug}`)).body;
  expect(html).toContain('href="tel:0900000004"');
  expect(html).toContain('href="https://zalo.me/0900000001"');
  expect(html).toContain('(zalo.me)');
  // The commune's word opened the pages of all its villages.
  const other = (await get(`/thon/${(await pageOf(officer, sister)).slug}`)).body;
  expect(other).toContain('href="tel:0900000004"');
  expect(other).not.toContain('zalo.me/0900000001');
});

it('keeps what two people write at once: the second is shown the first’s, and decides', async () => {
  const { village } = world.areas;
  const before = await tell(head, village, info('oneStopHours', '7h30'));
  const seen = before.entries[0]!.version;
  await tell(head, village, info('oneStopHours', '8h00'), seen);
  const refused = await tell(lead, village, info('oneStopHours', '9h00'), seen);
  expect(refused.meanwhile).toBe(true);
  expect(refused.entries[0]).toMatchObject({ value: '8h00' });
  const decided = await tell(lead, village, info('oneStopHours', '9h00'), refused.entries[0]!.version);
  expect(decided.meanwhile).toBeUndefined();
  expect(decided.entries[0]).toMatchObject({ value: '9h00' });
});

it('changes of different entries do not hinder each other, and of one request all or none is stored', async () => {
  const { village } = world.areas;
  await tell(head, village, info('oneStopHours', '7h30'));
  await tell(lead, village, info('policePhone', '113'));
  const answer = await lead.send('POST', 'village-page/info', {
    payload: {
      area: village,
      changes: [
        { entry: info('zaloPage', 'https://zalo.me/0900000001'), seen: 0 },
        { entry: info('oneStopHours', null), seen: 0 },
      ],
    },
  });
  expect(answer.json()).toMatchObject({ meanwhile: true });
  const parts = (await pageOf(member, village)).entries.map(({ part }) => part);
  expect(parts.sort()).toEqual(['oneStopHours', 'policePhone']);
});

it('names only people who agreed, and nobody any more who is taken off', async () => {
  const { village } = world.areas;
  const part = world.newId();
  const value = { name: 'Mẫu Thị Na', role: 'member' as const, phone: '0900000003' };
  const without = await head.send('POST', 'village-page/info', {
    payload: { area: village, changes: [{ entry: { kind: 'person', part, value }, seen: 0 }] },
  });
  expect(without.statusCode).toBe(400);
  const agreed = { ...value, agreed: dayOf(world.clock.now()) };
  const { slug, entries } = await tell(head, village, { kind: 'person', part, value: agreed });
  expect((await get(`/thon/${slug}`)).body).toContain('Mẫu Thị Na');
  expect((await get(`/api/villages/${slug}`)).json<PublicVillage>().people).toEqual([value]);
  await tell(head, village, { kind: 'person', part, value: null }, entries[0]!.version);
  expect((await get(`/thon/${slug}`)).body).not.toContain('Mẫu Thị Na');
  const rows = await world.deps.db.selectFrom('area_fact').selectAll().where('part', '=', part).execute();
  expect(JSON.stringify(rows)).not.toContain('0900000003');
});

it('announces until the last day, as text and never as markup; the commune on all its villages’ pages', async () => {
  const { village, commune } = world.areas;
  const own = announcement(village);
  await head.send('POST', 'village-page/announce', { payload: own });
  await head.send('POST', 'village-page/announce', { payload: own }); // sent again
  await officer.send('POST', 'village-page/announce', { payload: announcement(commune, { title: 'Của xã' }) });
  const { slug, announcements } = await pageOf(member, village);
  expect(announcements.map(({ title }) => title).sort()).toEqual(['Của xã', 'Giả <công an>']);
  const html = (await get(`/thon/${slug}`)).body;
  expect(html).toContain('Giả &#60;công an&#62;');
  expect(html).toContain('Tắt máy &#38; gọi công an xã.');
  await head.send('POST', 'village-page/end', { payload: { id: own.id } });
  expect((await get(`/thon/${slug}`)).body).not.toContain('công an&#62;');
  world.clock.time += 4 * day;
  expect((await pageOf(member, village)).announcements).toEqual([]);
});

it('takes no announcement that has ended, or that never would', async () => {
  const today = dayOf(world.clock.now());
  for (const until of [addDays(today, -1), addDays(today, 400)]) {
    const payload = announcement(world.areas.village, { until });
    expect((await head.send('POST', 'village-page/announce', { payload })).statusCode).toBe(400);
  }
});

it('gives two villages of one name two addresses, which stay when a village moves to another commune', async () => {
  const { db } = world.deps;
  const { village, sister, commune, otherCommune } = world.areas;
  await db.updateTable('area').set({ prefix: 'thôn', name: 'Mẫu' }).where('id', 'in', [village, sister]).execute();
  await tell(officer, commune, info('policePhone', '0900000004'));
  const slug = (await pageOf(officer, village)).slug!;
  const other = (await pageOf(officer, sister)).slug!;
  expect(new Set([slug, other]).size).toBe(2);
  await tell(head, village, info('oneStopHours', '7h30'));
  await db.updateTable('area').set({ parent: otherCommune }).where('id', '=', village).execute();
  const moved = (await get(`/thon/${slug}`)).body;
  expect(moved).not.toContain('0900000004'); // the old commune's police
  expect((await pageOf(head, village)).entries.map(({ part }) => part)).toEqual(['oneStopHours']);
});

it('is light, whole and the same without a script', async () => {
  const { village, commune } = world.areas;
  await tell(officer, commune, info('satisfaction', 'https://danhgia.daklak.gov.vn/xa?ma=12345678901234567890'));
  const { slug } = await tell(head, village, info('zaloPage', 'https://zalo.me/0900000001'));
  for (const path of [`/thon/${slug}`, `/en/thon/${slug}`]) {
    const answer = await get(path, { 'accept-encoding': 'br' });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const html = brotliDecompressSync(answer.rawPayload).toString('utf8');
    expect(brotliCompressSync(html).length).toBeLessThan(20_000);
    expect(html).toContain('<svg class="qr"');
    expect(html.match(/<script/g)).toHaveLength(2); // both from files of our own
    expect(html).not.toMatch(/<script[^>]*>[^<]|style=|javascript:/);
    const again = await get(path, { 'if-none-match': String(answer.headers['etag']) });
    expect(again.statusCode).toBe(304);
  }
  const poster = (await get(`/thon/${slug}/poster`)).body;
  expect(poster).toContain(`localhost:8080/thon/${slug}`);
});

it.each(['/thon/khong-co', '/thon/..%2f', '/thon/A', '/en/thon/khong-co', '/thon/khong-co/poster'])(
  '%s: no such page, in the same words',
  async (path) => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toMatch(/Không có trang này|There is no such page/);
  },
);
