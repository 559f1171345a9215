import { titleName } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import { Facts } from '../../ui/index.ts';

/** Name, tasks and places, one line a grant. */
export function WhoIAm({ me }: { me: Pick<MeResponse, 'name' | 'grants' | 'areas'> }) {
  const { t } = useTranslation('settings');
  const place = (area: string | undefined): string => {
    const found = me.areas.find(({ id }) => id === area);
    return found ? titleName(found) : t('me.country');
  };
  const tasks = me.grants.map(({ role, area }) => `${t(`role.${role}`)}, ${place(area)}`);
  return (
    <Facts
      items={[
        { term: t('me.name'), detail: me.name },
        { term: t('me.role'), detail: tasks.map((task) => <div key={task}>{task}</div>) },
      ]}
    />
  );
}
