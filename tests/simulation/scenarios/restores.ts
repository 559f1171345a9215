import { editField, remove } from './actions.ts';
import { killServer } from './faults.ts';
import { twoOf, type Episode } from './plot.ts';
import { households } from './duplicates.ts';
import type { World } from '../world/world.ts';

// A server set back to an older backup, at moments when what phones keep is hard to put in order.

type Plot = ReturnType<Episode>;

/**
 * Set back, and set back again before anybody has fetched anything: a phone's worker sends and never fetches. One phone
 * holds its own old value below another's newer one, all the while.
 */
export function* restoredTwice(world: World): Plot {
  const [older, newer] = twoOf(world);
  const [household] = households(world, 1) ?? [];
  if (!household || older.erased || newer.erased || world.clocksTurned || world.willErase) return;
  world.willBeRestored = true;
  const { server } = world;
  const epoch = server.disk.epoch;
  server.backUp();
  for (const phone of [older, newer]) {
    editField(world, phone, household, 'headName');
    yield undefined;
    world.sync(phone);
    yield () => phone.slices === 0;
  }
  if (world.chance.below(3) > 0) server.backUp();
  world.sync(older); // sees the newer value
  yield () => older.slices === 0;
  for (let turn = 0; turn < 2; turn++) {
    world.restore();
    yield undefined;
    world.sync(older, 'worker');
    // Numbered anew and not answered yet: now what it shows must still be the other's value.
    yield () => older.disk.contents('ops').some(({ state }) => state === 'unsent');
    if (turn === 1 || world.chance.below(4) === 0) {
      if (world.chance.below(2) === 0) remove(world, older, household);
      else editField(world, older, household, 'headName');
    }
    yield () => older.slices === 0;
    if (world.chance.below(3) === 0) killServer(world);
    if (world.chance.below(4) === 0) server.backUp();
  }
  if (server.disk.epoch >= epoch + 2) world.reach('server restored twice before anybody fetched');
  for (const phone of world.chance.below(2) === 0 ? [older, newer] : [newer, older]) {
    world.sync(phone);
    yield undefined;
  }
}

export const restoreEpisodes: readonly Episode[] = [restoredTwice, restoredTwice];
