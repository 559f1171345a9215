import { languageFromPath } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import type { PhoneStore } from '../../store/index.ts';
import { deviceOf, keepReminders, pushHere, type AskServer } from '../../sync/index.ts';

/**
 * At the opening of a local store whose person wants to be reminded: in the language of the page, and through the
 * subscription that the browser has now.
 */
export async function keepReminded(
  { settings, enrolment }: Pick<PhoneStore, 'settings' | 'enrolment'>,
  basePath: string,
  serverOf: (device: Uuid) => AskServer,
): Promise<void> {
  const wanted = await settings.get('reminders');
  if (!wanted) return;
  const place = { language: languageFromPath(basePath), today: addressesBelow(basePath).today };
  if (wanted.language !== place.language || wanted.today !== place.today)
    await settings.set('reminders', { ...wanted, ...place });
  const push = await pushHere();
  if (!push) return;
  const device = await deviceOf({ settings, enrolment });
  await keepReminders({ push, settings, device, server: serverOf(device) });
}
