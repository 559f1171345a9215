import { Lock, LockOpen } from 'lucide-react';
import { useEffect } from 'react';
import { pathIn, useTranslation, type PageLanguage } from '../../i18n/index.ts';
import type { Enrolment } from '../../store/index.ts';
import { LinkButton, List, ListRow, Page } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';

/** The choice of who uses the phone now. Only the people's names are shown. */
export function PeopleScreen({ people, language }: { people: readonly Enrolment[]; language: PageLanguage }) {
  const { t } = useTranslation('lock');
  const { sessions } = useTeam();
  // Closes the open local store: another person may hold the phone now.
  useEffect(() => void sessions.getState().lock(), [sessions]);
  return (
    <Page
      title={t('people.title')}
      action={
        <LinkButton variant="secondary" block href={pathIn(language, '/join')}>
          {t('people.add')}
        </LinkButton>
      }
    >
      <List>
        {people.map(({ id, label, hasPin }) => (
          <ListRow
            key={id}
            icon={hasPin ? Lock : LockOpen}
            title={label ?? t('people.noName')}
            meta={t(hasPin ? 'people.pin' : 'people.noPin')}
            href={pathIn(language, `/p/${id}`)}
          />
        ))}
      </List>
    </Page>
  );
}
