/** Counts how often each scenario was really reached: a fault that never happens proves nothing. */
export type Reach = (scenario: Scenario) => void;

export const scenarios = [
  'request lost', 'response lost after commit', 'response cut short', 'request duplicated', 'request delivered again later',
  'captive portal', '429 or 5xx', '413', 'session expired',
  'server killed while answering', 'server killed', 'phone killed', 'power loss on a phone', 'cloned phone', 'page and worker at once',
  'edit while its push is in flight', 'same field on two phones', 'different fields of one record', 'delete against edit', 'deleted twice',
  'offline chain with a server edit between', 'form open across a pull', 'poison operation', 'child before parent',
  'clock wrong by years', 'revoked with unsent work', 'granted again', 'server restored from a backup',
  'storage full', 'fetched from the start', 'conflict resolved',
] as const;
export type Scenario = (typeof scenarios)[number];

export function createReach(): { readonly reach: Reach; readonly counts: Map<Scenario, number> } {
  const counts = new Map<Scenario, number>(scenarios.map((name) => [name, 0]));
  return { reach: (scenario) => void counts.set(scenario, (counts.get(scenario) ?? 0) + 1), counts };
}
