/** Every scenario counts how often it was really reached: a fault that never happens proves nothing. */
export const scenarios = [
  // the way to the server and back
  'request lost', 'request truncated', 'request duplicated', 'request reordered', 'response lost after commit', 'response cut short',
  'captive portal', '408, 429 or 5xx', '413', '401', '401 and no way to renew',
  // the server
  'server killed inside a transaction', 'server killed', 'server restored from an older backup', 'server restored twice before anybody fetched', 'high version read before low commits',
  // the phones
  'phone killed', 'phone killed mid page', 'power loss reverting relaxed commits', 'cloned phone', 'cloned phone found out',
  'copied before its new device was in force', 'cloned phone and a restored server', 'page and worker at once',
  'lock stolen', 'quota exceeded', 'storage wiped', 'storage wiped, device kept', 'clock wrong by two years', 'phone 13 months offline',
  'old client with a new server', 'new client with an old server',
  // people's work
  'edit while its push is in flight', 'same field on two phones', 'same field on two phones, days offline', 'different fields of one household',
  'delete against edit', 'deleted twice', 'offline chain with a server edit between', 'form open across a pull', 'conflict resolved',
  'poison operation first', 'poison operation in the middle', 'poison operation last', 'child before parent', 'child let in when the parent came',
  'home erased', 'person erased', 'erased with work still unsent',
  'draft kept', 'quarantine released', 'quarantine set aside',
  // what turns out to be the same
  'merged while edited elsewhere', 'merged into each other', 'chain of redirects', 'merge taken back', 'household split while merged',
  'moved between villages', 'tombstone collected while a phone is away',
  // rights
  'right withdrawn with unsent work', 'granted again', 'phone revoked with unsent work', 'revoked phone erased itself', 'asked for a foreign village',
  'bootstrap dropped after page 1', 'bootstrap dropped after page 2', 'bootstrap dropped after page 3', 'bootstrap dropped later', 'resumed from an old cursor',
] as const;
export type Scenario = (typeof scenarios)[number];
export type Reach = (scenario: Scenario) => void;

/** How often each scenario has to be reached in a run that is to prove something. */
export const enough = 50;

export function createReach(): { readonly reach: Reach; readonly counts: Map<Scenario, number> } {
  const counts = new Map<Scenario, number>(scenarios.map((name) => [name, 0]));
  return { reach: (scenario) => void counts.set(scenario, (counts.get(scenario) ?? 0) + 1), counts };
}

/** Before which of a push's statements the server is killed, as MemoryStorage names them. */
export const statementsOfPush = [
  'lockGrants', 'lockDevice', 'epoch', 'outcomesOf', 'nextVersions', 'savepoint', 'records', 'unsettledOn', 'insertOps', 'parkedFor', 'setOutcome', 'homes', 'rollupSince', 'changeRollup', 'saveRecords', 'saveDevice', 'commit',
];
