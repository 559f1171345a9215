import { useEffect, useRef, useState } from 'react';
import { DoorOpen, FileText, Hand, MessageSquare, Phone, Volume2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Drill, DrillScript } from '../../../domain/guide/drill.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, Icon, Notice, Stack } from '../../../ui/index.ts';
import { useSpeech } from '../listen/use-speech.ts';
import styles from './drills.module.css';

const icons: Record<Drill['by'], LucideIcon> = {
  call: Phone,
  message: MessageSquare,
  letter: FileText,
  visit: DoorOpen,
};
const said = ['opens', 'asks', 'pushes'] as const;

/** The answer: did as they were told, or stopped and then called the given number or one of their own. */
type Answer = 'follow' | 'given' | 'saved';

interface SituationProps {
  readonly drill: Drill;
  readonly number: number;
  readonly total: number;
  readonly onDone: () => void;
}

/**
 * One situation: line by line, each by a tap (spoken where the phone has a voice); then the choice; then the reason.
 */
export function Situation({ drill: { id, by, genuine }, number, total, onDone }: SituationProps) {
  const { t } = useTranslation('drills');
  const [heard, setHeard] = useState(1);
  const [stopped, setStopped] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const { language } = useLanguage();
  const speech = useSpeech(language);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (number > 1) heading.current?.focus();
  }, [number]);
  // The drills' ids are keys of the texts: `npm run check:guides`.
  const words = (piece: keyof DrillScript): string => t(`scripts.${id as 'etax-letter'}.${piece}`);
  const lines = said.slice(0, heard);
  const hearMore = (): void => {
    const next = said[heard];
    setHeard(heard + 1);
    if (next) speech?.speak(words(next));
  };
  const verdict = answer && t(`verdict.${genuine ? 'genuine' : 'fake'}.${answer}`);
  const choose = (chosen: Answer): void => {
    setAnswer(chosen);
    speech?.speak(`${t(`verdict.${genuine ? 'genuine' : 'fake'}.${chosen}`)} ${words('why')}`);
  };
  return (
    <section className={styles.situation} aria-labelledby="situation">
      <h2 id="situation" ref={heading} tabIndex={-1}>
        {t('situation', { current: number, total })}
      </h2>
      <p className={styles.mark}>{t('mark')}</p>
      <div className={styles.scene}>
        <p className={styles.who}>
          <Icon of={icons[by]} size="l" />
          <span>
            <span className={styles.by}>{t(`by.${by}`)}</span> <b>{words('who')}</b>
          </span>
        </p>
        <ol className={styles.lines} aria-live="polite">
          {lines.map((piece) => (
            <li key={piece} className={styles.line} data-piece={piece} data-read={answer ? undefined : 'now'}>
              {words(piece)}
            </li>
          ))}
        </ol>
        {speech && !answer && (
          <Button icon={Volume2} onClick={() => speech.speak([words('who'), ...lines.map(words)].join('. '))}>
            {t('again')}
          </Button>
        )}
      </div>
      {verdict !== undefined ? (
        <>
          <Notice kind={answer === 'saved' ? 'success' : genuine ? 'info' : 'warning'} title={verdict} announce>
            <p data-read="now">
              <b>{t('why')}</b> {words('why')}
            </p>
          </Notice>
          <Button variant="primary" block onClick={onDone}>
            {t(number === total ? 'finish' : 'next')}
          </Button>
        </>
      ) : heard < said.length ? (
        <Button variant="primary" block onClick={hearMore}>
          {t('hear')}
        </Button>
      ) : (
        <Choice stopped={stopped} onStop={() => setStopped(true)} onChoose={choose} />
      )}
    </section>
  );
}

function Choice({
  stopped,
  onStop,
  onChoose,
}: {
  stopped: boolean;
  onStop: () => void;
  onChoose: (answer: Answer) => void;
}) {
  const { t } = useTranslation('drills');
  return (
    <div role="group" aria-labelledby="choice">
      <Stack gap="s">
        <h3 id="choice" data-read="now">
          {t(stopped ? 'whom' : 'question')}
        </h3>
        {stopped ? (
          <>
            <Button block onClick={() => onChoose('given')}>
              {t('given')}
            </Button>
            <Button block onClick={() => onChoose('saved')}>
              {t('saved')}
            </Button>
          </>
        ) : (
          <>
            <Button block onClick={() => onChoose('follow')}>
              {t('follow')}
            </Button>
            <Button block icon={Hand} onClick={onStop}>
              {t('stop')}
            </Button>
          </>
        )}
      </Stack>
    </div>
  );
}
