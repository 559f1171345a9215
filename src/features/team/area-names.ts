import { fullName, type Area } from '../../domain/access/area.ts';
import { foldText } from '../../lib/fold.ts';

/** Those whose name contains what was typed; marks and capitals do not matter. */
export const areasNamed = (typed: string, areas: readonly Area[]): Area[] => {
  const wanted = foldText(typed.trim());
  return areas.filter((area) => foldText(fullName(area)).includes(wanted));
};
