import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { StillHere } from '../../../phone/still-here.ts';
import { LinkButton, Notice, Page } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** The address names a household that is not on this phone, or the local store cannot be read. */
export function HouseholdMissing({ state }: { state: 'notFound' | 'failed' }) {
  const { t } = useTranslation(['survey', 'common']);
  const { basePath } = usePhone();
  return (
    <Page
      title={t('common:product')}
      action={
        <LinkButton variant="primary" block href={addressesBelow(basePath).today}>
          {t('household.notFound.action')}
        </LinkButton>
      }
    >
      {state === 'notFound' ? (
        <Notice kind="warning" title={t('household.notFound.title')} next={t('household.notFound.next')} />
      ) : (
        <StillHere>
          {(isHere) => (
            <Notice
              kind="error"
              title={t('problem.load.title')}
              kept={isHere ? t('problem.load.kept') : undefined}
              next={t('problem.load.next')}
            />
          )}
        </StillHere>
      )}
    </Page>
  );
}
