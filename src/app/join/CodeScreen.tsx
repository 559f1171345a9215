import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { normalizeCode } from '../../protocol/accounts/join.ts';
import { Form, Page, SaveButton, TextField } from '../../ui/index.ts';
import { groupCode, problemWithCode } from './typed-code.ts';

/** The invitation's ten letters and digits, as the team lead reads them out. */
export function CodeScreen({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation('join');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const problem = problemWithCode(typed);
  const submit = () => {
    setTried(true);
    if (!problem) onCode(normalizeCode(typed));
  };
  return (
    <Page
      title={t('code.title')}
      intro={<p>{t('code.intro')}</p>}
      action={<SaveButton form="code">{t('code.look')}</SaveButton>}
    >
      <Form id="code" onSave={submit}>
        <TextField
          label={t('code.label')}
          hint={t('code.hint')}
          value={typed}
          onChange={(text) => setTyped(groupCode(text))}
          autoCapitalize="characters"
          spellCheck={false}
          error={
            tried && problem
              ? problem.kind === 'wrongLetter'
                ? t('code.wrongLetter', { letters: problem.letters })
                : t('code.wrongLength')
              : undefined
          }
        />
      </Form>
    </Page>
  );
}
