import { beforeEach, describe, expect, it } from 'vitest';
import {
  mostCriteria,
  mostLists,
  mostStoredLists,
  type AreaChecklist,
  type AreaCriterion,
} from '../../../src/domain/checklist/area-checklist.ts';
import { day as dayIn } from '../../unit/domain/build.ts';
import { dayOf } from '../../../src/lib/day.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { ChecklistsResponse, KeepChecklistAnswer } from '../../../src/protocol/checklist.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { ServerWorld, type TestPhone } from '../http/server-world.ts';

const engine = createEngine('pglite');
let world: ServerWorld;
let head: TestPhone;
let officer: TestPhone;
let second: TestPhone;
let admin: TestPhone;

beforeEach(async () => {
  world = await ServerWorld.open(engine);
  head = await world.phoneOf('head', world.areas.village);
  officer = await world.phoneOf('officer', world.areas.commune);
  second = await world.phoneOf('officer', world.areas.commune);
  admin = await world.phoneOf('admin', undefined);
});

const newId = () => world.newId().replaceAll('-', '');
const ticked = (text: string): AreaCriterion => ({ kind: 'ticked', id: newId(), text });
const aList = (changes: Partial<AreaChecklist> = {}): AreaChecklist => ({
  id: newId(),
  name: 'Thôn thông minh của xã',
  decision: { number: '12/QĐ-UBND', day: dayIn('2026-09-01'), read: 'ubnd.example.vn' },
  replaces: 'smartVillage',
  criteria: [
    ticked('Nhà văn hóa có Wi-Fi'),
    { kind: 'figure', id: newId(), text: '70% có tài khoản', indicator: 'T4', share: 0.7 },
  ],
  ...changes,
});

async function keep(
  phone: TestPhone,
  list: AreaChecklist,
  { area = world.areas.commune, seen = 0, ...rest }: { area?: Uuid; seen?: number; withdrawn?: true } = {},
): Promise<KeepChecklistAnswer> {
  const answer = await phone.send('POST', 'checklists/kept', { payload: { area, list, seen, ...rest } });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return answer.json<KeepChecklistAnswer>();
}
const versionIn = ({ lists }: KeepChecklistAnswer, { id }: AreaChecklist): number =>
  lists.find((one) => one.id === id)!.version;
const toldTo = async (phone: TestPhone, village = world.areas.village): Promise<ChecklistsResponse> =>
  (await phone.send('GET', `checklists?village=${village}`)).json();
const namesTo = async (phone: TestPhone, village = world.areas.village): Promise<string[]> =>
  (await toldTo(phone, village)).lists!.map(({ name }) => name);

async function tick(criterion: string, list: AreaChecklist, met = true) {
  const changes = [{ checklist: list.id, criterion, met, on: dayOf(world.clock.now()), seen: 0 }];
  const answer = await head.send('POST', 'checklists', { payload: { village: world.areas.village, changes } });
  return answer.json<ChecklistsResponse>().ticks.map((one) => [one.criterion, one.met]);
}

describe('who keeps lists', () => {
  it('an officer those of their commune, an administrator those of a province', async () => {
    const list = aList();
    expect((await keep(officer, list)).lists).toMatchObject([{ ...list, area: world.areas.commune }]);
    const province = aList({ name: 'Thôn thông minh của tỉnh' });
    await keep(admin, province, { area: world.areas.province });
    const kept = await officer.send('GET', `checklists/kept?area=${world.areas.commune}`);
    expect(
      kept
        .json<KeepChecklistAnswer>()
        .lists.map(({ name }) => name)
        .sort(),
    ).toEqual([province.name, list.name]);
  });

  it('nobody else, and no list of a village', async () => {
    const viewer = await world.phoneOf('viewer', world.areas.province);
    const refused: [TestPhone, Uuid][] = [
      [head, world.areas.commune],
      [head, world.areas.village],
      [viewer, world.areas.province],
      [officer, world.areas.province],
      [officer, world.areas.village],
      [admin, world.areas.village],
      [admin, world.newId()],
    ];
    for (const [phone, area] of refused) {
      const payload = { area, list: aList(), seen: 0 };
      expect((await phone.send('POST', 'checklists/kept', { payload })).statusCode).toBe(404);
      expect((await phone.send('GET', `checklists/kept?area=${area}`)).statusCode).toBe(404);
    }
  });
});

describe('two officers at once', () => {
  it('the second is told, with what the first stored, and nothing is lost', async () => {
    const list = aList();
    const seen = versionIn(await keep(officer, list), list);
    const first = { ...list, name: 'Tên của người thứ nhất' };
    const stored = await keep(officer, first, { seen });
    const answer = await keep(second, { ...list, name: 'Tên của người thứ hai' }, { seen });
    expect(answer.refused).toBe('meanwhile');
    expect(answer.lists).toMatchObject([{ name: first.name, version: versionIn(stored, list) }]);
    expect(answer.lists[0]!.by).not.toBe('');
    expect(versionIn(stored, list)).toBeGreaterThan(seen);
    const again = await keep(second, { ...list, name: 'Sau khi xem' }, { seen: versionIn(answer, list) });
    expect([again.refused, again.lists[0]!.name]).toEqual([undefined, 'Sau khi xem']);
  });

  it('the same list sent twice is stored and noted once', async () => {
    const list = aList();
    await keep(officer, list);
    expect((await keep(officer, list)).refused).toBeUndefined();
    const noted = await world.deps.db
      .selectFrom('audit_log')
      .select('area')
      .where('action', '=', 'checklistKept')
      .execute();
    expect(noted).toEqual([{ area: world.areas.commune }]);
  });
});

describe('what a village sees', () => {
  it('the lists of its commune and its province, those of the commune first; others nothing', async () => {
    await keep(admin, aList({ name: 'Của tỉnh', replaces: 'digitalVillage' }), { area: world.areas.province });
    await keep(officer, aList({ name: 'Của xã' }));
    expect(await namesTo(head)).toEqual(['Của xã', 'Của tỉnh']);
    const far = await world.phoneOf('head', world.areas.foreign);
    expect(await namesTo(far, world.areas.foreign)).not.toContain('Của xã');
  });

  it('of two that replace the same list only that of the nearer area', async () => {
    await keep(admin, aList({ name: 'Của tỉnh' }), { area: world.areas.province });
    expect(await namesTo(head)).toEqual(['Của tỉnh']);
    const ours = aList({ name: 'Của xã' });
    const seen = versionIn(await keep(officer, ours), ours);
    expect(await namesTo(head)).toEqual(['Của xã']);
    await keep(officer, ours, { seen, withdrawn: true });
    expect(await namesTo(head)).toEqual(['Của tỉnh']);
  });

  it('nobody’s name with a list', async () => {
    await keep(officer, aList());
    expect((await toldTo(head)).lists![0]).not.toHaveProperty('by');
  });

  it('a withdrawn list no more; it can be used again', async () => {
    const list = aList();
    const seen = versionIn(await keep(officer, list), list);
    const withdrawn = await keep(officer, list, { seen, withdrawn: true });
    expect(withdrawn.lists).toMatchObject([{ name: list.name, withdrawn: true }]);
    expect(await namesTo(head)).toEqual([]);
    await keep(officer, list, { seen: versionIn(withdrawn, list) });
    expect(await namesTo(head)).toEqual([list.name]);
  });
});

describe('ticks of such a list', () => {
  it('are taken where a person ticks, not where a figure answers', async () => {
    const list = aList();
    await keep(officer, list);
    const [wifi, account] = list.criteria;
    expect(await tick(wifi!.id, list)).toEqual([[wifi!.id, true]]);
    expect(await tick(account!.id, list)).toEqual([[wifi!.id, true]]);
    expect(await tick(newId(), list)).toEqual([[wifi!.id, true]]);
    expect(await tick(wifi!.id, aList())).toEqual([[wifi!.id, true]]);
  });

  it('stay when the list is edited, also of a criterion that is gone', async () => {
    const list = aList({ criteria: [ticked('Một'), ticked('Hai'), ticked('Ba')] });
    const [one, two, three] = list.criteria.map(({ id }) => id);
    const seen = versionIn(await keep(officer, list), list);
    await tick(one!, list);
    await tick(two!, list);
    const edited = { ...list, criteria: [{ ...list.criteria[0]!, text: 'Một, viết lại' }] };
    await keep(officer, edited, { seen });
    expect((await toldTo(head)).lists![0]!.criteria).toEqual(edited.criteria);
    // Made without a network, before the phone heard that the criterion is gone.
    const ticks = await tick(three!, list, false);
    expect(Object.fromEntries(ticks)).toEqual({ [one!]: true, [two!]: true, [three!]: false });
  });
});

describe('limits', () => {
  const refused = async (list: unknown) =>
    (await officer.send('POST', 'checklists/kept', { payload: { area: world.areas.commune, list, seen: 0 } }))
      .statusCode;

  it('as many criteria as there may be, and no more', async () => {
    const many = Array.from({ length: mostCriteria }, (_, n) => ticked(`Tiêu chí ${n}`));
    await keep(officer, aList({ criteria: many }));
    expect(await refused(aList({ criteria: [...many, ticked('Thừa')] }))).toBe(400);
    expect(await refused(aList({ criteria: [] }))).toBe(400);
    expect(await refused(aList({ criteria: [many[0]!, many[0]!] }))).toBe(400);
    expect(await refused(aList({ criteria: [ticked('x'.repeat(601))] }))).toBe(400);
    expect(await refused(aList({ id: 'smartVillage' }))).toBe(400);
    expect(await refused(aList({ name: 'no database stores \u0000' }))).toBe(400);
  });

  it('as many lists as there may be, in use and in all', async () => {
    const all = Array.from({ length: mostLists }, () => aList());
    for (const list of all) await keep(officer, list);
    const further = aList();
    expect((await keep(officer, further)).refused).toBe('full');
    const first = all[0]!;
    const { lists } = await keep(officer, { ...first, name: 'Sửa thì vẫn được' }, { seen: await seenOf(first) });
    expect(lists.map(({ name }) => name)).toContain('Sửa thì vẫn được');
    await keep(officer, first, { seen: await seenOf(first), withdrawn: true });
    expect((await keep(officer, further)).refused).toBeUndefined();
    expect((await keep(officer, first, { seen: await seenOf(first) })).refused).toBe('full');
    for (let stored = mostLists + 1; stored < mostStoredLists; stored++)
      expect((await keep(officer, aList(), { withdrawn: true })).refused).toBeUndefined();
    expect((await keep(officer, aList(), { withdrawn: true })).refused).toBe('full');
  });

  const seenOf = async ({ id }: AreaChecklist): Promise<number> => {
    const answer = await officer.send('GET', `checklists/kept?area=${world.areas.commune}`);
    return answer.json<KeepChecklistAnswer>().lists.find((one) => one.id === id)!.version;
  };
});

it('the area’s page and the facts of its villages hear nothing of lists', async () => {
  await keep(officer, aList());
  const page = await officer.send('GET', `village-page?area=${world.areas.commune}`);
  expect(page.json<{ entries: unknown[] }>().entries).toEqual([]);
  const facts = await head.send('GET', `facts?village=${world.areas.village}`);
  expect(facts.json<{ facts: unknown[] }>().facts).toEqual([]);
});
