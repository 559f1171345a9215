import { newPerson } from './actions.ts';
import type { SimPhone } from '../world/phone.ts';
import type { World } from '../world/world.ts';

export type { Episode } from '../world/world.ts';

export const pick = (world: World): SimPhone => world.phones[world.chance.below(3)]!;

export function twoOf(world: World): [SimPhone, SimPhone] {
  const first = world.chance.below(3);
  return [world.phones[first]!, world.phones[(first + 1 + world.chance.below(2)) % 3]!];
}

export function addPerson(world: World, phone: SimPhone, household: string): void {
  const { page, process, village } = phone;
  world.scheduler.start(process, async () => {
    const shown = await page.records.get(village, household);
    if (shown) await world.save(phone, page, [newPerson(world, village, household)], []);
  });
}
