import { fewest } from '../report/small-cells.ts';
import {
  activityOfService,
  combineActivity,
  serviceName,
  servicesIn,
  type Activity,
  type ServiceLine,
} from './activity.ts';

/** The service under which small ones are put together. No guide and no topic has this id. */
export const otherServices = 'other';

const isSmall = (line: ServiceLine): boolean =>
  activityOfService.some((name) => name !== 'sessions' && line[name] > 0 && line[name] < fewest);

/**
 * For readers above the village: services by which fewer than five people were helped are one line together, with the
 * next larger one where they alone are still fewer than five. The totals stay, and nothing can be computed from them.
 */
export function withoutSmallServices(activity: Activity): Activity {
  const lines = servicesIn(activity).reverse();
  const small = lines.filter(isSmall);
  if (small.length === 0) return activity;
  let together = small.reduce((sum, line) => merged(sum, line.service), activity);
  for (const { service } of lines.filter((line) => !isSmall(line))) {
    const other = servicesIn(together).find((line) => line.service === otherServices);
    if (!other || !isSmall(other)) break;
    together = merged(together, service);
  }
  return together;
}

/** The counts of a service, moved to the others'. */
function merged(activity: Activity, service: string): Activity {
  if (service === otherServices) return activity;
  const [own, others]: Record<string, number>[] = [{}, {}];
  for (const name of activityOfService) {
    const count = activity[serviceName(name, service)] ?? 0;
    if (count === 0) continue;
    own![serviceName(name, service)] = count;
    others![serviceName(name, otherServices)] = count;
  }
  return combineActivity(combineActivity(activity, own!, -1), others!, 1);
}
