import { Notice } from './Notice.tsx';
import { useTranslation } from '../../i18n/index.ts';

export type ClockNoticeProps = {
  /** How far the phone's clock is behind, in minutes; negative: ahead. */
  minutesBehind: number;
  /** What day and time it really is, and what the phone says, in words. */
  really: string;
  phoneSays: string;
};

/** A few hours: less is a time zone typed by hand, and changes no day that matters. */
const bearable = 3 * 60;
const twoDays = 48 * 60;

/** Says that the phone's date or time is wrong, by how much, and how to set it; nothing while it is about right. */
export function ClockNotice({ minutesBehind, really, phoneSays }: ClockNoticeProps) {
  const { t } = useTranslation('ui');
  const off = Math.abs(minutesBehind);
  if (off <= bearable) return null;
  const side = minutesBehind > 0 ? 'behind' : 'ahead';
  const by =
    off >= twoDays
      ? t(`clock.${side}.days`, { count: Math.round(off / (24 * 60)) })
      : t(`clock.${side}.hours`, { count: Math.round(off / 60) });
  return (
    <Notice kind="warning" title={t('clock.wrong', { by })} kept={t('clock.kept')} next={t('clock.set')}>
      <p>{t('clock.now', { really, phoneSays })}</p>
    </Notice>
  );
}
