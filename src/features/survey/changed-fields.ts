import type { Fields } from '../../domain/record.ts';
import type { Household, Person } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { HouseholdContent, PersonContent } from './draft-content.ts';

// Only what is different: what nobody touched must not conflict with another member's correction.

/** What the form of a home sets. @param before undefined: a new home */
export function changedHome({ headName, address, mine }: HouseholdContent, before: Household | undefined, account: Uuid): Fields {
  const wasMine = before?.responsible === account;
  const next = { headName: headName.trim().normalize('NFC'), address: address.trim().normalize('NFC') };
  return {
    ...(next.headName !== before?.headName && { headName: next.headName }),
    ...(next.address !== (before?.address ?? '') && { address: next.address }),
    ...(mine && !wasMine && { responsible: account }),
    ...(!mine && wasMine && { responsible: null }),
  };
}

/** What the form of a person sets. @param before undefined: somebody new */
export function changedPerson({ household, name, birthYear, living }: PersonContent, before: Person | undefined): Fields {
  const written = name.trim().normalize('NFC');
  if (!before) return { household, name: written, birthYear, living };
  return {
    ...(written !== before.name && { name: written }),
    ...(birthYear !== (before.birthYear ?? null) && { birthYear }),
    ...(living !== before.living && { living }),
  };
}
