import { useState } from 'react';
import { duplicatesInBook, type RosterDuplicates } from '../../../domain/roster/against-book.ts';
import { guessBelow, type ColumnRole } from '../../../domain/roster/columns.ts';
import { judgeSheets, openSheets, type JudgedSheet, type OpenedSheet } from '../../../domain/roster/judge-file.ts';
import type { RosterPlan } from '../../../domain/roster/plan.ts';
import { dayOf, yearOf } from '../../../lib/day.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { SubmitRefusedError, StorageFullError } from '../../../store/engine/errors.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { nextTask } from '../../../lib/next-task.ts';
import { addRoster, recordsIn, type Added } from './add-households.ts';
import { createPause, inSteps } from '../../../lib/time-slices.ts';
import { RefusedFile, type RefusedReason } from './refused.ts';

/** An opened file with the roles of its columns. */
export interface OpenedRoster {
  readonly fileName: string;
  readonly sheets: readonly OpenedSheet[];
  /** The sheet whose columns are shown. */
  readonly shown: number;
  /** Include rows that are hidden in the file. */
  readonly withHidden: boolean;
}

export interface CheckedRoster {
  readonly judged: readonly JudgedSheet[];
  readonly duplicates: RosterDuplicates;
}

export type RosterStep =
  | { readonly at: 'choose'; readonly refused?: RefusedReason | 'failed' }
  | { readonly at: 'columns' }
  | { readonly at: 'preview'; readonly checked: CheckedRoster }
  | { readonly at: 'adding'; readonly done: number; readonly of: number }
  | {
      readonly at: 'added';
      readonly households: number;
      readonly people: number;
      readonly problem?: 'full' | 'failed';
    };

/** The steps of adding a list: file, columns, preview, and only then the local store. */
export function useRoster() {
  const phone = usePhone();
  const [roster, setRoster] = useState<OpenedRoster>();
  const [step, setStep] = useState<RosterStep>({ at: 'choose' });
  const [busy, setBusy] = useState(false);

  async function open(file: File): Promise<void> {
    setBusy(true);
    try {
      // The readers of all file formats are loaded only when there is a file.
      const { readRosterFile } = await import('./read-file.ts');
      const sheets = openSheets(await readRosterFile(file, nextTask));
      const first =
        sheets.find(({ used }) => used) ??
        sheets.reduce((most, sheet) => (sheet.table.rows.length > most.table.rows.length ? sheet : most));
      setRoster({ fileName: file.name, sheets, shown: first.place, withHidden: false });
      setStep({ at: 'columns' });
    } catch (error) {
      if (!(error instanceof RefusedFile)) console.error(error);
      setStep({ at: 'choose', refused: error instanceof RefusedFile ? error.reason : 'failed' });
    } finally {
      setBusy(false);
    }
  }

  async function preview(book: readonly HouseholdEntry[], withHidden = roster?.withHidden ?? false): Promise<void> {
    if (!roster) return;
    setBusy(true);
    const pause = createPause(nextTask);
    const judged = await inSteps(
      judgeSheets(roster.sheets, { withHidden, thisYear: yearOf(dayOf(phone.calendar.now())) }),
      pause,
    );
    const duplicates = await inSteps(duplicatesInBook(judged, book), pause);
    setBusy(false);
    setRoster({ ...roster, withHidden });
    setStep({ at: 'preview', checked: { judged, duplicates } });
  }

  async function add(village: Uuid, plan: RosterPlan): Promise<void> {
    const all = recordsIn(plan);
    let added: Added = { households: 0, people: 0 };
    setStep({ at: 'adding', done: 0, of: all });
    const onDone = (now: Added): void => {
      added = now;
      setStep({ at: 'adding', done: now.households + now.people, of: all });
    };
    try {
      await addRoster(phone, village, plan, { yieldToMain: nextTask, onDone });
      setStep({ at: 'added', ...added });
    } catch (error) {
      const full =
        error instanceof StorageFullError || (error instanceof SubmitRefusedError && error.problem.kind === 'full');
      if (!full) console.error(error);
      setStep({ at: 'added', ...added, problem: full ? 'full' : 'failed' });
    }
    phone.sync.wake('save');
  }

  const change = (place: number, to: (sheet: OpenedSheet) => OpenedSheet): void => {
    if (roster)
      setRoster({ ...roster, sheets: roster.sheets.map((sheet) => (sheet.place === place ? to(sheet) : sheet)) });
  };
  const shown = roster?.shown ?? 0;

  return {
    roster,
    step,
    busy,
    open,
    preview,
    add,
    chooseSheet: (sheet: number) => roster && setRoster({ ...roster, shown: sheet }),
    useSheet: (place: number, used: boolean) => change(place, (sheet) => ({ ...sheet, used })),
    setRole: (column: number, role: ColumnRole) =>
      change(shown, (sheet) => ({
        ...sheet,
        used: true,
        guess: { ...sheet.guess, roles: sheet.guess.roles.map((known, at) => (at === column ? role : known)) },
      })),
    setHeader: (header: number | undefined) =>
      change(shown, (sheet) => ({ ...sheet, used: true, guess: guessBelow(sheet.table.rows, header) })),
    backTo: (at: 'choose' | 'columns') => setStep({ at }),
  };
}

export type Roster = ReturnType<typeof useRoster>;
