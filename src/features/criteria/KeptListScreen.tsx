import { useState } from 'react';
import { Pencil, RotateCcw, Undo2 } from 'lucide-react';
import { useParams } from 'react-router';
import { titleName, type Area } from '../../domain/access/area.ts';
import * as v from 'valibot';
import { areaChecklist } from '../../domain/checklist/area-checklist.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { dayOf } from '../../lib/day.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { keepChecklistAnswer } from '../../protocol/checklist.ts';
import { Button, ConfirmDialog, EmptyState, LinkButton, Page, Stack } from '../../ui/index.ts';
import { KeepProblem } from './KeepProblem.tsx';
import { ListsFrame } from './ListsFrame.tsx';
import { Preview } from './Preview.tsx';
import { useKeptLists, type KeptList, type KeptLists } from './use-kept-lists.ts';

/** One list of a commune or province, as its villages see it; to be edited, withdrawn or used again. */
export function KeptListScreen() {
  const { t } = useTranslation('criteria');
  const { basePath } = usePhone();
  const { list } = useParams();
  const of = useKeptLists();
  const back = addressesBelow(basePath).criteria(of.named);
  return (
    <ListsFrame of={of} title={t('title')} back={back}>
      {(area) => {
        const found = of.all?.find(({ id }) => id === list);
        if (found) return <Found list={found} area={area} of={of} />;
        return (
          <Page title={t('title')} context={titleName(area)} back={{ href: back }}>
            <EmptyState title={t('gone')}>{t('goneNext')}</EmptyState>
          </Page>
        );
      }}
    </ListsFrame>
  );
}

function Found({ list, area, of }: { list: KeptList; area: Area; of: KeptLists }) {
  const { t } = useTranslation('criteria');
  const { format } = useLanguage();
  const { basePath, me } = usePhone();
  const paths = addressesBelow(basePath);
  const isOwn = list.area === area.id;
  const keeper = isOwn ? area : me.areas.find(({ id }) => id === list.area);
  return (
    <Page
      title={list.name}
      {...(keeper && { context: titleName(keeper) })}
      back={{ href: paths.criteria(of.named) }}
      intro={<p>{t(list.withdrawn ? 'previewWithdrawn' : 'preview')}</p>}
      {...(isOwn && {
        action: (
          <LinkButton variant="primary" block icon={Pencil} href={paths.editCriteria(list.id, of.named)}>
            {t('edit')}
          </LinkButton>
        ),
      })}
    >
      <Stack gap="l">
        <Preview list={list} />
        <p>{t('changedBy', { name: list.by, day: format.day(dayOf(list.version)) })}</p>
        {isOwn && <Withdraw list={list} area={area} of={of} />}
      </Stack>
    </Page>
  );
}

/** Takes the list from the villages, or gives it back; what they ticked stays either way. */
function Withdraw({ list, area, of }: { list: KeptList; area: Area; of: KeptLists }) {
  const { t } = useTranslation('criteria');
  const { server } = usePhone();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<'failed' | 'meanwhile' | 'full'>();
  const change = async (withdrawn: boolean): Promise<void> => {
    setAsked(false);
    setBusy(true);
    const body = {
      area: area.id,
      list: v.parse(areaChecklist, list),
      seen: list.version,
      ...(withdrawn && { withdrawn }),
    };
    const answer = of.take(await server.post('checklists/kept', body, keepChecklistAnswer));
    setBusy(false);
    setProblem(answer ? answer.refused : 'failed');
  };
  return (
    <Stack>
      {problem && <KeepProblem problem={problem} refusal={of.refusal} />}
      {list.withdrawn ? (
        <Button icon={RotateCcw} busy={busy ? t('saving') : undefined} onClick={() => void change(false)}>
          {t('useAgain')}
        </Button>
      ) : (
        <Button icon={Undo2} variant="quiet" busy={busy ? t('saving') : undefined} onClick={() => setAsked(true)}>
          {t('withdraw')}
        </Button>
      )}
      <ConfirmDialog
        open={asked}
        title={t('withdrawAsk')}
        confirm={t('withdraw')}
        onConfirm={() => void change(true)}
        onCancel={() => setAsked(false)}
      >
        {t('withdrawNext')}
      </ConfirmDialog>
    </Stack>
  );
}
