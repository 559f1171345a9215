import { useEffect, useRef, useState } from 'react';
import { dayOf } from '../../../lib/day.ts';
import data from '../../../domain/guide/data/drills.json';
import { dueAgain, roundOf } from '../../../domain/guide/drill.ts';
import type { Drill } from '../../../domain/guide/drill.ts';
import { systemClock } from '../../../lib/clock.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, LinkButton, Stack } from '../../../ui/index.ts';
import { keepDrills, readDrills } from '../live/local-preferences.ts';
import { usePaths } from '../pages/use-paths.ts';
import { Situation } from './Situation.tsx';
import styles from './drills.module.css';

// Checked by scripts/check-guides.ts before it is built in.
const all = data as readonly Drill[];

/** A round of situations, one after the other. Only the day and the number of rounds are stored, no answer. */
export function Drills() {
  const [round, setRound] = useState(() => readDrills().rounds);
  const [at, setAt] = useState(0);
  const situations = roundOf(all, round);
  const here = situations[at];
  const onward = (): void => {
    if (at + 1 >= situations.length) keepDrills(dayOf(systemClock.now()), round + 1);
    setAt(at + 1);
  };
  if (!here)
    return (
      <DrillsDone
        onMore={() => {
          setRound(round + 1);
          setAt(0);
        }}
      />
    );
  return (
    <Situation key={`${round} ${here.id}`} drill={here} number={at + 1} total={situations.length} onDone={onward} />
  );
}

function DrillsDone({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation('drills');
  const { format } = useLanguage();
  const { home, guide } = usePaths();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone: whoever listens, and the eye, go on at the title.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.situation} aria-labelledby="drill-done">
      <h2 id="drill-done" ref={heading} tabIndex={-1} data-read="now">
        {t('done.title')}
      </h2>
      <p className={styles.habit} data-read="now">
        {t('done.habit')}
      </p>
      <p>{t('done.again', { day: format.day(dueAgain(dayOf(systemClock.now()))) })}</p>
      <Stack gap="s">
        <Button block onClick={onMore}>
          {t('done.more')}
        </Button>
        <LinkButton block href={guide('internet-safety')}>
          {t('done.safety')}
        </LinkButton>
        <LinkButton variant="primary" block href={home}>
          {t('done.home')}
        </LinkButton>
      </Stack>
    </section>
  );
}
