/**
 * What a team did, in numbers: a count by name, none of them 0. A name is one of `activityNames`, or one of
 * `activityOfService` with a guide or a session's topic behind a colon (`visits:vneid`).
 */
export type Activity = Readonly<Record<string, number>>;

/**
 * `sessions`, `heads`: group sessions held, and those who came · `visits`: times that somebody was shown a guide ·
 * `people`: how many were shown one for the first time, who has no name counting each time · `rechecksDue`, `rechecks`:
 * re-checks that fell due, and those done · `promised`, `kept`: days promised to a household that have come, and those
 * on which somebody came · `proposals`, `answered`: proposals raised, and those that village or commune answered.
 */
export const activityNames = [
  'sessions',
  'heads',
  'visits',
  'people',
  'rechecksDue',
  'rechecks',
  'promised',
  'kept',
  'proposals',
  'answered',
] as const;
export type ActivityName = (typeof activityNames)[number];

/** Those that are also counted service by service. */
export const activityOfService = ['sessions', 'heads', 'visits', 'people'] as const satisfies readonly ActivityName[];
export type ServiceActivity = (typeof activityOfService)[number];

export const serviceName = (name: ServiceActivity, service: string): string => `${name}:${service}`;

export const noActivity: Activity = {};

/** `a` with or without `b`. */
export function combineActivity(a: Activity, b: Activity, sign: 1 | -1): Activity {
  const sum: Record<string, number> = { ...a };
  for (const name in b) {
    const count = (sum[name] ?? 0) + sign * b[name]!;
    if (count === 0) delete sum[name];
    else sum[name] = count;
  }
  return sum;
}

export const activityBetween = (before: Activity | undefined, until: Activity | undefined): Activity =>
  combineActivity(until ?? noActivity, before ?? noActivity, -1);

export const sumActivity = (all: readonly Activity[]): Activity =>
  all.reduce((sum, one) => combineActivity(sum, one, 1), noActivity);

export const activityCount = (activity: Activity, name: ActivityName): number => activity[name] ?? 0;

/** One service's line of a report. */
export type ServiceLine = Readonly<Record<ServiceActivity, number>> & { readonly service: string };

/** Everything that is counted service by service: the most people first, then the most who came to sessions. */
export function servicesIn(activity: Activity): ServiceLine[] {
  const services = new Set(
    Object.keys(activity).flatMap((name) => (name.includes(':') ? [name.slice(name.indexOf(':') + 1)] : [])),
  );
  const of = (name: ServiceActivity, service: string): number => activity[serviceName(name, service)] ?? 0;
  return [...services]
    .map((service) => ({
      service,
      sessions: of('sessions', service),
      heads: of('heads', service),
      visits: of('visits', service),
      people: of('people', service),
    }))
    .sort(byPeople);
}

const byPeople = (a: ServiceLine, b: ServiceLine): number =>
  b.people - a.people || b.visits - a.visits || b.heads - a.heads || (a.service < b.service ? -1 : 1);
