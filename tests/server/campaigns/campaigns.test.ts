import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf, type Day } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { Campaign, VersionedCampaign } from '../../../src/domain/campaign/campaign.ts';
import type { CampaignAnswer, CampaignFigures, CampaignsResponse } from '../../../src/protocol/campaign.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '../../../src/protocol/version.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { day, ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('pglite');
let world: ServerWorld;
let officer: TestPhone;
let secondOfficer: TestPhone;
let otherOfficer: TestPhone;
let member: TestPhone;
let today: Day;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  const { village, commune, otherCommune } = world.areas;
  officer = await world.phoneOf('officer', commune);
  secondOfficer = await world.phoneOf('officer', commune);
  otherOfficer = await world.phoneOf('officer', otherCommune);
  member = await world.phoneOf('member', village);
  today = dayOf(world.clock.now());
});

const aCampaign = (over: Partial<Campaign> = {}): Campaign => ({
  id: world.newId(),
  area: world.areas.commune,
  name: 'Tháng VNeID',
  topic: 'vneid',
  whom: {},
  from: today,
  until: addDays(today, 30),
  share: 0.8,
  ...over,
});

async function keep(phone: TestPhone, campaign: Campaign, seen = 0): Promise<CampaignAnswer> {
  const answer = await phone.send('POST', 'campaigns', { payload: { campaign, seen } });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<CampaignAnswer>();
}
const close = (phone: TestPhone, id: Uuid, how: 'ended' | 'withdrawn') =>
  phone.send('POST', 'campaigns/close', { payload: { id, how } });
const seenBy = async (phone: TestPhone): Promise<VersionedCampaign[]> =>
  (await phone.send('GET', 'campaigns')).json<CampaignsResponse>().campaigns;
const figuresOf = async (phone: TestPhone, id: Uuid): Promise<CampaignFigures> => {
  const answer = await phone.send('GET', `campaigns/figures?id=${id}`);
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<CampaignFigures>();
};
const versionsOf = (id: Uuid) =>
  world.deps.db.selectFrom('campaign').selectAll().where('id', '=', id).orderBy('version').execute();

describe('who sees and keeps a campaign', () => {
  it('reaches the phones of all villages of its commune, or of those it names, and nobody else', async () => {
    const { village, sister, foreign } = world.areas;
    const inSister = await world.phoneOf('member', sister);
    const far = await world.phoneOf('head', foreign);
    const all = aCampaign();
    const some = aCampaign({ villages: [village] });
    await keep(officer, all);
    await keep(officer, some);
    expect((await seenBy(member)).map(({ id }) => id).sort()).toEqual([all.id, some.id].sort());
    expect((await seenBy(inSister)).map(({ id }) => id)).toEqual([all.id]);
    expect(await seenBy(far)).toEqual([]);
    expect(await seenBy(otherOfficer)).toEqual([]);
  });

  it('is refused to an officer of another commune, whoever’s id the campaign has', async () => {
    const mine = aCampaign();
    await keep(officer, mine);
    const inMine = await otherOfficer.send('POST', 'campaigns', { payload: { campaign: aCampaign(), seen: 0 } });
    const overMine = await otherOfficer.send('POST', 'campaigns', {
      payload: { campaign: { ...mine, area: world.areas.otherCommune }, seen: 1 },
    });
    const closed = await close(otherOfficer, mine.id, 'ended');
    const figures = await otherOfficer.send('GET', `campaigns/figures?id=${mine.id}`);
    expect([inMine, overMine, closed, figures].map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect(await versionsOf(mine.id)).toHaveLength(1);
  });

  it('takes no village of another commune, and no area that is not a commune', async () => {
    const { foreign, village, province } = world.areas;
    const send = (over: Partial<Campaign>, by = officer) =>
      by.send('POST', 'campaigns', { payload: { campaign: aCampaign(over), seen: 0 } });
    expect((await send({ villages: [foreign] })).statusCode).toBe(400);
    expect((await send({ area: village })).statusCode).toBe(404);
    const admin = await world.phoneOf('admin', undefined);
    expect((await send({ area: province }, admin)).statusCode).toBe(404);
    expect((await send({}, admin)).statusCode).toBe(200);
  });

  it('leaves a village that moves to another commune, and its figures', async () => {
    const { village, otherCommune } = world.areas;
    const campaign = aCampaign({ villages: [village] });
    await keep(officer, campaign);
    await world.deps.db.updateTable('area').set({ parent: otherCommune }).where('id', '=', village).execute();
    // The phone decides by where its village lies (`reaches`); the commune above it now has no such campaign.
    expect((await figuresOf(officer, campaign.id)).villages).toEqual([]);
    expect(await seenBy(member)).toEqual([]);
  });
});

describe('how it changes', () => {
  it('of two officers at once the second is told, sees the first’s, and decides', async () => {
    const campaign = aCampaign();
    await keep(officer, campaign);
    const first = await keep(officer, { ...campaign, name: 'Của người thứ nhất' }, 1);
    expect(first.refused).toBeUndefined();
    const second = await keep(secondOfficer, { ...campaign, name: 'Của người thứ hai' }, 1);
    expect(second.refused).toBe('meanwhile');
    expect(second.campaigns[0]).toMatchObject({ name: 'Của người thứ nhất', version: 2 });
    const decided = await keep(secondOfficer, { ...campaign, name: 'Của người thứ hai' }, 2);
    expect(decided.campaigns[0]).toMatchObject({ name: 'Của người thứ hai', version: 3 });
    const both = await Promise.all([
      keep(officer, { ...campaign, share: 0.5 }, 3),
      keep(secondOfficer, { ...campaign, share: 0.6 }, 3),
    ]);
    expect(both.filter(({ refused }) => refused === 'meanwhile')).toHaveLength(1);
    expect(await versionsOf(campaign.id)).toHaveLength(4);
  });

  it('sent again because the answer was lost it is stored once', async () => {
    const campaign = aCampaign({ whom: { ages: 'from60', hardship: true } });
    await keep(officer, campaign);
    expect((await keep(officer, campaign)).refused).toBeUndefined();
    expect(await versionsOf(campaign.id)).toHaveLength(1);
    const noted = await world.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject', '=', campaign.id)
      .execute();
    expect(noted).toEqual([{ action: 'campaignKept' }]);
  });

  it('once begun keeps what is compared, and takes another name, last day and target', async () => {
    const campaign = aCampaign();
    await keep(officer, campaign);
    expect((await keep(officer, { ...campaign, topic: 'etax' }, 1)).refused).toBe('begun');
    world.clock.time += 3 * day;
    const later = { ...campaign, name: 'Hai tháng VNeID', until: addDays(today, 60), share: 0.9 };
    expect((await keep(officer, later, 1)).refused).toBeUndefined();
  });

  it('ends early or is withdrawn with all its versions kept, who did it, and what was noted', async () => {
    const campaign = aCampaign();
    await keep(officer, campaign);
    await keep(officer, { ...campaign, share: 0.7 }, 1);
    expect((await close(secondOfficer, campaign.id, 'ended')).json<CampaignAnswer>().refused).toBeUndefined();
    expect((await close(officer, campaign.id, 'ended')).json<CampaignAnswer>().refused).toBeUndefined(); // again
    expect((await keep(officer, campaign, 3)).refused).toBe('over');
    expect((await close(officer, campaign.id, 'withdrawn')).json<CampaignAnswer>().refused).toBeUndefined();
    expect((await close(officer, campaign.id, 'ended')).json<CampaignAnswer>().refused).toBe('over');
    const versions = await versionsOf(campaign.id);
    expect(versions.map(({ version }) => Number(version))).toEqual([1, 2, 3, 4]);
    expect(new Set(versions.map(({ changed_by: by }) => by)).size).toBe(2);
    const log = await world.deps.db.selectFrom('audit_log').selectAll().where('subject', '=', campaign.id).execute();
    expect(log.map(({ action }) => action).sort()).toEqual([
      'campaignClosed',
      'campaignClosed',
      'campaignKept',
      'campaignKept',
    ]);
    expect(log.every(({ area }) => area === world.areas.commune)).toBe(true);
    expect(JSON.stringify(log)).not.toContain('Tháng VNeID');
  });

  it('one that has not begun cannot end, and can be withdrawn', async () => {
    const campaign = aCampaign({ from: addDays(today, 3) });
    await keep(officer, campaign);
    expect((await close(officer, campaign.id, 'ended')).json<CampaignAnswer>().refused).toBe('over');
    expect((await close(officer, campaign.id, 'withdrawn')).json<CampaignAnswer>().refused).toBeUndefined();
  });
});

describe('its figures', () => {
  interface Asked {
    readonly household: Uuid;
    readonly people: readonly Uuid[];
  }
  let seq = 1;
  beforeEach(() => {
    seq = 1;
  });
  const entry = (village: Uuid, record: Uuid, kind: string, set: object) => ({
    opId: world.newId(),
    seq: seq++,
    group: record,
    record,
    kind,
    village,
    base: {},
    set,
    wallTime: world.clock.now(),
    clockOffset: 0,
    schemaVersion: SCHEMA_VERSION,
  });
  const answer = (v: string) => ({ 'a.P3': { v, by: 'self', on: dayOf(world.clock.now()), q: 3 } });
  async function push(phone: TestPhone, entries: ReturnType<typeof entry>[]): Promise<void> {
    const firstSeq = entries[0]!.seq;
    const sent = await phone.send('POST', 'push', { payload: { protocol: PROTOCOL_VERSION, firstSeq, entries } });
    const outcomes = sent.json<{ outcomes: { outcome: string }[] }>().outcomes.map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['applied']));
  }
  /** A household whose people cannot open VNeID. */
  async function ask(phone: TestPhone, village: Uuid, people: number): Promise<Asked> {
    const household = world.newId();
    const rows = Array.from({ length: people }, () => world.newId());
    await push(phone, [
      entry(village, household, 'household', { headName: 'Mẫu Văn Tên' }),
      ...rows.map((id) =>
        entry(village, id, 'person', { household, name: 'Mẫu Thị Tên', birthYear: 1950, ...answer('police') }),
      ),
    ]);
    return { household, people: rows };
  }

  it('compare the same people before and now, and follow each push', async () => {
    const { village } = world.areas;
    const { people } = await ask(member, village, 12);
    world.clock.time += 2 * day;
    const campaign = aCampaign({ from: dayOf(world.clock.now()), until: addDays(dayOf(world.clock.now()), 30) });
    await keep(officer, campaign);
    expect((await figuresOf(officer, campaign.id)).all).toEqual({
      start: { met: 0, notMet: 12, unknown: 0 },
      now: { met: 0, notMet: 12, unknown: 0 },
    });
    world.clock.time += day;
    await push(
      member,
      people.slice(0, 6).map((id) => entry(village, id, 'person', answer('opens'))),
    );
    const figures = await figuresOf(officer, campaign.id);
    expect(figures.all?.now).toEqual({ met: 6, notMet: 6, unknown: 0 });
    expect(figures.villages.find((one) => one.village === village)).toMatchObject({ more: 6 });
    expect(figures.more).toBe(6);
  });

  it('tell no reader above the village of fewer than five', async () => {
    const { village } = world.areas;
    await ask(member, village, 4);
    const campaign = aCampaign();
    await keep(officer, campaign);
    const viewer = await world.phoneOf('viewer', world.areas.province);
    for (const phone of [officer, viewer]) {
      const { villages, all, more } = await figuresOf(phone, campaign.id);
      expect([villages.find((one) => one.village === village), all, more]).toEqual([{ village }, undefined, 0]);
    }
  });

  it('hold nobody’s name or id, before an erasure and after it', async () => {
    const { village } = world.areas;
    const lead = await world.phoneOf('lead', village);
    const { household, people } = await ask(member, village, 12);
    const campaign = aCampaign();
    await keep(officer, campaign);
    const names = (text: string): boolean =>
      text.includes('Mẫu') || [household, ...people].some((id) => text.includes(id));
    expect(names(JSON.stringify(await figuresOf(officer, campaign.id)))).toBe(false);
    await lead.send('POST', 'erase', { payload: { village, records: [household] } });
    const after = await figuresOf(officer, campaign.id);
    expect(after.all).toEqual({ start: { met: 0, notMet: 0, unknown: 0 }, now: { met: 0, notMet: 0, unknown: 0 } });
    expect(names(JSON.stringify([after, await versionsOf(campaign.id)]))).toBe(false);
  });
});
