import { useState } from 'react';
import { CircleStop, Copy, Megaphone } from 'lucide-react';
import type { Announcement } from '../../domain/village/announcement.ts';
import { titleName } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { villagePagePath, villagePageResponse } from '../../protocol/village-page.ts';
import { Button, Card, ConfirmDialog, copyText, LinkButton, Notice, Section, Stack } from '../../ui/index.ts';
import { wordsFor } from './announcement-words.ts';
import type { PageArea } from './use-page-area.ts';

/** What the page announces, each with its words for the loudspeaker and for Zalo. */
export function Announcements({ of }: { of: PageArea }) {
  const { t } = useTranslation('village');
  const { basePath } = usePhone();
  const announcements = of.page?.announcements ?? [];
  return (
    <Section title={t('announce.title')}>
      <Stack>
        {announcements.length === 0 && <p>{t('announce.none')}</p>}
        {announcements.map((one) => (
          <AnnouncementCard key={one.id} announcement={one} of={of} />
        ))}
        {of.keeps && (
          <LinkButton icon={Megaphone} href={addressesBelow(basePath).announce(of.named)}>
            {t('announce.new')}
          </LinkButton>
        )}
      </Stack>
    </Section>
  );
}

function AnnouncementCard({ announcement, of }: { announcement: Announcement; of: PageArea }) {
  const { t } = useTranslation('village');
  const { format } = useLanguage();
  const { server } = usePhone();
  const [asked, setAsked] = useState(false);
  const refused = useRefusalWords();
  const [failed, setFailed] = useState(false);
  const { area, kind, title, text, until, id } = announcement;
  const end = async (): Promise<void> => {
    setAsked(false);
    setFailed(of.take(await server.post('village-page/end', { id }, villagePageResponse)) === undefined);
  };
  return (
    <Card title={title} level={3} tone={kind === 'scam' ? 'clay' : 'plain'}>
      <Stack>
        <p>
          {t(`announce.kind.${kind}`)}
          {area !== of.area?.id && ` · ${t('announce.fromAbove')}`} · {t('announce.until', { day: format.day(until) })}
        </p>
        <p>{text}</p>
        <Copies announcement={announcement} of={of} />
        {failed && <Notice announce title={t('notSaved')} {...refused(of.refusal ?? 'other')} />}
        {of.keeps && area === of.area?.id && (
          <Button icon={CircleStop} onClick={() => setAsked(true)}>
            {t('announce.end')}
          </Button>
        )}
        <ConfirmDialog
          open={asked}
          title={t('announce.endAsk')}
          confirm={t('announce.end')}
          onConfirm={() => void end()}
          onCancel={() => setAsked(false)}
        >
          {title}
        </ConfirmDialog>
      </Stack>
    </Card>
  );
}

function Copies({ announcement, of }: { announcement: Announcement; of: PageArea }) {
  const { t } = useTranslation('village');
  const { format } = useLanguage();
  const [shown, setShown] = useState<{ readonly words: string; readonly copied: boolean }>();
  const slug = of.page?.slug;
  const place = {
    village: of.area ? titleName(of.area) : '',
    address: slug === undefined ? '' : `${location.origin}${villagePagePath(slug)}`,
  };
  const copy = async (medium: 'loudspeaker' | 'zalo'): Promise<void> => {
    const words = wordsFor(medium, announcement, place, t, format);
    setShown({ words, copied: await copyText(words) });
  };
  return (
    <>
      <Button icon={Copy} onClick={() => void copy('loudspeaker')}>
        {t('announce.loudspeaker')}
      </Button>
      <Button icon={Copy} onClick={() => void copy('zalo')}>
        {t('announce.zalo')}
      </Button>
      <div role="status">
        {shown && (
          <Stack>
            <p>{t(shown.copied ? 'announce.copied' : 'announce.copyByHand')}</p>
            <blockquote>{shown.words}</blockquote>
          </Stack>
        )}
      </div>
    </>
  );
}
