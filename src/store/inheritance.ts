import type { Uuid } from '../lib/ids.ts';
import type { ReleasedKey } from '../protocol/recovery.ts';
import { place, type Cipher, type Sealed } from './cipher.ts';

// Released keys are told once, in the answer to a join: they are on the disk with the new enrolment or not at all, and
// sealed with its data key, because with them a copy of the disk would open what the forgotten PIN closes.
const inheritancePlace = (heir: Uuid): string => place('inherits', '', heir, 0);

export const sealInheritance = (cipher: Cipher, heir: Uuid, keys: readonly ReleasedKey[]): Promise<Sealed> => cipher.seal(JSON.stringify(keys), inheritancePlace(heir));

/** Empty when it cannot be read: then there is nothing to take over with, and the earlier enrolments stay. */
export async function openInheritance(cipher: Cipher, heir: Uuid, sealed: Sealed): Promise<readonly ReleasedKey[]> {
  const text = await cipher.open(sealed, inheritancePlace(heir));
  return text === undefined ? [] : (JSON.parse(text) as ReleasedKey[]);
}
