import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Area } from '../../domain/access/area.ts';
import { usePhone } from '../../phone/hooks.ts';
import { grantsThatMay, roles } from '../../domain/access/roles.ts';
import { AreaForm } from './AreaForm.tsx';
import { ErasedScreen } from './ErasedScreen.tsx';
import { InviteForm } from './people/InviteForm.tsx';
import { areasToKeep, type Standing } from './people/may-invite.ts';
import { AuditScreen } from './AuditScreen.tsx';
import { ChangedStepsScreen } from './ChangedStepsScreen.tsx';
import { PeopleScreen } from './people/PeopleScreen.tsx';
import { PersonScreen } from './people/PersonScreen.tsx';
import { RetentionScreen } from './retention/RetentionScreen.tsx';
import { TeamOverview } from './TeamOverview.tsx';
import { useTeamApi } from './use-team-api.ts';

/**
 * Inviting people and adding areas: the overview, and (`?do=invite`, `?do=area`) one thing at a time. Needs a network;
 * says so where there is none.
 */
export function TeamScreen() {
  const { me, transport, store, newId, village } = usePhone();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [added, setAdded] = useState<readonly Area[]>([]);
  const [news, setNews] = useState<Area | null>(null);
  const standing: Standing = useMemo(() => ({ grants: me.grants, areas: withAdded(me.areas, added) }), [me, added]);
  const api = useTeamApi();
  const here = (chosen: Record<string, string>): string => `${pathname}?${new URLSearchParams(chosen).toString()}`;
  const watches = grantsThatMay('seeAudit', me.grants).length > 0;
  const seesReports = grantsThatMay('seeGuideReports', me.grants).length > 0;

  const afterAdding = (area: Area): void => {
    setAdded((before) => [...before, area]);
    setNews(area);
    void navigate(pathname, { replace: true });
    void refreshMe();
  };
  // The person's rights list the new area only after the next answer of the server; until then the screen keeps it.
  const refreshMe = async (): Promise<void> => {
    const reply = await transport.me();
    if (reply.kind === 'ok') await store.settings.saveMe(reply.value);
  };

  switch (search.get('do')) {
    case 'invite':
      return (
        <InviteForm
          api={api}
          standing={standing}
          role={roles.find((one) => one === search.get('role'))}
          area={search.get('area') ?? undefined}
          account={search.get('account') ?? undefined}
          name={search.get('name') ?? undefined}
          backHref={pathname}
          origin={location.origin}
        />
      );
    case 'area':
      return <AreaForm api={api} standing={standing} newId={newId} backHref={pathname} onAdded={afterAdding} />;
    case 'people':
      return (
        <PeopleScreen
          api={api}
          areas={standing.areas}
          backHref={pathname}
          inviteHref={here({ do: 'invite' })}
          auditHref={watches ? here({ do: 'audit' }) : undefined}
          changedHref={seesReports ? here({ do: 'changed' }) : undefined}
          personHref={(account) => here({ do: 'person', account })}
        />
      );
    case 'person':
      return (
        <PersonScreen
          api={api}
          account={search.get('account') ?? ''}
          areas={standing.areas}
          backHref={here({ do: 'people' })}
          inviteHref={({ account, name, grants: [first] }) =>
            here({
              do: 'invite',
              account,
              name,
              ...(first && { role: first.role }),
              ...(first?.area !== undefined && { area: first.area }),
            })
          }
        />
      );
    case 'retention':
      return (
        <RetentionScreen
          api={api}
          standing={standing}
          area={search.get('area') ?? undefined}
          backHref={pathname}
          listHref={here({ do: 'retention' })}
          areaHref={(area) => here({ do: 'retention', area })}
          erasedHref={here({ do: 'erased' })}
          onSet={() => void navigate(here({ do: 'retention' }), { replace: true })}
        />
      );
    case 'erased':
      return <ErasedScreen api={api} grants={me.grants} areas={standing.areas} backHref={pathname} />;
    case 'changed':
      return <ChangedStepsScreen api={api} backHref={here({ do: 'people' })} />;
    case 'audit':
      return <AuditScreen api={api} areas={standing.areas} backHref={here({ do: 'people' })} />;
    default:
      return (
        <TeamOverview
          standing={standing}
          village={village}
          inviteHref={(chosen) => `${pathname}?${new URLSearchParams({ do: 'invite', ...chosen }).toString()}`}
          addHref={`${pathname}?do=area`}
          peopleHref={here({ do: 'people' })}
          erasedHref={grantsThatMay('seeErased', me.grants).length > 0 ? here({ do: 'erased' }) : undefined}
          retentionHref={areasToKeep(standing).length > 0 ? here({ do: 'retention' }) : undefined}
          news={news}
          onNewsSeen={() => setNews(null)}
        />
      );
  }
}

function withAdded(areas: readonly Area[], added: readonly Area[]): Area[] {
  const known = new Set(areas.map(({ id }) => id));
  return [...areas, ...added.filter(({ id }) => !known.has(id))];
}
