import { useState, type ComponentType } from 'react';
import { useLocation } from 'react-router';
import { Printer } from 'lucide-react';
import { stepAt, stepsOf } from '../../../domain/guide/steps.ts';
import { spokenPhone } from '../../../domain/village/phone-numbers.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, ChoiceList, SegmentedChoice, Stack, TextField } from '../../../ui/index.ts';
import type { GuideContent } from '../load/guide-content.ts';
import { readVillage } from '../live/local-preferences.ts';
import { WithContent } from '../load/WithContent.tsx';
import { CardSheet } from './CardSheet.tsx';
import { PosterSheet } from './PosterSheet.tsx';
import { SkillSheet } from './SkillSheet.tsx';
import type { SheetProps } from './sheet.ts';
import styles from './print.module.css';

const kinds = ['poster', 'card', 'skill'] as const;
type Kind = (typeof kinds)[number];

const sheets: Readonly<Record<Kind, ComponentType<SheetProps>>> = {
  poster: PosterSheet,
  card: CardSheet,
  skill: SkillSheet,
};

/** A sheet for the wall, the wallet or a learner: village and number are typed for this paper and kept nowhere. */
export function Print() {
  return <WithContent>{(content) => <PrintForm content={content} />}</WithContent>;
}

function PrintForm({ content }: { content: GuideContent }) {
  const { t } = useTranslation('reading');
  const { t: guides } = useTranslation('guides');
  const { hash } = useLocation();
  const { guide, texts } = content;
  const steps = stepsOf(guide);
  const [kind, setKind] = useState<Kind>('poster');
  const [known] = useState(readVillage);
  const [village, setVillage] = useState(known?.name ?? '');
  const [phone, setPhone] = useState(spokenPhone(known?.people[0]?.phone ?? ''));
  // Whoever came from a step prints that step; else the guide from its beginning.
  const [opens, setOpens] = useState(() =>
    hash.startsWith('#step-') ? `#step-${stepAt(steps, hash)?.number ?? 1}` : '',
  );
  const parts = guide.parts.map((part, index) => ({
    value: `#step-${steps.find((step) => step.part === part)?.number ?? 1}`,
    label: guides('guide.part', { number: index + 1, title: texts.parts[part.id]?.title ?? '' }),
  }));
  const here = steps.find((step) => `#step-${step.number}` === opens);
  const single =
    here && !parts.some((part) => part.value === opens)
      ? [{ value: opens, label: texts.parts[here.part.id]?.steps[here.step.id]?.do ?? opens }]
      : [];
  const Sheet = sheets[kind];
  const sheet = { content, village: village.trim(), phone: phone.trim(), opens };
  return (
    <>
      <div className={styles.form}>
        <Stack gap="m">
          <SegmentedChoice
            legend={t('print.kind')}
            options={kinds.map((each) => ({ value: each, label: t(`print.kinds.${each}`) }))}
            value={kind}
            onChange={(chosen) => setKind(chosen as Kind)}
          />
          <TextField
            label={t('print.village')}
            hint={t('print.notKept')}
            value={village}
            onChange={setVillage}
            maxLength={60}
          />
          {kind !== 'skill' && (
            <>
              <TextField label={t('print.phone')} type="tel" value={phone} onChange={setPhone} />
              <ChoiceList
                legend={t('print.opens')}
                options={[{ value: '', label: t('print.whole') }, ...single, ...parts]}
                value={opens}
                onChange={setOpens}
              />
            </>
          )}
          <Button variant="primary" block icon={Printer} onClick={() => window.print()}>
            {t('print.print')}
          </Button>
        </Stack>
      </div>
      <Sheet {...sheet} />
    </>
  );
}
