import type { Area } from '../../../domain/access/area.ts';
import type { VillageFigures } from '../village/use-village-progress.ts';

/** What each overview is made from. */
export interface OverviewProps {
  readonly village: Area;
  readonly figures: VillageFigures;
}
