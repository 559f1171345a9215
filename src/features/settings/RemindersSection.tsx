import { Bell, BellOff } from 'lucide-react';
import { useTranslation } from '../../i18n/index.ts';
import { Button, Notice, Section, Skeleton, Stack } from '../../ui/index.ts';
import { useReminders, type Reminders } from './use-reminders.ts';

/** Reminders while the app is closed: what comes, when, and the switch. */
export function RemindersSection() {
  return <RemindersView {...useReminders()} />;
}

function RemindersView({ kind, busy, problem, turnOn, turnOff }: Reminders) {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('reminders.title')}>
      <Stack gap="s">
        <p>{t('reminders.what')}</p>
        <p>{t('reminders.private')}</p>
        {kind === 'loading' && <Skeleton rows={1} />}
        {(kind === 'noPush' || kind === 'homeScreen' || kind === 'blocked') && (
          <Notice kind="info" title={t(`reminders.${kind}.title`)} next={t(`reminders.${kind}.next`)} />
        )}
        {(kind === 'on' || kind === 'off') && <p role="status">{t(`reminders.${kind}`)}</p>}
        {problem !== undefined && (
          <Notice
            kind={problem === 'unreachable' ? 'offline' : 'error'}
            announce
            title={t(`reminders.problem.${problem}.title`)}
            next={t(`reminders.problem.${problem}.next`)}
          />
        )}
        {kind === 'off' && (
          <Button block icon={Bell} onClick={turnOn} busy={busy ? t('reminders.turningOn') : undefined}>
            {t('reminders.turnOn')}
          </Button>
        )}
        {kind === 'on' && (
          <Button block icon={BellOff} onClick={turnOff} busy={busy ? t('reminders.turningOff') : undefined}>
            {t('reminders.turnOff')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
