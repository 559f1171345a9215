import { memo, useDeferredValue, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { titleName, type Area } from '../../domain/access/area.ts';
import { mostCriteria } from '../../domain/checklist/area-checklist.ts';
import { checklistTyped } from '../../domain/checklist/typed-checklist.ts';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import type { ChecklistDraft } from '../../store/phone-settings.ts';
import {
  Button,
  Card,
  ConfirmDialog,
  EmptyState,
  Form,
  Notice,
  Page,
  SaveButton,
  Section,
  Skeleton,
} from '../../ui/index.ts';
import { CriteriaFields } from './CriteriaFields.tsx';
import { HeadFields } from './HeadFields.tsx';
import { KeepProblem } from './KeepProblem.tsx';
import { Preview } from './Preview.tsx';
import { useDrafts } from './use-drafts.ts';
import { useKeptLists, type KeptLists } from './use-kept-lists.ts';
import { useListForm, type ListForm } from './use-list-form.ts';

/** A new list of a commune or province, or one to be changed; typed without a network too. */
export function ListFormScreen() {
  const { t } = useTranslation('criteria');
  const { basePath } = usePhone();
  const { list: wanted } = useParams();
  const of = useKeptLists();
  const refused = useRefusalWords();
  const { area, all, named, refusal } = of;
  const drafts = useDrafts(area?.id);
  const paths = addressesBelow(basePath);
  const title = t(wanted === undefined ? 'new' : 'edit');
  const known = all || refusal ? drafts : undefined;
  // A new one that the server has after all is edited, and not made twice.
  const draft = known?.find((one) =>
    wanted === undefined ? !one.before && !all?.some(({ id }) => id === one.id) : one.id === wanted,
  );
  const list = all?.find((one) => one.id === wanted && one.area === area?.id);
  if (area && known && (wanted === undefined || draft || list))
    return <ListFormOf key={`${area.id} ${wanted}`} area={area} of={of} list={list} draft={draft} title={title} />;
  return (
    <Page title={title} {...(area && { context: titleName(area) })} back={{ href: paths.criteria(named) }}>
      {!area && <EmptyState title={t('noArea')}>{t('noAreaNext')}</EmptyState>}
      {area && refusal && !all && <Notice announce title={t('notShown')} {...refused(refusal)} />}
      {area && !refusal && !all && <Skeleton rows={5} />}
      {known && all && <EmptyState title={t('gone')}>{t('goneNext')}</EmptyState>}
    </Page>
  );
}

interface ListFormProps {
  readonly area: Area;
  readonly of: KeptLists;
  readonly list: Parameters<typeof useListForm>[0]['list'];
  readonly draft: ChecklistDraft | undefined;
  readonly title: string;
}

function ListFormOf({ area, of, list, draft, title }: ListFormProps) {
  const { t } = useTranslation('criteria');
  const { basePath } = usePhone();
  const navigate = useNavigate();
  const paths = addressesBelow(basePath);
  // What it began with: what the server says later must not begin it anew.
  const [beginning] = useState({ area: area.id, list, draft });
  const back = beginning.list ? paths.criteriaList(beginning.list.id, of.named) : paths.criteria(of.named);
  const form = useListForm(beginning, of.take, {
    saved: (id) => void navigate(paths.criteriaList(id, of.named), { replace: true }),
    dropped: () => void navigate(back, { replace: true }),
  });
  const { typed, disputed, state, problems, unsent } = form;
  // Typing does not wait for the preview.
  const shown = useDeferredValue(typed);
  return (
    <Page
      title={title}
      context={titleName(area)}
      back={{ href: back }}
      action={
        <SaveButton form="list" busy={state === 'saving' ? t('saving') : undefined}>
          {t('save')}
        </SaveButton>
      }
    >
      <Form id="list" busy={state === 'saving'} onSave={form.save}>
        <SaveProblem form={form} refusal={of.refusal} />
        {state === 'idle' && unsent && <Unsent form={form} />}
        <HeadFields
          typed={typed}
          disputed={disputed.head}
          problems={problems.head}
          onChange={form.change}
          onTake={form.takeHead}
        />
        <CriteriaFields
          criteria={typed.criteria}
          disputed={disputed.criteria}
          problems={problems.criteria}
          error={
            problems.head.includes('noCriteria')
              ? t('wrong.noCriteria')
              : problems.head.includes('tooMany')
                ? t('wrong.tooMany', { count: typed.criteria.length, most: mostCriteria })
                : undefined
          }
          onChange={(criteria) => form.change({ criteria })}
          onTake={form.takeCriterion}
        />
        <WouldSee id={form.id} typed={shown} />
      </Form>
    </Page>
  );
}

/** What a village would see of the list as it is typed now. */
const WouldSee = memo(function WouldSee({ id, typed }: Pick<ListForm, 'id' | 'typed'>) {
  const { t } = useTranslation('criteria');
  const list = checklistTyped(id, typed);
  return (
    <Section title={t('wouldSee')}>
      {'id' in list ? (
        <Card title={list.name} level={3}>
          <Preview list={list} level={3} />
        </Card>
      ) : (
        <p>{t('wouldSeeNext')}</p>
      )}
    </Section>
  );
});

/** What is typed is kept on this phone; it can be dropped. */
function Unsent({ form }: { form: ListForm }) {
  const { t } = useTranslation('criteria');
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Notice kind="info" title={t('unsent')} action={<Button onClick={() => setAsked(true)}>{t('discard')}</Button>} />
      <ConfirmDialog
        danger
        open={asked}
        title={t('discardAsk')}
        confirm={t('discard')}
        onConfirm={() => void form.discard()}
        onCancel={() => setAsked(false)}
      />
    </>
  );
}

function SaveProblem({ form: { state }, refusal }: { form: ListForm; refusal: Refusal | undefined }) {
  const { t } = useTranslation('criteria');
  if (state === 'idle' || state === 'saving') return null;
  if (state === 'wrong') return <Notice kind="warning" announce="answer" title={t('wrong.title')} />;
  return <KeepProblem problem={state} refusal={refusal} />;
}
