import type { Uuid } from '../lib/ids.ts';
import type { CardsResponse } from '../protocol/card.ts';
import type { ProgressResponse } from '../protocol/progress.ts';
import type { FactsResponse, ReportsResponse } from '../protocol/report.ts';
import type { TeamResponse } from '../protocol/team.ts';
import type { MeResponse } from '../protocol/join.ts';

/** Small values of this enrolment; what names people is encrypted like records. */
export interface Settings {
  me(): Promise<MeResponse | undefined>;
  /** What is kept of operations that it says are erased goes. */
  saveMe(me: MeResponse): Promise<void>;
  open<K extends keyof SealedSettings>(key: K): Promise<SealedSettings[K] | undefined>;
  seal<K extends keyof SealedSettings>(key: K, value: SealedSettings[K]): Promise<void>;
  get<K extends keyof PlainSettings>(key: K): Promise<PlainSettings[K] | undefined>;
  set<K extends keyof PlainSettings>(key: K, value: PlainSettings[K]): Promise<void>;
}

/** Sealed: they name people. Readable while unlocked only. */
export interface SealedSettings {
  me: MeResponse;
  /** The reports of an officer's villages as the server last told them: what the workbook of all is made of without a network. */
  reports: ReportsResponse;
  /** People and phones of an officer's villages, for who holds unsent forms. */
  team: TeamResponse;
}

/** Not personal, readable while locked. */
export interface PlainSettings {
  /** Server time minus this phone's, ms. */
  clockOffset: number;
  epoch: number;
  /** The id under which the server knows this phone, once that is no longer the enrolment's: it was copied. */
  device: Uuid;
  networkPolicy: 'mobile' | 'wifi' | 'any' | 'byHand';
  /** Unix ms by the phone's clock of the last sync that reached the server. */
  lastContact: number;
  /** Bytes of this month, both ways: `2026-11`. */
  dataUsed: { readonly month: string; readonly bytes: number };
  revoked: boolean;
  /** Unix ms by the phone's clock: a locked phone, with forms under way that only its PIN opens, first heard that it is revoked. */
  heardRevoked: number;
  /** Files about homes that were saved here and that the server has not been told of (its audit log). Ids only, oldest first. */
  exportsToTell: readonly { readonly village: Uuid; readonly household: Uuid }[];
  /** The last digest that matched: so many records of the village, and when, Unix ms by the phone's clock. */
  compared: { readonly village: Uuid; readonly records: number; readonly at: number };
  /** The server's last figures of the person's villages (counts, nothing personal), shown while offline. */
  lastReport: ProgressResponse;
  /** What was told of a village without a survey: days of its plan, numbers, no person. */
  facts: { readonly village: Uuid; readonly facts: FactsResponse['facts'] };
  /** The homes that came from a list last, so that they can be taken back: ids only. When, Unix ms by the phone's clock. */
  lastImport: { readonly village: Uuid; readonly at: number; readonly homes: readonly Uuid[] };
  /** Visitor's cards of the coming days: they only say "this phone, that day", and the server still has the last word. */
  cards: CardsResponse['cards'];
}

