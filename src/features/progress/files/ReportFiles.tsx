import { FileSpreadsheet, Printer, Table } from 'lucide-react';
import { useState } from 'react';
import { questionnaire } from '../../../domain/questionnaire/current.ts';
import type { Household } from '../../../domain/people/village.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, LinkButton, Notice, Section, Stack, Toast, saveFile } from '../../../ui/index.ts';
import { anonymousRows } from './anonymous-rows.ts';
import { fileName } from './file-name.ts';
import type { ReportOf } from './report-of.ts';
import { SendWords } from './SendWords.tsx';
import { makeWorkbook } from './workbook.ts';
import { zaloText } from './zalo-text.ts';

export interface ReportFilesProps {
  /** One village, or all of an officer's; never empty. */
  readonly reports: readonly ReportOf[];
  /** What the files are called after: a village or a commune. */
  readonly place: string;
  /** The page to print, where there is one. */
  readonly printHref?: string | undefined;
  /** Names of an officer's villages whose reports are not among them. */
  readonly missing?: readonly string[];
  /** For the rows without names; a phone holds those of its own village only. */
  readonly households?: readonly Household[];
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The report as files and as words, all made on the phone and without a network. */
export function ReportFiles({ reports, place, printHref, missing, households }: ReportFilesProps) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const [news, setNews] = useState<string | null>(null);
  const [state, setState] = useState<'ready' | 'making' | 'failed'>('ready');
  const [first] = reports;
  if (!first) return null;
  const { asOf } = first.report;
  const words = { t, format };
  const name = t('files.fileName', { place: fileName(place), to: asOf });
  const save = (file: File): void => {
    saveFile(file);
    setNews(t('files.made', { name: file.name }));
  };
  const make = async (): Promise<void> => {
    setState('making');
    try {
      save(new File([await makeWorkbook(reports, words, missing)], `${name}.xlsx`, { type: excel }));
      setState('ready');
    } catch (error) {
      console.error('The workbook could not be made.', error);
      setState('failed');
    }
  };
  return (
    <Section title={t('files.heading')}>
      <Stack gap="s">
        {state === 'failed' && <Notice kind="error" title={t('files.failed.title')} next={t('files.failed.next')} />}
        <Button
          block
          icon={FileSpreadsheet}
          busy={state === 'making' ? t('files.make.excel') : undefined}
          onClick={() => void make()}
        >
          {t('files.make.excel')}
        </Button>
        {printHref !== undefined && (
          <LinkButton block icon={Printer} href={printHref}>
            {t('files.make.print')}
          </LinkButton>
        )}
        {reports.length === 1 && (
          <SendWords text={zaloText(first, words)} onCopied={() => setNews(t('files.copied'))} />
        )}
        {households && (
          <>
            <Button
              block
              icon={Table}
              onClick={() =>
                save(
                  new File([anonymousRows(households, questionnaire, asOf, shuffled)], `${name}.csv`, {
                    type: 'text/csv',
                  }),
                )
              }
            >
              {t('files.make.rows')}
            </Button>
            <p>{t('files.rowsNote')}</p>
          </>
        )}
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </Section>
  );
}

/** Fisher–Yates by the browser's own random numbers. */
function shuffled<T>(of: readonly T[]): T[] {
  const result = [...of];
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = Math.floor(((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * (last + 1));
    [result[last], result[chosen]] = [result[chosen] as T, result[last] as T];
  }
  return result;
}
