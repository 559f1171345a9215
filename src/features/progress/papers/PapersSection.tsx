import { Archive, ClipboardList, FileText, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button, LinkButton, Notice, Section, Stack, Toast, saveFile } from '../../../ui/index.ts';
import type { LogOf } from './log-workbook.ts';
import { activityReportFile, allPapersFile, logFile, type PapersOf } from './paper-files.ts';
import { usePaperWords } from './use-paper-words.ts';

export interface PapersSectionProps {
  readonly of: PapersOf;
  /** Undefined: it cannot be had without a network. */
  readonly log: () => Promise<LogOf | undefined>;
  /** When the log that the phone keeps came from the server, Unix ms; absent where it is the phone's own. */
  readonly logKeptAt?: number | undefined;
  /** The page of the log to print, where there is one. */
  readonly printLogHref?: string | undefined;
}

type Making = 'report' | 'log' | 'zip';

/** The papers that the district and the treasury ask for, made on the phone. */
export function PapersSection({ of, log, logKeptAt, printLogHref }: PapersSectionProps) {
  const words = usePaperWords();
  const { t } = words;
  const [news, setNews] = useState<string | null>(null);
  const [making, setMaking] = useState<Making>();
  const [failed, setFailed] = useState<'made' | 'log'>();
  const make = async (what: Making): Promise<void> => {
    if (making) return;
    setMaking(what);
    setFailed(undefined);
    try {
      const file = await made(what);
      if (file) {
        saveFile(file);
        setNews(t('progress:files.made', { name: file.name }));
      } else setFailed('log');
    } catch (error) {
      console.error('The paper could not be made.', error);
      setFailed('made');
    }
    setMaking(undefined);
  };
  const made = async (what: Making): Promise<File | undefined> => {
    if (what === 'report') return activityReportFile(of, words);
    const days = await log();
    return days && (what === 'log' ? logFile(of, days, words) : allPapersFile(of, days, words));
  };
  const button = (what: Making, label: string, icon: typeof FileText) => (
    <Button block icon={icon} busy={making === what ? label : undefined} onClick={() => void make(what)}>
      {label}
    </Button>
  );
  return (
    <Section title={t('papers:make.heading')}>
      <Stack gap="s">
        {failed === 'made' && (
          <Notice
            kind="error"
            announce
            title={t('progress:files.failed.title')}
            next={t('progress:files.failed.next')}
          />
        )}
        {failed === 'log' && <Notice kind="offline" announce title={t('papers:make.logWaits')} />}
        {button('report', t('papers:make.report'), FileText)}
        {button('log', t('papers:make.log'), ClipboardList)}
        {printLogHref !== undefined && (
          <LinkButton block icon={Printer} href={printLogHref}>
            {t('papers:make.printLog')}
          </LinkButton>
        )}
        {button('zip', t('papers:make.zip'), Archive)}
        {logKeptAt !== undefined && <p>{t('papers:make.logAt', { time: words.format.time(logKeptAt) })}</p>}
        <p>{t('papers:make.note')}</p>
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </Section>
  );
}
