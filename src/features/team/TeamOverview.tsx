import { ArchiveRestore, Hourglass, Landmark, Plus, UserPlus, UserRound, UsersRound } from 'lucide-react';
import { fullName, titleName, type Area } from '../../domain/access/area.ts';
import type { Role } from '../../domain/access/roles.ts';
import { useTranslation } from '../../i18n/index.ts';
import { List, ListRow, LinkButton, Page, Section, Stack, Toast } from '../../ui/index.ts';
import { AreaRows } from './AreaRows.tsx';
import { addableKinds, invitableRoles, type Standing } from './people/may-invite.ts';

export interface TeamOverviewProps {
  readonly standing: Standing;
  /** The team's own village; absent for officer and admin. */
  readonly village: Area | undefined;
  readonly inviteHref: (chosen?: { readonly role?: Role; readonly area?: string }) => string;
  readonly addHref: string;
  /** People, their phones, open invitations. */
  readonly peopleHref: string;
  /** What was erased, and what waits for a second person; absent: not for this role. */
  readonly erasedHref: string | undefined;
  /** How long people's answers are kept; absent: not for this role. */
  readonly retentionHref: string | undefined;
  /** The area just added. */
  readonly news: Area | null;
  readonly onNewsSeen: () => void;
}

/** Whom one may invite and, for officer and admin, the areas in their care. */
export function TeamOverview({
  standing,
  village,
  inviteHref,
  addHref,
  peopleHref,
  erasedHref,
  retentionHref,
  news,
  onNewsSeen,
}: TeamOverviewProps) {
  const { t } = useTranslation('team');
  const roles = invitableRoles(standing);
  const managesAreas = addableKinds(standing).length > 0;
  return (
    <Page
      title={t(managesAreas ? 'titleAreas' : 'title')}
      context={useWhere(standing, village)}
      action={
        roles.length > 0 && (
          <LinkButton variant="primary" block icon={UserPlus} href={inviteHref()}>
            {t(managesAreas ? 'invite.action' : 'invite.actionTeam')}
          </LinkButton>
        )
      }
    >
      <Stack gap="l">
        <List>
          <ListRow icon={UsersRound} title={t('people.title')} meta={t('people.does')} href={peopleHref} />
          {erasedHref !== undefined && (
            <ListRow icon={ArchiveRestore} title={t('erased.title')} meta={t('erased.does')} href={erasedHref} />
          )}
          {retentionHref !== undefined && (
            <ListRow icon={Hourglass} title={t('retention.title')} meta={t('retention.does')} href={retentionHref} />
          )}
        </List>
        <Section title={t('invite.whom')}>
          <List>
            {roles.map((role) => (
              <ListRow
                key={role}
                icon={UserRound}
                title={t(`role.${role}.name`)}
                meta={t(`role.${role}.does`)}
                href={inviteHref({ role })}
              />
            ))}
          </List>
        </Section>
        {managesAreas && <Areas standing={standing} inviteHref={inviteHref} addHref={addHref} />}
      </Stack>
      <Toast message={news && t('areas.added', { name: fullName(news) })} onClose={onNewsSeen} />
    </Page>
  );
}

function useWhere({ grants, areas }: Standing, village: Area | undefined): string {
  const { t } = useTranslation('team');
  if (village) return titleName(village);
  if (grants.some(({ area }) => area === undefined)) return t('country');
  return areas
    .filter(({ id }) => grants.some(({ area }) => area === id))
    .map(titleName)
    .join(', ');
}

function Areas({ standing, inviteHref, addHref }: Pick<TeamOverviewProps, 'standing' | 'inviteHref' | 'addHref'>) {
  const { t } = useTranslation('team');
  const any = addableKinds(standing).length > 1;
  const inCare = areasInCare(standing);
  const parentName = ({ parent }: Area): string => {
    const above = any && standing.areas.find(({ id }) => id === parent);
    return above ? fullName(above) : '';
  };
  return (
    <Section title={t(any ? 'areas.titleAll' : 'areas.title')}>
      <Stack>
        <AreaRows
          areas={inCare}
          none={t('areas.none')}
          row={(area) => (
            <ListRow
              key={area.id}
              icon={Landmark}
              title={titleName(area)}
              meta={[parentName(area), t('areas.inviteHere')].filter(Boolean).join(' · ')}
              href={inviteHref({ area: area.id })}
            />
          )}
        />
        <LinkButton icon={Plus} href={addHref}>
          {t(any ? 'areas.addAny' : 'areas.add')}
        </LinkButton>
      </Stack>
    </Section>
  );
}

/** Everything below the areas granted, by name; the whole country for an admin. */
function areasInCare({ grants, areas }: Standing): Area[] {
  const granted = new Set(grants.map(({ area }) => area));
  const below = granted.has(undefined) ? areas : areas.filter(({ kind, id }) => kind === 'village' && !granted.has(id));
  return [...below].sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
}
