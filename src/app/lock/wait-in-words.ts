import { useTranslation } from '../../i18n/index.ts';

/** "2 phút 5 giây"; never less than a second, while anything is left. */
export function useWaitInWords(): (millis: number) => string {
  const { t } = useTranslation('lock');
  return (millis) => {
    const all = Math.ceil(millis / 1000);
    const [minutes, seconds] = [Math.floor(all / 60), all % 60];
    const inSeconds = t('time.seconds', { count: seconds });
    if (minutes === 0) return inSeconds;
    const inMinutes = t('time.minutes', { count: minutes });
    return seconds === 0 ? inMinutes : t('time.both', { minutes: inMinutes, seconds: inSeconds });
  };
}
