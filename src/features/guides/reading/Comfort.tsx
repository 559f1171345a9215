import { useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { SegmentedChoice, Stack } from '../../../ui/index.ts';
import { keepComfort, readComfort, textSizes } from '../live/local-preferences.ts';
import type { Comfort as Choices, TextSize } from '../live/local-preferences.ts';

/** Text size, contrast, and whether the screen stays on. Each choice shows at once and is remembered on this phone. */
export function Comfort() {
  const { t } = useTranslation('reading');
  const [now, setNow] = useState(readComfort);
  const choose = (change: Partial<Choices>): void => {
    const next = { ...now, ...change };
    setNow(next);
    keepComfort(next);
  };
  return (
    <Stack gap="l">
      <SegmentedChoice
        legend={t('comfort.size')}
        options={textSizes.map((size) => ({ value: size, label: t(`comfort.sizes.${size}`) }))}
        value={now.size}
        onChange={(size) => choose({ size: size as TextSize })}
      />
      <p>{t('comfort.sample')}</p>
      <SegmentedChoice
        legend={t('comfort.contrast')}
        options={(['normal', 'strong'] as const).map((contrast) => ({
          value: contrast,
          label: t(`comfort.contrasts.${contrast}`),
        }))}
        value={now.strong ? 'strong' : 'normal'}
        onChange={(contrast) => choose({ strong: contrast === 'strong' })}
      />
      {'wakeLock' in navigator ? (
        <SegmentedChoice
          legend={t('comfort.awake')}
          options={(['no', 'yes'] as const).map((awake) => ({ value: awake, label: t(`comfort.awakes.${awake}`) }))}
          value={now.awake ? 'yes' : 'no'}
          onChange={(awake) => choose({ awake: awake === 'yes' })}
        />
      ) : (
        <p>{t('comfort.awakeUnknown')}</p>
      )}
    </Stack>
  );
}
