import type { Day } from '../../../../lib/day.ts';
import type { Schedule } from '../../../../lib/schedule.ts';
import type { Live } from '../../../../phone/live.ts';
import type { PhoneRecord } from '../../../../store/phone-store.ts';
import type { SurveyContent } from '../../drafts/draft-content.ts';
import type { Unsaved } from '../../drafts/saving.ts';
import type { HouseholdContext } from '../../form-context.ts';
import type { FormPosition } from '../../form-position.ts';
import type { SurveyDisk } from './survey-disk.ts';
import type { Outcome } from '../survey-outcome.ts';
import type { Typed } from './typed.ts';

/** Something done at a step. Judged when its turn comes: against the form and the records as they are then. */
export interface Action {
  readonly outcome: (content: SurveyContent, formContext: HouseholdContext) => Outcome;
  /** The step it answers. Absent: it changes the form only, and a write that fails is told at the next answer. */
  readonly from?: FormPosition;
  /** What was chosen or typed there. */
  readonly typed?: Typed | undefined;
  /** It shows a step that the person went back to. */
  readonly isBack?: boolean;
}

export interface OpenSurvey {
  readonly state: 'open';
  /** What the screen shows: at most one action ahead of the disk. */
  readonly content: SurveyContent;
  readonly formContext: HouseholdContext;
  /** How this step was reached; undefined for the first one. */
  readonly arrived: 'forward' | 'back' | undefined;
  /** Why the answer of this step is not on disk. */
  readonly problem: Unsaved | undefined;
  /** What was chosen or typed at this step and is not on disk. */
  readonly typed: Typed | undefined;
  /** A write takes long enough to say so. */
  readonly isSlow: boolean;
}

export type SurveyState =
  | { readonly state: 'loading' | 'unreadable' | 'failed' | 'noHousehold' | 'householdFailed' }
  | OpenSurvey
  /** `done`: finished here, and everything is submitted. */
  | { readonly state: 'none' | 'done'; readonly formContext: HouseholdContext };

export interface SurveyDeps extends SurveyDisk {
  readonly schedule: Schedule;
  /** The household's records. */
  readonly records: Live<readonly PhoneRecord[]>;
  readonly today: () => Day;
  /** Resolves after the page has painted what is shown now. */
  readonly afterPaint: () => Promise<void>;
  /** As `Live.refresh`, of every view that may show this form or what it submitted. */
  readonly refresh: () => Promise<void>;
}

/** See `createSurveySession`. */
export interface SurveySession {
  readonly get: () => SurveyState;
  readonly subscribe: (listener: () => void) => () => void;
  take(action: Action): void;
  /** Shows the step that the phone's own back, or forward, leads to; false where the form does not have this step. */
  goTo(at: FormPosition): boolean;
  /** Reads the form from disk: first of all, and to take over what another window has saved. */
  reload(): Promise<void>;
  /** Resolves when nothing is being written, to why the last answer is not on disk. */
  settled(): Promise<Unsaved | undefined>;
  /** The day or the records have changed. */
  readonly update: () => void;
}

/** Told when an answer shows another step, or when its failed write shows the step it was given at again. */
export type OnMove = (to: FormPosition, from: FormPosition, how: 'forward' | 'undone') => void;
