import { useTranslation } from '../../i18n/index.ts';
import { pinLength } from '../../store/index.ts';
import { Notice, PinPad, Stack } from '../../ui/index.ts';

type Props = {
  value: string;
  onChange: (value: string) => void;
  /** Words while it is checked. */
  busy?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
};

/** The keys, and the result of the last try below them. */
export function PinEntry({ value, onChange, busy, error, disabled = false }: Props) {
  const { t } = useTranslation('lock');
  return (
    <Stack>
      {error !== undefined && <Notice kind="warning" announce title={error} />}
      <PinPad
        label={t('pin')}
        value={value}
        length={pinLength}
        onChange={onChange}
        status={busy ?? t('digits', { count: value.length, length: pinLength })}
        erase={t('erase')}
        disabled={disabled || busy !== undefined}
      />
      {busy !== undefined && <p>{busy}</p>}
    </Stack>
  );
}
