import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { LinkButton, Notice, Page } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';

/** A draft of a newer version, or a damaged one: it stays on the phone and is never overwritten. */
export function UnreadableForm({ household, failed = false }: { household: string; failed?: boolean }) {
  const { t } = useTranslation(['survey', 'common']);
  const { basePath } = usePhone();
  const words = failed ? 'load' : 'unreadable';
  return (
    <Page
      title={t('common:product')}
      action={
        <LinkButton variant="primary" block href={addressesBelow(basePath).household(household)}>
          {t('problem.unreadable.back')}
        </LinkButton>
      }
    >
      <Notice
        kind="error"
        title={t(`problem.${words}.title`)}
        kept={t(`problem.${words}.kept`)}
        next={t(`problem.${words}.next`)}
      />
    </Page>
  );
}
