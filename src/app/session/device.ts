import { systemClock, systemRandom } from '../../lib/clock.ts';
import { createIds, type Uuid } from '../../lib/ids.ts';
import { systemSchedule } from '../../lib/schedule.ts';
import {
  createDeviceRegistry,
  createStorageTrouble,
  watchPageLife,
  type DeviceRegistry,
  type PageLife,
  type StorageTrouble,
} from '../../store/index.ts';
import {
  browserGzip,
  createHttpTransport,
  createNetworkReader,
  createProbe,
  type NetworkReader,
  type Transport,
} from '../../sync/index.ts';

const fetchHere = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** What this browser gives to every session on it: the real clock, randomness, database and network. */
export interface Device {
  readonly clock: typeof systemClock;
  readonly random: typeof systemRandom;
  readonly schedule: typeof systemSchedule;
  readonly newId: () => Uuid;
  readonly registry: DeviceRegistry;
  readonly life: PageLife;
  readonly trouble: StorageTrouble;
  readonly network: NetworkReader;
  readonly fetch: typeof fetchHere;
  transportOf(enrolment: Uuid): Transport;
}

export function createDevice(): Device {
  const [clock, random, schedule] = [systemClock, systemRandom, systemSchedule];
  const life = watchPageLife({ window, document });
  const trouble = createStorageTrouble(schedule);
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random, life, trouble });
  const gzip = browserGzip();
  return {
    clock,
    random,
    schedule,
    newId: createIds(clock, random),
    registry,
    life,
    trouble,
    network: createNetworkReader({ navigator, clock, probe: createProbe({ fetch: fetchHere, clock, schedule }) }),
    fetch: fetchHere,
    transportOf: (enrolment) =>
      createHttpTransport({
        enrolment,
        fetch: fetchHere,
        sign: (text, device) => registry.sign(enrolment, text, device),
        schedule,
        ...(gzip && { gzip }),
      }),
  };
}
