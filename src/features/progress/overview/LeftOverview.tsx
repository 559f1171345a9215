import { yearOf } from '../../../lib/day.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Stack } from '../../../ui/index.ts';
import { CampaignCards } from './CampaignCards.tsx';
import { FigureCards } from '../figures/FigureCards.tsx';
import { SocialOnlyCard } from '../figures/SocialOnlyCard.tsx';
import { useRoadmap } from '../targets/use-roadmap.ts';
import { useTargets } from '../targets/use-targets.ts';
import type { OverviewProps } from './overview-props.ts';

/** "Còn ai chưa?": the commune's campaigns, then every figure with how many are missing, each with its households. */
export function LeftOverview({ village, figures: { counts, campaigns, today } }: OverviewProps) {
  const { basePath } = usePhone();
  const targets = useTargets(village.id);
  const { smartVillage } = useRoadmap(village.id);
  const figureHref = (id: string): string => addressesBelow(basePath).figure(id);
  const shared = { counts, year: yearOf(today), targets, today, plan: smartVillage, figureHref };
  return (
    <Stack gap="l">
      <CampaignCards campaigns={campaigns} />
      <FigureCards {...shared} which="first" />
      <SocialOnlyCard figure={counts.figures.socialOnly} href={figureHref('socialOnly')} />
      <FigureCards {...shared} which="others" />
    </Stack>
  );
}
