import { systemClock, systemRandom } from '../../lib/clock.ts';
import { createIds, type Uuid } from '../../lib/ids.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../../store/index.ts';
import { browserGzip, createHttpTransport, createNetworkReader, createProbe, systemSchedule, type NetworkReader, type Transport } from '../../sync/index.ts';

const fetchHere = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** What this browser gives to every session on it: the real clock, randomness, database and network. */
export interface Device {
  readonly clock: typeof systemClock;
  readonly random: typeof systemRandom;
  readonly schedule: typeof systemSchedule;
  readonly newId: () => Uuid;
  readonly registry: DeviceRegistry;
  readonly network: NetworkReader;
  readonly fetch: typeof fetchHere;
  transportOf(enrolment: Uuid): Transport;
}

export function createDevice(): Device {
  const [clock, random, schedule] = [systemClock, systemRandom, systemSchedule];
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random });
  const gzip = browserGzip();
  return {
    clock,
    random,
    schedule,
    newId: createIds(clock, random),
    registry,
    network: createNetworkReader({ navigator, clock, probe: createProbe({ fetch: fetchHere, clock, schedule }) }),
    fetch: fetchHere,
    transportOf: (enrolment) =>
      createHttpTransport({ enrolment, fetch: fetchHere, sign: (text, device) => registry.sign(enrolment, text, device), schedule, ...(gzip && { gzip }) }),
  };
}
