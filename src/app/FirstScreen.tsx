import { Navigate } from 'react-router';
import { formUnderWay } from '../features/survey/drafts/form-under-way.ts';
import { useTranslation } from '../i18n/index.ts';
import { useDrafts, usePhone } from '../phone/hooks.ts';
import { Page, Skeleton } from '../ui/index.ts';
import { firstScreen } from './session/first-role.ts';

/**
 * Where a person starts: the form they were in the middle of when the app was closed, else their role's first screen.
 */
export function FirstScreen() {
  const { t } = useTranslation('common');
  const { role, basePath, clock } = usePhone();
  const drafts = useDrafts();
  if (drafts.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={4} />
      </Page>
    );
  const open = drafts.state === 'ready' ? formUnderWay(drafts.value, clock.now()) : undefined;
  return <Navigate replace to={`${basePath}/${open ?? firstScreen[role]}`} />;
}
