import type { TFunction } from 'i18next';
import type { Area } from '../../../domain/access/area.ts';
import type { MainFigure } from '../../../domain/report/main-figures.ts';
import { improversAmong } from '../../../domain/report/improvers.ts';
import type { Period } from '../../../domain/period.ts';
import type { Format } from '../../../i18n/index.ts';
import type { SentReport } from '../../../protocol/report.ts';
import { listVillages } from './village-list.ts';

/** The month's sheet: the villages that improved most, in alphabetical order. */
export interface ImproversSheet {
  readonly lines: readonly {
    readonly name: string;
    readonly more: readonly { readonly id: MainFigure; readonly count: number }[];
  }[];
  /** From the first day to the last of the reports it is made of; undefined while there is none. */
  readonly period: Period | undefined;
  /** Count of villages without a signed report. */
  readonly waiting: number;
}

/** @param sent the server's last answer; only signed reports count, since a draft still changes */
export function improversSheet(areas: readonly Area[], sent: readonly SentReport[]): ImproversSheet {
  const villages = listVillages(areas, []);
  const sentBy = new Map(sent.map((report) => [report.village, report]));
  const signed = villages.flatMap(({ area }) => {
    const report = sentBy.get(area.id);
    return report?.signed ? [report] : [];
  });
  const months = signed.map(({ village, counts, moves }) => ({ village, figures: counts.figures, moves }));
  const nameOf = new Map(villages.map(({ area, name, within }) => [area.id, within ? `${name}, ${within}` : name]));
  return {
    lines: improversAmong(months).map(({ village, more }) => ({ name: nameOf.get(village) ?? '', more })),
    period: spanOf(signed.map(({ period }) => period)),
    waiting: villages.length - signed.length,
  };
}

function spanOf([first, ...rest]: readonly Period[]): Period | undefined {
  return (
    first &&
    rest.reduce(
      (span, { from, until }) => ({
        from: from < span.from ? from : span.from,
        until: until > span.until ? until : span.until,
      }),
      first,
    )
  );
}

type Words = { readonly t: TFunction<'progress'>; readonly format: Format };

/** "Thêm 12 người: Tự dùng dịch vụ số; …" */
export const moreWords = (more: ImproversSheet['lines'][number]['more'], { t }: Pick<Words, 't'>): string =>
  more
    .map(({ id, count }) =>
      t(`improvers.more.${id === 'T3subscribed' ? 'households' : 'people'}`, {
        count,
        name: t(`indicator.${id}.name`),
      }),
    )
    .join('; ');

/** The sheet as a message for the commune's group. Villages that are not on the sheet are neither named nor counted. */
export function improversText({ lines, period }: ImproversSheet, place: string, words: Words): string {
  const { t, format } = words;
  return [
    t('improvers.text.title', { place }),
    ...(period ? [t('files.period', { from: format.day(period.from), to: format.day(period.until) })] : []),
    ...lines.map(({ name, more }) => `- ${name}: ${moreWords(more, words)}`),
    t('improvers.text.end'),
  ].join('\n');
}
