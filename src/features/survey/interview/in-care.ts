import { isInCareOf } from '../../../domain/work/in-care.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Phone } from '../../../phone/hooks.ts';

/** `isInCareOf`, for the person of this phone. */
export const isInCare = (responsible: Uuid | undefined, { me, role }: Pick<Phone, 'me' | 'role'>): boolean =>
  isInCareOf(responsible, { account: me.account, role });
