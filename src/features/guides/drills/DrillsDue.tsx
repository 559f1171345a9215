import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton, Notice } from '../../../ui/index.ts';
import { usePaths } from '../pages/use-paths.ts';

/** On the home page, some time after somebody practised on this phone. */
export function DrillsDue() {
  const { t } = useTranslation('drills');
  const { drills } = usePaths();
  return (
    <Notice
      kind="info"
      title={t('due.title')}
      next={t('due.next')}
      action={<LinkButton href={drills}>{t('due.action')}</LinkButton>}
    />
  );
}
