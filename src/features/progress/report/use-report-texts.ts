import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { changeEdit, seenIn, takeNow, viewEdit, type Edit, type Shown } from '../../../domain/record/edit.ts';
import {
  longestReportText,
  reportTextParts,
  type ReportTextPart,
  type ReportTexts,
} from '../../../domain/report/report-texts.ts';
import type { KeptReportTexts } from '../../../store/phone-settings.ts';
import type { PhoneStore } from '../../../store/phone-store.ts';
import { usePhone } from '../../../phone/hooks.ts';
import type { Refusal } from '../../../phone/refusal.ts';
import { saveOnTop } from '../../../phone/save-on-top.ts';
import type { ReportTextsResponse } from '../../../protocol/report.ts';
import { useReportApi } from './use-report-api.ts';

type Typed = Record<ReportTextPart, string>;

const fields: Typed = { difficulties: 'difficulties', proposals: 'proposals', plan: 'plan' };
const shownOf = ({ told, versions }: Pick<KeptReportTexts, 'told' | 'versions'>): Shown<Typed> => ({
  values: Object.fromEntries(reportTextParts.map((part) => [part, told[part] ?? ''])) as Typed,
  bases: Object.fromEntries(reportTextParts.map((part) => [part, versions?.[part] ?? 0])),
});

/** Periods whose texts a phone keeps. */
const keptPeriods = 4;

export type TextsSaveState = 'idle' | 'saving' | 'saved' | 'wrong' | 'meanwhile' | { readonly refusal: Refusal };

export interface ReportTextsForm {
  readonly values: Typed;
  /** What somebody else has written meanwhile of a part that is being changed. */
  readonly elsewhere: Partial<Typed>;
  /** The parts that are typed and not sent. */
  readonly changed: readonly ReportTextPart[];
  readonly state: TextsSaveState;
  readonly change: (part: ReportTextPart, value: string) => void;
  readonly take: (part: ReportTextPart) => void;
  readonly save: () => Promise<void>;
}

/**
 * The texts of a village's report of a period: what is typed is kept on the phone at each letter, and sent when the
 * person saves it. Undefined until the phone's own have been read.
 */
export function useReportTexts(village: Uuid, from: Day): ReportTextsForm | undefined {
  const { store } = usePhone();
  const api = useReportApi();
  const [kept, setKept] = useState<KeptReportTexts>();
  const [state, setState] = useState<TextsSaveState>('idle');
  const latest = useRef<KeptReportTexts>(undefined);
  const writing = useRef(Promise.resolve());
  const keep = useCallback(
    (next: KeptReportTexts): Promise<void> => {
      latest.current = next;
      setKept(next);
      // One after the other: what was typed last is what stays.
      writing.current = writing.current.then(() => writeKept(store, next));
      return writing.current;
    },
    [store],
  );

  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const own = (await readKept(store, village, from)) ?? { village, from, told: {} };
      if (left) return;
      latest.current = own;
      setKept(own);
      const reply = await api.texts(village, from);
      // What was typed meanwhile stays.
      if (!left && reply.kind === 'ok') await keep({ ...latest.current, ...toldIn(reply.value) });
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, api, keep, village, from]);

  const now = useMemo(() => shownOf(kept ?? { told: {} }), [kept]);
  if (!kept) return undefined;
  const edit: Edit<Typed> = kept.typed ? { ...kept.typed, bases: {} } : { ...now, opened: now.values };
  const { values, changed, elsewhere } = viewEdit(edit, now, fields);
  const keepEdit = ({ values: typed, opened }: Edit<Typed>): void => {
    setState('idle');
    void keep({ ...kept, typed: { values: typed, opened } });
  };
  const save = async (): Promise<void> => {
    if (state === 'saving') return;
    if (changed.some((part) => values[part].length > longestReportText)) return setState('wrong');
    setState('saving');
    const outcome = await saveOnTop({
      edit,
      now,
      fields,
      send: (view, shown) =>
        api.writeTexts(
          village,
          from,
          Object.fromEntries(view.changed.map((part) => [part, view.values[part]])),
          Object.fromEntries(view.changed.map((part) => [part, seenIn(shown.bases, part)])),
        ),
      read: (answer) => shownOf(toldIn(answer)),
    });
    if ('refusal' in outcome) return setState(outcome);
    const told = { village, from, ...toldIn(outcome.answer) };
    const typed = { values: edit.values, opened: edit.opened };
    await keep(outcome.state === 'saved' ? told : { ...told, typed });
    setState(outcome.state);
  };
  return {
    values,
    changed,
    elsewhere,
    state,
    change: (part, value) => keepEdit(changeEdit(edit, { [part]: value }, now, fields)),
    take: (part) => keepEdit(takeNow(edit, part, now, fields)),
    save,
  };
}

const toldIn = ({ texts, versions }: ReportTextsResponse): Pick<KeptReportTexts, 'told' | 'versions'> => ({
  told: texts,
  versions,
});

/** The texts as the phone has them, with what is typed and not sent. */
export function textsOnPhone({ told, typed }: KeptReportTexts): { texts: ReportTexts; unsent: boolean } {
  const now = shownOf({ told });
  const { values, changed } = typed
    ? viewEdit({ ...typed, bases: {} }, now, fields)
    : { values: now.values, changed: [] };
  return {
    texts: Object.fromEntries(reportTextParts.flatMap((part) => (values[part].trim() ? [[part, values[part]]] : []))),
    unsent: changed.length > 0,
  };
}

/**
 * What this phone has of a report's texts; undefined until it has been read.
 * @param told the server's, where they came along with its report: they are kept for use without a network
 */
export function useTextsOnPhone(
  village: Uuid,
  from: Day,
  told?: ReportTexts,
): ReturnType<typeof textsOnPhone> | undefined {
  const { store } = usePhone();
  const [kept, setKept] = useState<KeptReportTexts>();
  useEffect(() => {
    let left = false;
    const start = async (): Promise<void> => {
      const own = (await readKept(store, village, from)) ?? { village, from, told: {} };
      if (left) return;
      // A report has no versions: what stands on the server is asked for before anything is written over it.
      const next = told ? { ...own, told, versions: undefined } : own;
      setKept(next);
      if (told) await writeKept(store, next);
    };
    void start();
    return () => {
      left = true;
    };
  }, [store, village, from, told]);
  return useMemo(() => kept && textsOnPhone(kept), [kept]);
}

const isOf =
  (village: Uuid, from: Day) =>
  (one: KeptReportTexts): boolean =>
    one.village === village && one.from === from;

async function readKept({ settings }: PhoneStore, village: Uuid, from: Day): Promise<KeptReportTexts | undefined> {
  return ((await settings.open('reportTexts')) ?? []).find(isOf(village, from));
}

async function writeKept({ settings }: PhoneStore, next: KeptReportTexts): Promise<void> {
  const is = isOf(next.village, next.from);
  const others = ((await settings.open('reportTexts')) ?? []).filter((one) => !is(one));
  // What is not sent is never dropped.
  const old = others.slice(0, Math.max(0, others.length - keptPeriods + 1));
  await settings.seal('reportTexts', [...old.filter(({ typed }) => typed), ...others.slice(old.length), next]);
}
