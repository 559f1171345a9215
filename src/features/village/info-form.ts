import { seenIn, type EditView, type FormFields, type Shown } from '../../domain/record/edit.ts';
import { linkIn, linkProblem, type LinkProblem } from '../../domain/village/links.ts';
import { isPhoneNumber, phoneIn, spokenPhone } from '../../domain/village/phone-numbers.ts';
import {
  infoParts,
  isLinkPart,
  isPhonePart,
  type InfoPart,
  type StoredInfo,
} from '../../domain/village/village-info.ts';
import type { InfoRequest } from '../../protocol/village-page.ts';

/** Each part as it is typed; '' is not told. */
export type Typed = Readonly<Record<InfoPart, string>>;

const asTyped = (part: InfoPart, value: string): string => (isPhonePart(part) ? spokenPhone(value) : value);

export const infoFields = Object.fromEntries(infoParts.map((part) => [part, part])) as FormFields<Typed>;

/** What an area itself tells, as the form shows it. */
export function shownInfo(own: readonly StoredInfo[]): Shown<Typed> {
  const info = own.flatMap((entry) => (entry.kind === 'info' ? [entry] : []));
  const valueOf = (part: InfoPart): string => asTyped(part, info.find((entry) => entry.part === part)?.value ?? '');
  return {
    values: Object.fromEntries(infoParts.map((part) => [part, valueOf(part)])) as Record<InfoPart, string>,
    bases: Object.fromEntries(info.map(({ part, version }) => [part, version])),
  };
}

export type InfoProblem = LinkProblem | 'noPhone';

/** What is wrong with a part as it is typed; undefined: nothing. */
export function problemOf(part: InfoPart, typed: string): InfoProblem | undefined {
  if (typed.trim() === '') return undefined;
  if (isLinkPart(part)) return linkProblem(linkIn(typed));
  return isPhonePart(part) && !isPhoneNumber(phoneIn(typed)) ? 'noPhone' : undefined;
}

function valueOf(part: InfoPart, typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  if (isLinkPart(part)) return linkIn(text);
  return isPhonePart(part) ? phoneIn(text) : text;
}

/** The changes to send, on top of what the person has been shown (`now`). */
export const infoChanges = (view: EditView<Typed>, now: Shown<Typed>): InfoRequest['changes'] =>
  view.changed.map((part) => ({
    entry: { kind: 'info', part, value: valueOf(part, view.values[part]) },
    seen: seenIn(now.bases, part),
  }));
