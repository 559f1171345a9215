import { useState } from 'react';
import { CalendarClock } from 'lucide-react';
import { againOn, practiceRound } from '../../../domain/guide/practice-round.ts';
import { systemClock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, Card } from '../../../ui/index.ts';
import { keepAgain } from '../live/local-preferences.ts';
import { WithContent } from '../load/WithContent.tsx';
import type { GuideContent } from '../load/guide-content.ts';
import { entryOf } from '../pages/entries.ts';
import { usePaths } from '../pages/use-paths.ts';
import { shareLink, type Shared } from '../reading/share-link.ts';

/** At the end of a guide: the offer to practise once more some days later. */
export function AgainAfterGuide() {
  return <WithContent>{(content) => <Again content={content} />}</WithContent>;
}

interface Kept {
  readonly url: string;
  readonly shared: Shared;
  readonly remembered: boolean;
}

/** A link that the resident keeps, and a reminder on this phone. No account, and nothing is sent to the server. */
export function Again({ content: { guide, texts } }: { content: GuideContent }) {
  const { t } = useTranslation('practice');
  const { t: guides } = useTranslation('guides');
  const { format } = useLanguage();
  const { practice } = usePaths();
  const [kept, setKept] = useState<Kept>();
  const due = againOn(dayOf(systemClock.now()));
  const day = format.day(due);
  const part = practiceRound(guide)[0]?.part;
  const keep = async (): Promise<void> => {
    const url = `${location.origin}${practice(guide.id)}#again`;
    const remembered = keepAgain(guide.id, due);
    const shared = await shareLink({ title: t('again.share', { day, guide: entryOf(guide.id, guides).title }), url });
    setKept({ url, shared, remembered });
  };
  return (
    <Card title={t('again.title')} icon={CalendarClock}>
      <p>{t('again.about', { day, part: texts.parts[part?.id ?? '']?.title ?? '' })}</p>
      <Button block onClick={() => void keep()}>
        {t('again.keep')}
      </Button>
      <div role="status">
        {kept && <p>{kept.remembered ? t('again.kept', { day }) : t('again.notKept')}</p>}
        {kept?.shared === 'copied' && <p>{t('again.copied')}</p>}
        {kept?.shared === 'byHand' && (
          <p>
            {t('again.byHand')} <b>{kept.url}</b>
          </p>
        )}
      </div>
    </Card>
  );
}
