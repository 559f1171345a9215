import { useState } from 'react';
import { Copy, Printer, Sprout } from 'lucide-react';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useCampaignWords } from '../../phone/campaign-words.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import { Button, copyText, List, ListRow, Section, Stack } from '../../ui/index.ts';
import styles from './campaigns.module.css';
import { emulationText, moreWords } from './emulation-text.ts';
import { useVillageNames } from './areas-by-name.ts';

interface PraiseProps {
  readonly campaign: Campaign;
  readonly figures: CampaignFigures;
  readonly place: string;
}

/** The villages to commend at the end, by name, and the words for the emulation report, made on this device. */
export function Praise({ campaign, figures, place }: PraiseProps) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const words = useCampaignWords()(campaign);
  const improvers = useVillageNames(figures).filter(({ more }) => more !== undefined);
  const text = emulationText({ campaign, words, figures, improvers, place }, t, format);
  const [copied, setCopied] = useState<boolean>();
  return (
    <>
      <Section title={t('praise.title')}>
        <Stack>
          {improvers.length === 0 && <p>{t('praise.none')}</p>}
          {improvers.length > 0 && (
            <>
              <List label={t('praise.title')}>
                {improvers.map(({ village, name, more = 0 }) => (
                  <ListRow key={village} icon={Sprout} title={name} meta={moreWords(campaign, more, t)} />
                ))}
              </List>
              <p className={styles.soft}>{t('praise.order')}</p>
            </>
          )}
        </Stack>
      </Section>
      <Section title={t('praise.text')}>
        <Stack>
          <p>{t('praise.textHint')}</p>
          <blockquote className={styles.text}>{text}</blockquote>
          <Button icon={Copy} block onClick={() => void copyText(text).then(setCopied)}>
            {t('praise.copy')}
          </Button>
          <div role="status">{copied !== undefined && <p>{t(copied ? 'praise.copied' : 'praise.copyByHand')}</p>}</div>
          <Button icon={Printer} block onClick={() => window.print()}>
            {t('praise.print')}
          </Button>
        </Stack>
      </Section>
    </>
  );
}
