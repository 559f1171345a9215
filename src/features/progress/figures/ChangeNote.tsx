import { isNoChange, type Change } from '../../../domain/indicator/compare.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Stack } from '../../../ui/index.ts';

/** What moved a figure: asking more apart from what people learned, the same people compared. */
export function ChangeNote({ change, unit }: { change: Change; unit: 'people' | 'households' }) {
  const { t } = useTranslation('progress');
  const { asked, progressed, fellBack, unasked } = change;
  if (isNoChange(change)) return <p>{t('week.nothing')}</p>;
  return (
    <Stack gap="s">
      {progressed > 0 && <p>{t(`week.progressed.${unit}`, { count: progressed })}</p>}
      {asked.met + asked.notMet > 0 && (
        <p>{t(`week.asked.${unit}`, { count: asked.met + asked.notMet, met: asked.met, notMet: asked.notMet })}</p>
      )}
      {fellBack > 0 && <p>{t(`week.fellBack.${unit}`, { count: fellBack })}</p>}
      {unasked > 0 && <p>{t(`week.unasked.${unit}`, { count: unasked })}</p>}
    </Stack>
  );
}
