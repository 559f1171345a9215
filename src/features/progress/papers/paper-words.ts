import type { TFunction } from 'i18next';
import type { Format } from '../../../i18n/index.ts';

/** What papers are written with: texts, numbers and days, and the names of guides and topics. */
export interface PaperWords {
  readonly t: TFunction<['papers', 'progress']>;
  /** For the workbook of the figures. */
  readonly progress: TFunction<'progress'>;
  readonly format: Format;
  /** What a guide or a session's topic is called. */
  readonly service: (id: string) => string;
}
