import vi from '../../locales/vi/reminders.json' with { type: 'json' };
import en from '../../locales/en/reminders.json' with { type: 'json' };
import type { Reminder } from '../domain/work/reminder.ts';

export type ReminderLanguage = 'vi' | 'en';

/** What a notification says. */
export interface ReminderWords {
  readonly title: string;
  readonly body: string;
}

const parts = ['promised', 'rechecks', 'sentBack', 'answered'] as const;
type Part = (typeof parts)[number];

const formsIn: Readonly<Record<ReminderLanguage, (part: Part, count: number) => string>> = {
  vi: (part) => vi[`${part}_other`],
  en: (part, count) => en[`${part}_${count === 1 ? 'one' : 'other'}`],
};
const textsIn = { vi, en } as const;

/** "3 nhà tới ngày hẹn, 1 phiếu gửi lại": what waits, in numbers. The worker has no i18next. */
export function reminderWords(reminder: Reminder, language: ReminderLanguage): ReminderWords {
  const { title, report } = textsIn[language];
  const counted = parts
    .filter((part) => reminder[part] > 0)
    .map((part) => formsIn[language](part, reminder[part]).replace('{{count}}', String(reminder[part])));
  const all = [...counted, ...(reminder.report ? [report[reminder.report]] : [])].join(', ');
  return { title, body: `${all.slice(0, 1).toLocaleUpperCase(language)}${all.slice(1)}` };
}

/** For a reminder that this version cannot read, which the browser wants to be shown all the same. */
export const wordsForAnything = (language: ReminderLanguage): ReminderWords => ({
  title: textsIn[language].title,
  body: textsIn[language].anything,
});

/** For a reminder of somebody who is not on this phone any more. */
export const wordsForNobody = (): ReminderWords => ({ title: 'Thôn Số', body: vi.ended });
