/** Every scenario counts how often it was really reached: a fault that never happens proves nothing. */
export const scenarios = [
  // the way to the server and back
  'request lost',
  'request truncated',
  'request duplicated',
  'request reordered',
  'response lost after commit',
  'response cut short',
  'captive portal',
  'server busy: 408, 429 or 5xx',
  'push too large: 413',
  'session expired: 401',
  'session expired and not renewed: 401',
  // the server
  'server killed inside a transaction',
  'server killed',
  'server restored from an older backup',
  'server restored twice before anybody fetched',
  'read while an earlier version is not committed',
  // the phones
  'phone killed',
  'phone killed while a page is applied',
  'power loss undoes relaxed commits',
  'phone copied',
  'copied phone detected',
  'phone copied again before its new device is in force',
  'copied phone and a restored server',
  'page and worker sync at once',
  'sync lock stolen',
  'phone storage full',
  'phone storage wiped',
  'phone storage wiped, device key kept',
  'phone clock wrong by two years',
  'phone 13 months offline',
  'old client with a new server',
  'new client with an old server',
  // people's work
  'edit while its push is in flight',
  'same field edited on two phones',
  'same field edited on two phones, days offline',
  'different fields of one household edited',
  'delete against edit',
  'record deleted twice',
  'chain of offline edits, another phone’s edit in between',
  'form open during a pull',
  'conflict resolved',
  'bad operation first in a push',
  'bad operation in the middle of a push',
  'bad operation last in a push',
  'child before parent',
  'parked child applied when its parent arrives',
  'household erased',
  'person erased',
  'record erased while operations on it are unsent',
  'draft saved',
  'quarantined group released',
  'quarantined group set aside',
  // what turns out to be the same
  'record merged while another phone edits it',
  'two records merged into each other',
  'chain of redirects',
  'merge taken back',
  'household split while merged',
  'household moved to another village',
  'tombstone collected while a phone is away',
  // phones that lie
  'lie: foreign ids',
  'lie: bait in the own village',
  'lie: a household to be erased',
  'lie: erased parent of what is there',
  'lie: forged author and day',
  'lie: replay with other words',
  'lie: numbers that are taken',
  'lie: from a closed phone',
  'lie: a group used again',
  'lie: somebody who said no',
  'lie: answers without consent',
  // rights
  'right withdrawn with unsent work',
  'right granted again',
  'phone revoked with unsent work',
  'revoked phone erased itself',
  'pull of a village without a right to it',
  'first fetch broken off after page 1',
  'first fetch broken off after page 2',
  'first fetch broken off after page 3',
  'first fetch broken off later',
  'pull resumed from an old cursor',
] as const;
export type Scenario = (typeof scenarios)[number];
export type Reach = (scenario: Scenario) => void;

/**
 * How often each scenario has to be reached in a run of so many seeds. The rarest come in about three worlds of a
 * hundred, so one in a hundred is missed by chance hardly ever, whatever the first seed, and by a scenario that has
 * grown rare at once.
 */
export const enoughOf = (seeds: number): number => Math.floor(seeds / 100);

export function createReach(): { readonly reach: Reach; readonly counts: Map<Scenario, number> } {
  const counts = new Map<Scenario, number>(scenarios.map((name) => [name, 0]));
  return { reach: (scenario) => void counts.set(scenario, (counts.get(scenario) ?? 0) + 1), counts };
}

/** Before which of a push's statements the server is killed, as MemoryStorage names them. */
export const statementsOfPush = [
  'lockGrants',
  'lockDevice',
  'epoch',
  'outcomesOf',
  'nextVersions',
  'records',
  'unsettledOn',
  'insertOps',
  'parkedFor',
  'households',
  'rollupSince',
  'changeRollup',
  'saveRecords',
  'saveDevice',
  'commit',
];

/** Of pushes repeated group by group, and of those that awaken parked operations: too rare for a short round. */
export const rareStatementsOfPush = ['savepoint', 'setOutcome'];
