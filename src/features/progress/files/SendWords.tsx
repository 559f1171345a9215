import { ClipboardCopy, Share2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, copyText, hasShareSheet, openShareSheet } from '../../../ui/index.ts';

/** Web Share where the phone has it; else the words to paste, and to copy by hand where copying is refused. */
export function SendWords({ text, onCopied }: { text: string; onCopied: () => void }) {
  const { t } = useTranslation('progress');
  const [byHand, setByHand] = useState(false);
  const send = async (): Promise<void> => {
    if (!hasShareSheet()) return (await copyText(text)) ? onCopied() : setByHand(true);
    try {
      await openShareSheet({ text });
    } catch (error) {
      console.warn('Sharing was refused; the words are there to copy.', error);
      setByHand(true);
    }
  };
  return (
    <>
      <Button block icon={hasShareSheet() ? Share2 : ClipboardCopy} onClick={() => void send()}>
        {t(hasShareSheet() ? 'files.make.share' : 'files.make.copy')}
      </Button>
      {byHand && (
        <textarea
          aria-label={t('files.make.copy')}
          readOnly
          rows={8}
          value={text}
          onFocus={({ target }) => target.select()}
        />
      )}
    </>
  );
}
