import { useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { Button, LinkButton, Notice, Stack } from '../../../ui/index.ts';
import { guidesDueAgain, keepAgain } from '../live/local-preferences.ts';
import { entryOf } from '../pages/entries.ts';
import { usePaths } from '../pages/use-paths.ts';

/** On the home page, from the day on which somebody meant to practise a guide once more. */
export function AgainDue() {
  const { t } = useTranslation('practice');
  const { t: guides } = useTranslation('guides');
  const { practice } = usePaths();
  const [due, setDue] = useState(guidesDueAgain);
  const forget = (id: string): void => {
    keepAgain(id, undefined);
    setDue(guidesDueAgain());
  };
  return (
    <Stack gap="s">
      {due.map((id) => (
        <Notice
          key={id}
          kind="info"
          title={t('again.due', { guide: entryOf(id, guides).title })}
          next={t('again.dueNext')}
          action={
            <Stack gap="s">
              <LinkButton variant="primary" href={`${practice(id)}#again`}>
                {t('again.start')}
              </LinkButton>
              <Button onClick={() => forget(id)}>{t('again.forget')}</Button>
            </Stack>
          }
        />
      ))}
    </Stack>
  );
}
