import { useState } from 'react';
import { useNavigate } from 'react-router';
import { stateOf } from '../../../domain/search/find-households.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { Button, ChoiceList, EmptyState, Page, Row, Stack } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useSubmit } from '../drafts/use-submit.ts';
import { useVillage } from '../use-household.ts';
import { inGroups, responsibleChanges } from '../changes/assign-changes.ts';
import { nobody, useMemberNames } from './use-member-names.ts';

/** One member's households (or nobody's): some or all of them go to somebody else, as when a member is ill. */
export function AssignHouseholds({ from, households }: { from: string; households: readonly HouseholdEntry[] }) {
  const { t } = useTranslation(['visits', 'survey']);
  const { basePath, me, store } = usePhone();
  const today = useToday();
  const navigate = useNavigate();
  const village = useVillage();
  const nameOf = useMemberNames();
  const { problem, busy, save } = useSubmit();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [to, setTo] = useState<string>();
  const [tried, setTried] = useState(false);
  const paths = addressesBelow(basePath);
  const others = [...new Set([me.account, ...(me.team ?? []).map(({ account }) => account)])].filter(
    (account) => account !== from,
  );
  const going = households.filter(({ id }) => chosen.includes(id));
  const openHouseholds = households.filter((entry) => stateOf(entry, today) !== 'done').map(({ id }) => id);

  const give = async () => {
    setTried(true);
    if (going.length === 0 || to === undefined) return;
    const records = await store.records.getMany(
      village,
      going.map(({ id }) => id),
    );
    const byId = new Map(records.map((record) => [record.id, record.bases]));
    // Each group fits one push; earlier groups stay saved when a later one finds no room.
    for (const group of inGroups(
      responsibleChanges(
        going.map(({ id }) => id),
        to,
        (id) => byId.get(id),
      ),
    )) {
      if (!(await save(group))) return;
    }
    void navigate(paths.assign, { replace: true });
  };

  return (
    <Page
      title={t('assign.householdsOf', { name: nameOf(from === nobody ? undefined : from) })}
      back={{ href: paths.assign }}
      places="hide"
      focusKey={from}
      action={
        households.length > 0 && (
          <Button
            variant="primary"
            block
            onClick={() => void give()}
            busy={busy ? t('survey:question.saving') : undefined}
          >
            {t('assign.give', { count: going.length })}
          </Button>
        )
      }
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => void give()} />}
        {households.length === 0 && <EmptyState title={t('assign.noHouseholds')} />}
        {households.length > 0 && (
          <>
            <ChoiceList
              legend={t('assign.to')}
              value={to ?? null}
              onChange={setTo}
              error={tried && to === undefined ? t('survey:question.choose') : undefined}
              options={others.map((account) => ({ value: account, label: nameOf(account) }))}
            />
            <Row>
              <Button onClick={() => setChosen(households.map(({ id }) => id))}>
                {t('assign.all', { count: households.length })}
              </Button>
              {openHouseholds.length > 0 && openHouseholds.length < households.length && (
                <Button onClick={() => setChosen(openHouseholds)}>
                  {t('assign.allOpen', { count: openHouseholds.length })}
                </Button>
              )}
              {chosen.length > 0 && (
                <Button variant="quiet" onClick={() => setChosen([])}>
                  {t('assign.none')}
                </Button>
              )}
            </Row>
            <ChoiceList
              multiple
              legend={t('assign.which')}
              value={chosen}
              onChange={setChosen}
              error={tried && going.length === 0 ? t('survey:question.nothingChosen') : undefined}
              options={households.map((entry) => ({
                value: entry.id,
                label: entry.household.headName || t('survey:household.noName'),
                hint: [entry.household.address, t(`survey:state.${stateOf(entry, today)}`)].filter(Boolean).join(' · '),
              }))}
            />
          </>
        )}
      </Stack>
    </Page>
  );
}
