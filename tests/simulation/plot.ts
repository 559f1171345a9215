import { newPerson } from './acts.ts';
import type { SimPhone } from './phone.ts';
import type { World } from './world.ts';

/**
 * What does not happen by itself often enough: short plots, in the middle of everything else. After each `yield` the
 * world goes on for a while, or until what is yielded comes true.
 */
export type Episode = (world: World) => Generator<undefined | (() => boolean), void>;

export const pick = (world: World): SimPhone => world.phones[world.chance.below(3)]!;

export function twoOf(world: World): [SimPhone, SimPhone] {
  const first = world.chance.below(3);
  return [world.phones[first]!, world.phones[(first + 1 + world.chance.below(2)) % 3]!];
}

export function addPerson(world: World, phone: SimPhone, home: string): void {
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const shown = await page.records.get(village, home);
    if (shown) await world.save(phone, page, [newPerson(world, village, home)], []);
  });
}
