import { Copy, Send } from 'lucide-react';
import { useState } from 'react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { joinFragment, type InviteResponse } from '../../../protocol/accounts/join.ts';
import {
  Button,
  Card,
  Notice,
  Page,
  QrCode,
  Stack,
  copyText,
  hasShareSheet,
  openShareSheet,
} from '../../../ui/index.ts';
import styles from '../team.module.css';

export interface InvitationReadyProps {
  readonly invitation: InviteResponse;
  /** In words: "Tổ viên", "Thôn Tân Đông". */
  readonly role: string;
  readonly area: string;
  readonly origin: string;
  readonly backHref: string;
  readonly onAnother: () => void;
}

/** The link to send and the code to read out. Neither is stored: leaving the screen drops them. */
export function InvitationReady({ invitation, role, area, origin, backHref, onAnother }: InvitationReadyProps) {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const link = `${origin}/join${joinFragment(invitation.token)}`;
  const code = spaced(invitation.code);
  const message = t('ready.message', { role, area, link, code });
  return (
    <Page
      title={t('ready.title')}
      context={t('ready.for', { role, area })}
      back={{ href: backHref }}
      places="hide"
      focusKey="ready"
      intro={t('ready.until', { time: format.time(invitation.expires) })}
      action={<HandOver message={message} link={link} />}
    >
      <Stack>
        <Card title={t('ready.scan')}>
          <QrCode text={link} label={t('ready.qr')} />
        </Card>
        <Card title={t('ready.link')}>
          <p className={styles.link}>{link}</p>
        </Card>
        <Card title={t('ready.code')}>
          <p className={styles.code}>{code}</p>
          <p>{t('ready.codeHow', { site: `${origin.replace(/^https?:\/\//, '')}/join` })}</p>
        </Card>
        <Notice kind="info" title={t('ready.secret')} />
        <Button variant="quiet" onClick={onAnother}>
          {t('ready.another')}
        </Button>
      </Stack>
    </Page>
  );
}

/** "K7PM 2XQD": four and four are easier to read out. */
const spaced = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`;

function HandOver({ message, link }: { message: string; link: string }) {
  const { t } = useTranslation('team');
  const [copied, setCopied] = useState<'copied' | 'notCopied'>();
  const canShare = hasShareSheet();
  const copy = async (): Promise<void> => setCopied((await copyText(link)) ? 'copied' : 'notCopied');
  return (
    <Stack gap="s">
      {copied && <p role="status">{t(`ready.${copied}`)}</p>}
      {canShare && (
        <Button variant="primary" block icon={Send} onClick={() => void openShareSheet({ text: message })}>
          {t('ready.share')}
        </Button>
      )}
      <Button variant={canShare ? 'secondary' : 'primary'} block icon={Copy} onClick={() => void copy()}>
        {t('ready.copy')}
      </Button>
    </Stack>
  );
}
