import { useState } from 'react';
import { twinsInBook, type RosterTwin } from '../../../domain/roster/against-book.ts';
import { checkRows, type CheckedRow } from '../../../domain/roster/check-rows.ts';
import { guessColumns, type ColumnRole } from '../../../domain/roster/columns.ts';
import type { RosterTable } from '../../../domain/roster/table.ts';
import type { FoundHome } from '../../../domain/home-index.ts';
import { StorageFullError } from '../../../store/errors.ts';
import { FreezeRefusedError } from '../../../store/errors.ts';
import { usePhone } from '../../../sync/react.ts';
import { breather } from '../../../sync/breathe.ts';
import { addHomes } from './add-homes.ts';
import { readRosterFile } from './read-file.ts';
import { RefusedFile, type RefusedReason } from './zip.ts';

/** A file that was opened, with what its columns are taken for. */
export interface OpenedRoster {
  readonly fileName: string;
  readonly tables: readonly RosterTable[];
  readonly sheet: number;
  readonly header: number | undefined;
  readonly roles: readonly ColumnRole[];
}

export interface CheckedRoster {
  readonly rows: readonly CheckedRow[];
  readonly twins: readonly RosterTwin[];
}

export type RosterStep =
  | { readonly at: 'choose'; readonly refused?: RefusedReason | 'failed' }
  | { readonly at: 'columns' }
  | { readonly at: 'preview'; readonly checked: CheckedRoster }
  | { readonly at: 'adding'; readonly done: number; readonly of: number }
  | { readonly at: 'added'; readonly added: number; readonly problem?: 'full' | 'failed' };

const breathe = breather();

async function inSteps<T>(steps: Generator<void, T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    await breathe();
    step = steps.next();
  }
  return step.value;
}

const opened = (fileName: string, tables: readonly RosterTable[], sheet: number): OpenedRoster => ({ fileName, tables, sheet, ...guessColumns(tables[sheet]!.rows) });

/** The way of a list into the book: file, columns, preview, and only then the book. */
export function useRoster() {
  const phone = usePhone();
  const [roster, setRoster] = useState<OpenedRoster>();
  const [step, setStep] = useState<RosterStep>({ at: 'choose' });
  const [busy, setBusy] = useState(false);

  async function open(file: File): Promise<void> {
    setBusy(true);
    try {
      const tables = await readRosterFile(file, breathe);
      const largest = tables.reduce((best, { rows }, at) => (rows.length > tables[best]!.rows.length ? at : best), 0);
      setRoster(opened(file.name, tables, largest));
      setStep({ at: 'columns' });
    } catch (error) {
      if (!(error instanceof RefusedFile)) console.error(error);
      setStep({ at: 'choose', refused: error instanceof RefusedFile ? error.reason : 'failed' });
    } finally {
      setBusy(false);
    }
  }

  async function preview(book: readonly FoundHome[]): Promise<void> {
    if (!roster) return;
    setBusy(true);
    const rows = await inSteps(checkRows(roster.tables[roster.sheet]!.rows, roster.header, roster.roles));
    const twins = await inSteps(twinsInBook(rows, book));
    setBusy(false);
    setStep({ at: 'preview', checked: { rows, twins } });
  }

  async function add(village: string, homes: Parameters<typeof addHomes>[2]): Promise<void> {
    let added = 0;
    setStep({ at: 'adding', done: 0, of: homes.length });
    const onDone = (done: number): void => {
      added = done;
      setStep({ at: 'adding', done, of: homes.length });
    };
    try {
      await addHomes(phone, village, homes, { breathe, onDone });
      setStep({ at: 'added', added });
    } catch (error) {
      const full = error instanceof StorageFullError || (error instanceof FreezeRefusedError && error.problem.kind === 'full');
      if (!full) console.error(error);
      setStep({ at: 'added', added, problem: full ? 'full' : 'failed' });
    }
    phone.sync.wake('save');
  }

  return {
    roster,
    step,
    busy,
    open,
    preview,
    add,
    chooseSheet: (sheet: number) => roster && setRoster(opened(roster.fileName, roster.tables, sheet)),
    setRole: (column: number, role: ColumnRole) => roster && setRoster({ ...roster, roles: roster.roles.map((known, at) => (at === column ? role : known)) }),
    setHeader: (header: number | undefined) => roster && setRoster({ ...roster, header }),
    backTo: (at: 'choose' | 'columns') => setStep({ at }),
  };
}

export type Roster = ReturnType<typeof useRoster>;
