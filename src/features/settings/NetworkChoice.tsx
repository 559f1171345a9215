import { useTranslation } from '../../i18n/index.ts';
import { ChoiceList, Notice, Stack } from '../../ui/index.ts';
import type { NetworkSettings } from './use-network-policy.ts';

const policies = ['mobile', 'wifi', 'any', 'byHand'] as const;

/** Over which network forms go by themselves, with this month's bytes beside it. */
export function NetworkChoice({ policy, dataUsed, choose, failed }: NetworkSettings) {
  const { t } = useTranslation(['sync', 'settings']);
  const megabytes = Math.round((dataUsed?.bytes ?? 0) / 100_000) / 10;
  return (
    <Stack gap="s">
      <ChoiceList
        legend={t('sync:policy.title')}
        options={policies.map((one) => ({
          value: one,
          label: t(`sync:policy.${one}`),
          hint: t(`sync:policy.${one}Hint`),
        }))}
        value={policy}
        onChange={(value) => {
          const chosen = policies.find((one) => one === value);
          if (chosen) choose(chosen);
        }}
      />
      {failed && <Notice kind="error" announce title={t('settings:policy.failed')} />}
      <p>{t('sync:policy.dataUsed', { megabytes })}</p>
    </Stack>
  );
}
