import { useMemo } from 'react';
import { proposalsOf, proposalState, proposalStates } from '../../../domain/village/proposal.ts';
import { titleName } from '../../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useRecordsOf } from '../../../phone/hooks.ts';
import { EmptyState, LinkButton, List, ListRow, Page, Section, Stack, StatusChip } from '../../../ui/index.ts';
import { NotLoaded } from '../notices/NotLoaded.tsx';
import { useVillage } from '../use-household.ts';

const kinds = ['proposal'] as const;

/** The village's proposals by how far they have come: what is to be told first, then what waits in the village. */
export function ProposalsScreen() {
  const { t } = useTranslation(['proposals', 'survey']);
  const { basePath, village } = usePhone();
  const { format } = useLanguage();
  const records = useRecordsOf(useVillage(), kinds);
  const proposals = useMemo(() => (records.state === 'ready' ? proposalsOf(records.value) : []), [records]);
  if (records.state !== 'ready') return <NotLoaded state={records.state} />;
  const onlyHere = new Set(records.value.filter((record) => record.onlyHere).map((record) => record.id));
  const paths = addressesBelow(basePath);
  return (
    <Page
      title={t('title')}
      context={village && titleName(village)}
      back={{ href: paths.today }}
      intro={<p>{t('intro')}</p>}
      action={
        <LinkButton variant="primary" block href={paths.newProposal()}>
          {t('add')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {proposals.length === 0 && <EmptyState title={t('none')}>{t('noneNext')}</EmptyState>}
        {proposalStates.map((state) => {
          const these = proposals.filter((one) => proposalState(one) === state);
          return (
            these.length > 0 && (
              <Section key={state} title={t(`state.${state}`, { count: these.length })}>
                <List>
                  {these.map(({ id, category, place, text, raisedOn }) => (
                    <ListRow
                      key={id}
                      href={paths.proposal(id)}
                      title={t(`category.${category}`)}
                      meta={[place, text, format.day(raisedOn)].filter(Boolean).join(' · ')}
                      {...(onlyHere.has(id) && {
                        trailing: <StatusChip kind="onPhone">{t('survey:state.onlyHere')}</StatusChip>,
                      })}
                    />
                  ))}
                </List>
              </Section>
            )
          );
        })}
      </Stack>
    </Page>
  );
}
