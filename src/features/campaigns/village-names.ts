import { useMemo } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { compareVietnamese } from '../../domain/search/name-order.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';

export type NamedVillage = CampaignFigures['villages'][number] & { readonly name: string };

/** The villages of a campaign by name: no order of merit. */
export function useVillageNames({ villages }: CampaignFigures): readonly NamedVillage[] {
  const { me } = usePhone();
  return useMemo(() => {
    const named = villages.flatMap((one) => {
      const area = me.areas.find(({ id }) => id === one.village);
      return area ? [{ ...one, name: titleName(area), key: area.name }] : [];
    });
    return named.sort((a, b) => compareVietnamese(a.key, b.key));
  }, [villages, me.areas]);
}
