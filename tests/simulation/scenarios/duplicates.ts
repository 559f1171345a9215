import type { Uuid } from '../../../src/lib/ids.ts';
import { DELETED } from '../../../src/domain/record/record.ts';
import { MERGED_INTO } from '../../../src/domain/record/redirect.ts';
import { targetOf } from '../../../src/server/sync/apply/redirect-operation.ts';
import { editField } from './actions.ts';
import { addPerson, twoOf, type Episode } from './plot.ts';
import type { SimPhone } from '../world/phone.ts';
import { recordOn } from '../invariants/stored.ts';
import type { World } from '../world/world.ts';

// Households that were recorded twice, or are taken for one by mistake, in the middle of everything else.

type Plot = ReturnType<Episode>;

/** Households on everybody's list, the oldest first; undefined when there are fewer than `least`. */
export function households(world: World, least: number): Uuid[] | undefined {
  const found = [...world.server.disk.records.values()]
    .filter((row) => row.village === world.village && row.kind === 'household' && row.states[DELETED]?.value !== true)
    .map(({ id }) => id)
    .sort();
  return found.length < least ? undefined : found;
}

/** What somebody taps: this household is the same as that one (`null`: it is not after all). */
export function merge(world: World, phone: SimPhone, gone: Uuid, into: Uuid | null): void {
  if (phone.erased) return;
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const shown = await page.records.get(village, gone);
    if (!shown) return;
    const { bases, kind } = shown.id === gone ? shown : (shown.merged?.find(({ id }) => id === gone) ?? shown);
    await world.save(
      phone,
      page,
      [
        {
          record: gone,
          village,
          kind,
          set: { [MERGED_INTO]: into },
          bases: { [MERGED_INTO]: bases[MERGED_INTO] ?? 0 },
        },
      ],
      [shown],
    );
  });
}

/** One phone, days offline, edits a household that another phone has merged with its neighbour's. */
function* mergedWhileEdited(world: World): Plot {
  const [a, b] = twoOf(world);
  const [stays, gone] = households(world, 2) ?? [];
  if (!stays || !gone) return;
  for (const phone of [a, b]) {
    world.sync(phone);
    yield undefined;
  }
  b.offline = true;
  editField(world, b, gone, 'address');
  addPerson(world, b, gone);
  yield undefined;
  merge(world, a, gone, stays);
  yield undefined;
  editField(world, a, stays, 'address');
  yield undefined;
  world.sync(a);
  yield () => targetOf(recordOn(world.server, world.village, gone)) !== undefined;
  editField(world, b, gone, 'headName');
  yield undefined;
  b.offline = false;
  world.sync(b);
  yield undefined;
}

/** Two phones find the same pair, each keeps another of the two. */
function* intoEachOther(world: World): Plot {
  const [a, b] = twoOf(world);
  const [one, other] = households(world, 2) ?? [];
  if (!one || !other) return;
  merge(world, a, one, other);
  merge(world, b, other, one);
  yield undefined;
  editField(world, a, one, 'address');
  editField(world, b, other, 'address');
  yield undefined;
  for (const phone of [a, b, a]) {
    world.sync(phone);
    yield undefined;
  }
}

function* chain(world: World): Plot {
  const [a, b] = twoOf(world);
  const [first, second, third] = households(world, 3) ?? [];
  if (!first || !second || !third) return;
  editField(world, b, first, 'address');
  merge(world, a, first, second);
  yield undefined;
  world.sync(a);
  yield undefined;
  merge(world, world.chance.below(2) === 0 ? a : b, second, third);
  yield undefined;
  for (const phone of [b, a]) {
    world.sync(phone);
    yield undefined;
  }
  editField(world, b, first, 'address');
  yield undefined;
  world.sync(b);
  yield undefined;
}

function* takenBack(world: World): Plot {
  const [a, b] = twoOf(world);
  const [stays, gone] = households(world, 2) ?? [];
  if (!stays || !gone) return;
  merge(world, a, gone, stays);
  yield undefined;
  if (world.chance.below(2) === 0) {
    world.sync(a);
    yield undefined;
  }
  editField(world, b, gone, 'address');
  editField(world, a, stays, 'headName');
  yield undefined;
  world.sync(b);
  yield undefined;
  merge(world, world.chance.below(2) === 0 ? a : b, gone, null);
  yield undefined;
  for (const phone of [a, b]) {
    world.sync(phone);
    yield undefined;
  }
}

/** One phone moves somebody of a household into one of their own, while another merges that household away. */
function* splitWhileMerged(world: World): Plot {
  const [a, b] = twoOf(world);
  const [stays, gone] = households(world, 2) ?? [];
  if (!stays || !gone || b.erased) return;
  addPerson(world, b, gone);
  yield undefined;
  world.sync(b);
  yield undefined;
  merge(world, a, gone, stays);
  const { page, process, village } = b;
  world.scheduler.start(process, async () => {
    const person = (await page.records.list(village)).find(
      ({ kind, fields }) => kind === 'person' && fields['household'] === gone,
    );
    if (!person) return;
    const householdId = world.server.newId();
    const made = {
      record: householdId,
      village,
      kind: 'household' as const,
      set: { headName: world.value() },
      bases: {},
    };
    await world.save(
      b,
      page,
      [made, { record: person.id, village, kind: 'person', set: { household: householdId }, bases: person.bases }],
      [person],
    );
  });
  yield undefined;
  for (const phone of world.chance.below(2) === 0 ? [a, b] : [b, a]) {
    world.sync(phone);
    yield undefined;
  }
}

export const duplicateEpisodes: readonly Episode[] = [
  mergedWhileEdited,
  intoEachOther,
  chain,
  chain,
  chain,
  chain,
  chain,
  chain,
  chain,
  takenBack,
  takenBack,
  splitWhileMerged,
  splitWhileMerged,
];
