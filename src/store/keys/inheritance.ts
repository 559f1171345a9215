import type { Uuid } from '../../lib/ids.ts';
import type { ReleasedKey } from '../../protocol/accounts/recovery.ts';
import { associatedData, type Cipher, type Sealed } from '../cipher/cipher.ts';

// The server releases keys once, in the answer to a join, so they are written with the new enrolment in one step. They
// are sealed with its data key: with them a copy of the disk could be opened without the forgotten PIN.
const inheritanceAssociatedData = (heir: Uuid): string => associatedData('inherits', '', heir, 0);

export const sealInheritance = (cipher: Cipher, heir: Uuid, keys: readonly ReleasedKey[]): Promise<Sealed> =>
  cipher.seal(JSON.stringify(keys), inheritanceAssociatedData(heir));

/** Empty when the text cannot be read: then nothing is taken over, and the earlier enrolments stay. */
export async function openInheritance(cipher: Cipher, heir: Uuid, sealed: Sealed): Promise<readonly ReleasedKey[]> {
  const text = await cipher.open(sealed, inheritanceAssociatedData(heir));
  return text === undefined ? [] : (JSON.parse(text) as ReleasedKey[]);
}
