import { useCallback } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { usePhone } from '../../../phone/hooks.ts';

/** Address part for households that nobody looks after. */
export const nobody = 'nobody';

/** The name of a member of the team; `undefined` is nobody. */
export function useMemberNames(): (account: Uuid | undefined) => string {
  const { t } = useTranslation('visits');
  const { me } = usePhone();
  return useCallback(
    (account) => {
      if (account === undefined) return t('assign.nobody');
      if (account === me.account) return t('assign.me', { name: me.name });
      return (me.team ?? []).find((member) => member.account === account)?.name ?? t('assign.unknown');
    },
    [t, me],
  );
}
