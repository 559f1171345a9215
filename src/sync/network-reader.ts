import type { NetworkReading } from './network-policy.ts';

/** The network as the loop sees it. */
export interface NetworkReader {
  read(): NetworkReading;
  /** Measures by a tiny request; the reading with the result. */
  probe(): Promise<NetworkReading>;
}
