import type { Uuid } from '../../../src/lib/ids.ts';
import { editField, write } from './actions.ts';
import { copy, killPhone, wipe } from './faults.ts';
import type { SimPhone } from '../world/phone.ts';
import { pick, type Episode } from './plot.ts';
import { households } from './duplicates.ts';
import type { World } from '../world/world.ts';

// A phone's whole profile put on another phone, at moments when it is hard to tell the two apart.

type Plot = ReturnType<Episode>;

/** With work that is not sent yet; both phones go on. */
export function* copied(world: World): Plot {
  const phone = pick(world);
  if (phone.erased) return;
  for (let i = 0; i < 2; i++) write(world, phone, 'edit');
  yield undefined;
  yield* goOn(world, [phone, copy(world, phone)]);
}

/** Found out, it has made itself a new id and is killed before that is in force; then it is copied. */
export function* copiedOnTheWay(world: World): Plot {
  const phone = pick(world);
  if (phone.erased) return;
  write(world, phone, 'edit');
  yield undefined;
  world.sync(phone);
  yield undefined;
  if (world.chance.below(2) === 0) {
    yield* goOn(world, [copy(world, phone)]);
  } else {
    wipe(world, phone, 'kept');
  }
  yield undefined;
  // Nothing is written yet on a wiped phone: it fetches the village first.
  world.sync(phone);
  yield () => phone.slices === 0;
  write(world, phone, 'edit');
  yield undefined;
  const made = phone.successors.size;
  world.sync(phone);
  yield () => phone.successors.size > made;
  if (phone.erased) return;
  if (phone.successors.size > made) world.reach('phone copied again before its new device is in force');
  killPhone(world, phone);
  yield* disagree(world, phone, copy(world, phone));
}

/** Copied, and before anybody finds out the server comes back from a backup. */
export function* copiedAndRestored(world: World): Plot {
  const phone = pick(world);
  if (phone.erased || world.clocksTurned || world.willErase) return;
  world.willBeRestored = true;
  world.server.backUp();
  write(world, phone, 'edit');
  yield undefined;
  if (world.chance.below(2) === 0) world.sync(phone);
  yield undefined;
  if (phone.erased) return;
  const duplicate = copy(world, phone);
  world.restore();
  world.reach('copied phone and a restored server');
  yield* disagree(world, phone, duplicate);
}

/** Both name the same household anew, not knowing of each other. */
function* disagree(world: World, phone: SimPhone, duplicate: SimPhone): Plot {
  const household: Uuid | undefined = households(world, 1)?.[0];
  for (const one of [phone, duplicate]) if (household) editField(world, one, household, 'headName');
  yield undefined;
  yield* goOn(world, [phone, duplicate]);
}

function* goOn(world: World, phones: readonly SimPhone[]): Plot {
  for (const one of phones) {
    write(world, one, 'edit');
    yield undefined;
    world.sync(one);
    yield undefined;
  }
}

export const copyEpisodes: readonly Episode[] = [
  copied,
  copiedOnTheWay,
  copiedOnTheWay,
  copiedAndRestored,
  copiedAndRestored,
];
