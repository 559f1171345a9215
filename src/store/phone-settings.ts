import type { Uuid } from '../lib/ids.ts';
import type { CardsResponse } from '../protocol/accounts/card.ts';
import type { LogResponse } from '../protocol/activity.ts';
import type { ProgressResponse } from '../protocol/progress.ts';
import type { Day } from '../lib/day.ts';
import type { Period } from '../domain/period.ts';
import type { KeptChecklist } from '../domain/checklist/area-checklist.ts';
import type { TypedChecklist } from '../domain/checklist/typed-checklist.ts';
import type { StoredTick, TickChange } from '../domain/checklist/tick.ts';
import type { Edit } from '../domain/record/edit.ts';
import type { ReportTextPart, ReportTexts } from '../domain/report/report-texts.ts';
import type { FactsResponse, ReportsResponse, ReportTextsResponse, TeamFileResponse } from '../protocol/report.ts';
import type { CampaignsResponse } from '../protocol/campaign.ts';
import type { VillagePageResponse } from '../protocol/village-page.ts';
import type { TrendResponse } from '../protocol/trend.ts';
import type { TeamResponse } from '../protocol/accounts/team.ts';
import type { MeResponse } from '../protocol/accounts/join.ts';

/** Small values of one enrolment; those that name people are sealed like records. */
export interface Settings {
  me(): Promise<MeResponse | undefined>;
  /** Also deletes the retained operations that `me.erased` names. */
  saveMe(me: MeResponse): Promise<void>;
  open<K extends keyof SealedSettings>(key: K): Promise<SealedSettings[K] | undefined>;
  seal<K extends keyof SealedSettings>(key: K, value: SealedSettings[K]): Promise<void>;
  get<K extends keyof PlainSettings>(key: K): Promise<PlainSettings[K] | undefined>;
  set<K extends keyof PlainSettings>(key: K, value: PlainSettings[K]): Promise<void>;
}

/** Settings that name people: sealed, readable only while unlocked. */
export interface SealedSettings {
  me: MeResponse;
  /**
   * The last reports of an officer's villages from the server: source of the workbook of all villages while offline.
   */
  reports: ReportsResponse;
  /**
   * Who worked on which day in an officer's villages, as the server last told it: names members of teams, and nobody
   * who was asked.
   */
  communeLog: KeptLog;
  /** People and phones of an officer's villages: shows which phones hold unsent forms. */
  team: TeamResponse;
  /** What a report says in words, by village and period, the latest period last: sent, and typed but not sent yet. */
  reportTexts: readonly KeptReportTexts[];
  /** What is ticked of the checklists of the person's village: as last heard, and what was not sent yet. */
  checklists: KeptTicks;
}

/** The ticks of a village's checklists on this phone. */
export interface KeptTicks {
  readonly village: Uuid;
  /** As the server last told them; undefined: never heard. */
  readonly told?: readonly StoredTick[] | undefined;
  /** Made here and not stored by the server yet, the latest of each criterion. */
  readonly unsent: readonly TickChange[];
  /** The lists that the village's areas keep; absent where an older version of the app wrote this. */
  readonly lists?: readonly KeptChecklist[];
}

/** A checklist of an area as it was typed and not sent. */
export interface ChecklistDraft {
  readonly area: Uuid;
  /** The list's own name. */
  readonly id: string;
  /** What it was changed on top of; absent: it is new. */
  readonly before?: { readonly version: number; readonly typed: TypedChecklist };
  readonly typed: TypedChecklist;
}

/** A team's file on this phone. */
export interface KeptTeamFile extends TeamFileResponse {
  readonly village: Uuid;
}

/** The log of an officer's villages on this phone. */
export interface KeptLog {
  /** By commune and period. */
  readonly parts: readonly { readonly period: Period; readonly log: LogResponse }[];
  /** The oldest answer's time, Unix ms. */
  readonly now: number;
}

/** The texts of one report on this phone. */
export interface KeptReportTexts {
  readonly village: Uuid;
  /** The period's first day. */
  readonly from: Day;
  /** As the server last told them. */
  readonly told: ReportTexts;
  /** Of the parts told; absent where they came without. */
  readonly versions?: ReportTextsResponse['versions'];
  /** What was typed since and is not sent, over what each part showed then; absent: nothing. */
  readonly typed?: Pick<Edit<Record<ReportTextPart, string>>, 'values' | 'opened'>;
}

/** Settings without personal data, readable while locked. */
export interface PlainSettings {
  /** Server time minus this phone's, ms. */
  clockOffset: number;
  epoch: number;
  /** The id under which the server knows this phone, where it is no longer the enrolment's because it was copied. */
  device: Uuid;
  networkPolicy: 'mobile' | 'wifi' | 'any' | 'byHand';
  /**
   * Reminders while the app is closed, null: turned off. In which language, the address of Today, and what the server
   * was told: the browser's subscription, under which device id.
   */
  reminders: {
    readonly language: 'vi' | 'en';
    readonly today: string;
    readonly endpoint: string;
    readonly device: Uuid;
  } | null;
  /** Unix ms by the phone's clock of the last sync that reached the server. */
  lastContact: number;
  /** Bytes of this month, both ways: `2026-11`. */
  dataUsed: { readonly month: string; readonly bytes: number };
  revoked: boolean;
  /**
   * When a locked phone with drafts, which only its PIN opens, first learnt that it is revoked; Unix ms by its clock.
   */
  heardRevoked: number;
  /**
   * Exported files about households that are still to be reported to the server's audit log. Ids only, oldest first.
   */
  exportsToTell: readonly { readonly village: Uuid; readonly household: Uuid }[];
  /** The last digest that matched: the village's number of records, and when (Unix ms by the phone's clock). */
  compared: { readonly village: Uuid; readonly records: number; readonly at: number };
  /** The server's last figures of the person's villages (counts, no person), shown while offline. */
  lastReport: ProgressResponse;
  /** How the figures of the communes that were looked at moved (counts, no person), the last one first. */
  trends: readonly TrendResponse[];
  /** Facts of a village that no survey asks: days of its plan, numbers, no person. */
  facts: { readonly village: Uuid; readonly facts: FactsResponse['facts'] };
  /** The files of teams that were looked at, the last one first: numbers and days, nobody's name. */
  teamFiles: readonly KeptTeamFile[];
  /** What the public page of the person's village says: everybody may read it. */
  villagePage: VillagePageResponse;
  /** The campaigns that the person's areas take part in: they name nobody. */
  campaigns: CampaignsResponse;
  /** Checklists of the person's areas that are being written, the latest last: they name nobody. */
  checklistDrafts: readonly ChecklistDraft[];
  /**
   * The records added from lists, oldest first, so that each list can be deleted again: ids only. When, Unix ms by the
   * phone's clock.
   */
  imports: readonly RosterImport[];
  /** The households of the last list, as versions before `imports` noted them; read once more and emptied. */
  lastImport: { readonly village: Uuid; readonly at: number; readonly homes: readonly Uuid[] };
  /**
   * What visitor's cards of the coming days are made with. A card only names this phone and a minute; the server says
   * whether it is valid.
   */
  cardKeys: CardsResponse;
}

/** What one list brought: the records that were made for it. */
export interface RosterImport {
  readonly village: Uuid;
  readonly at: number;
  readonly households: readonly Uuid[];
  readonly people: readonly Uuid[];
}
