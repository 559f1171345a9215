import type { Uuid } from '../../../src/lib/ids.ts';
import { sameJson, type Json } from '../../../src/domain/record/json.ts';
import { pointers } from '../../../src/domain/record/redirect.ts';
import { DELETED, isServerKind, type Fields, type RecordKind } from '../../../src/domain/record/record.ts';
import type { Change, PhoneRecord } from '../../../src/store/phone-store.ts';
import type { SimPhone } from '../world/phone.ts';
import type { World } from '../world/world.ts';

// What people do on their phones.

export type Work = 'new' | 'edit' | 'delete' | 'poison' | 'resolve' | 'foreign' | 'newer';

export function write(world: World, phone: SimPhone, what: Work): void {
  if (phone.erased) return;
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const records = await page.records.list(village);
    const changes = changesFor(world, phone, what, records);
    if (changes) await world.save(phone, page, changes, records, what === 'poison');
  });
}

/** Sets this very field of this very record, whatever the phone shows of it. */
export function editField(world: World, phone: SimPhone, record: Uuid, field: string): void {
  if (phone.erased) return;
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const shown = await page.records.get(village, record);
    if (shown)
      await world.save(
        phone,
        page,
        [{ record: shown.id, village, kind: shown.kind, set: { [field]: world.value() }, bases: shown.bases }],
        [shown],
      );
  });
}

export function remove(world: World, phone: SimPhone, record: Uuid): void {
  if (phone.erased) return;
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const shown = await page.records.get(village, record);
    if (shown)
      await world.save(
        phone,
        page,
        [{ record: shown.id, village, kind: shown.kind, set: { [DELETED]: true }, bases: shown.bases }],
        [shown],
      );
  });
}

function changesFor(world: World, phone: SimPhone, what: Work, records: readonly PhoneRecord[]): Change[] | undefined {
  const { village } = phone;
  const real = records.filter(({ kind }) => !isServerKind(kind));
  const onTheWay = real.filter(({ id }) => phone.inFlight.has(id));
  const record = onTheWay[0] ?? real[world.chance.below(real.length)];
  if (what === 'new') return newHousehold(world, village);
  if (what === 'resolve') return resolution(world, village, records);
  if (what === 'foreign') return newHousehold(world, village === world.village ? world.otherVillage : world.village);
  if (!record) return undefined;
  const { id, kind, bases } = record;
  if (what === 'delete') return [{ record: id, village, kind, set: { [DELETED]: true }, bases }];
  if (what === 'poison') return [{ record: id, village, kind, set: poison(world), bases }];
  if (what === 'newer') return [{ record: id, village, kind, set: { 'next.wish': world.value() }, bases }];
  return [{ record: id, village, kind, set: someFields(world, kind), bases }];
}

/** Values that do not fit; a name makes the intention one of its own. */
const poison = (world: World): Fields =>
  world.chance.below(2) === 0
    ? { birthYear: 'xưa', note: world.value(), hardship: 'có' }
    : { hardship: 'có', birthYear: world.value() };

export function newHousehold(world: World, village: Uuid, householdId: Uuid = world.server.newId()): Change[] {
  const people = Array.from({ length: world.chance.below(3) }, () => newPerson(world, village, householdId));
  return [
    {
      record: householdId,
      village,
      kind: 'household',
      set: { headName: world.value(), address: world.value() },
      bases: {},
    },
    ...people,
    ...(world.chance.below(3) === 0 ? [newProposal(world, village, householdId)] : []),
  ];
}

/** What the household needs from others; it goes where the household goes. */
const newProposal = (world: World, village: Uuid, household: Uuid): Change => ({
  record: world.server.newId(),
  village,
  kind: 'proposal',
  set: { household, category: 'signal', place: world.value() },
  bases: {},
});

export const newPerson = (world: World, village: Uuid, householdId: Uuid): Change => ({
  record: world.server.newId(),
  village,
  kind: 'person',
  set: { household: householdId, name: world.value() },
  bases: {},
});

const isPointer = (field: string): boolean => pointers.some((one) => one === field);
const isCandidate = (one: Json): one is { value: Json } => typeof one === 'object' && one !== null && 'value' in one;

function resolution(world: World, village: Uuid, records: readonly PhoneRecord[]): Change[] | undefined {
  const open = records.filter((record) => record.kind === 'conflict');
  const conflict = open[world.chance.below(open.length)];
  const about = records.find((record) => record.id === conflict?.fields['record']);
  const field = conflict?.fields['field'];
  const candidates = conflict?.fields['candidates'];
  if (!conflict || !about || typeof field !== 'string' || typeof candidates !== 'object' || candidates === null)
    return undefined;
  world.reach('conflict resolved');
  const values = Object.values(candidates).flatMap((one) => (isCandidate(one) ? [one.value] : []));
  // A pointer can be settled only to a record that is there.
  const value =
    field === DELETED ? false : isPointer(field) ? values[world.chance.below(values.length)] : world.value();
  if (value === undefined) return undefined;
  return [
    {
      record: about.id,
      village,
      kind: about.kind,
      // The ledger tells operations apart by what they set, and a pointer's value is not unique.
      set: { [field]: value, ...(isPointer(field) && someFields(world, about.kind)) },
      bases: about.bases,
      settles: Object.keys(candidates),
    },
  ];
}

function someFields(world: World, kind: RecordKind): Fields {
  if (kind === 'person') return { name: world.value() };
  if (kind === 'proposal') return { place: world.value() };
  const which = world.chance.below(3);
  return { ...(which !== 0 && { headName: world.value() }), ...(which !== 1 && { address: world.value() }) };
}

export function openForm(world: World, phone: SimPhone): void {
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const records = (await page.records.list(village)).filter(({ kind }) => !isServerKind(kind));
    const record = records[world.chance.below(records.length)];
    if (record) phone.forms.push({ record });
  });
}

export function submitForm(world: World, phone: SimPhone): void {
  const form = phone.forms.shift();
  if (!form) return write(world, phone, 'edit');
  const { page, process, village } = phone;
  const { record } = form;
  const change = {
    record: record.id,
    village,
    kind: record.kind,
    set: someFields(world, record.kind),
    bases: record.bases,
  };
  world.scheduler.start(process, async () => {
    const now = await page.records.get(village, record.id);
    if (now && !sameJson(now.fields, record.fields)) world.reach('form open during a pull');
    await world.save(phone, page, [change], [record]);
  });
}

/** Half a survey: kept after every answer. */
export function keepDraft(world: World, phone: SimPhone): void {
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const drafts = await page.drafts.list();
    const old = drafts[world.chance.below(drafts.length + 1)];
    const at = phone.clock.now();
    const draft = {
      id: old?.id ?? world.server.newId(),
      village,
      rev: (old?.rev ?? 0) + 1,
      startedAt: old?.startedAt ?? at,
      savedAt: at,
      content: world.value(),
    };
    if (await page.drafts.save(draft)) return;
    world.reach('draft saved');
    const kept = world.ledger.drafts.get(phone.name) ?? new Map<Uuid, number>();
    world.ledger.drafts.set(phone.name, kept.set(draft.id, draft.rev));
  });
}
