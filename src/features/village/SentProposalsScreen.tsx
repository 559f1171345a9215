import { useEffect, useState } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { changeEdit, takeNow, viewEdit, type Edit, type Shown } from '../../domain/record/edit.ts';
import { hasLongNumber, longestProposal } from '../../domain/village/proposal.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { refusalOf, useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import {
  answerProposalResponse,
  proposalsResponse,
  type AnswerProposalResponse,
  type SentProposal,
} from '../../protocol/proposal.ts';
import type { Asked } from '../../sync/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Facts,
  Form,
  Notice,
  Page,
  Skeleton,
  Stack,
  TextField,
  WithValueNow,
} from '../../ui/index.ts';

/** What the villages of the officer's commune have sent to it, the longest waiting first, each to be answered. */
export function SentProposalsScreen() {
  const { t } = useTranslation(['proposals', 'village']);
  const { server, basePath } = usePhone();
  const [proposals, setProposals] = useState<readonly SentProposal[]>();
  const refused = useRefusalWords();
  const [failed, setFailed] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void server.get('proposals', proposalsResponse).then((reply) => {
      if (left) return;
      if (reply.kind === 'ok') setProposals(reply.value.proposals);
      else setFailed(refusalOf(reply));
    });
    return () => {
      left = true;
    };
  }, [server]);
  const answer = async (of: SentProposal, text: string): Promise<Outcome> => {
    const body = { village: of.village, proposal: of.id, answer: text, seen: of.version ?? 0 };
    const reply: Asked<AnswerProposalResponse> = await server.post('proposals/answer', body, answerProposalResponse);
    if (reply.kind !== 'ok') return { refusal: refusalOf(reply) };
    setProposals(reply.value.proposals);
    return reply.value.meanwhile ? 'meanwhile' : 'idle';
  };
  return (
    <Page title={t('sent.title')} intro={<p>{t('sent.intro')}</p>} back={{ href: addressesBelow(basePath).villages() }}>
      {!proposals && failed && <Notice announce title={t('village:offline')} {...refused(failed)} />}
      {!proposals && !failed && <Skeleton rows={4} />}
      {proposals?.length === 0 && <EmptyState title={t('sent.none')}>{t('sent.noneNext')}</EmptyState>}
      <Stack gap="l">
        {proposals?.map((proposal) => (
          <Sent key={proposal.id} proposal={proposal} onAnswer={(text) => answer(proposal, text)} />
        ))}
      </Stack>
    </Page>
  );
}

interface Typed {
  readonly answer: string;
}

const fields = { answer: 'answer' } as const;
const shownAnswer = ({ answer, version = 0 }: SentProposal): Shown<Typed> => ({
  values: { answer: answer ?? '' },
  bases: { answer: version },
});

/** `meanwhile`: another officer has answered since, and nothing was stored. */
type Outcome = 'idle' | 'meanwhile' | { readonly refusal: Refusal };
type State = Outcome | 'saving' | 'empty';

function Sent({ proposal, onAnswer }: { proposal: SentProposal; onAnswer: (text: string) => Promise<Outcome> }) {
  const { t } = useTranslation(['proposals', 'village']);
  const { format } = useLanguage();
  const { me } = usePhone();
  const { category, place, text, sentOn, answer, answeredOn, village } = proposal;
  const now = shownAnswer(proposal);
  const [edit, setEdit] = useState<Edit<Typed>>(() => ({ ...now, opened: now.values }));
  const { values, elsewhere } = viewEdit(edit, now, fields);
  const typed = values.answer;
  const refused = useRefusalWords();
  const [state, setState] = useState<State>('idle');
  const area = me.areas.find(({ id }) => id === village);
  const hasNumber = hasLongNumber(typed);
  const save = async (): Promise<void> => {
    if (state === 'saving' || hasNumber) return;
    if (typed.trim() === '') return setState('empty');
    setState('saving');
    const outcome = await onAnswer(typed.trim());
    if (outcome === 'idle') setEdit({ ...edit, values, opened: values });
    setState(outcome);
  };
  return (
    <Card title={`${area ? titleName(area) : ''}: ${t(`category.${category}`)}`}>
      <Form gap="m" busy={state === 'saving'} onSave={save}>
        <Facts
          items={[
            { term: t('step.sent'), detail: format.day(sentOn) },
            ...(place === '' ? [] : [{ term: t('place'), detail: place }]),
            ...(text === null ? [] : [{ term: t('text'), detail: text }]),
            ...(answeredOn === null ? [] : [{ term: t('step.answeredByCommune'), detail: format.day(answeredOn) }]),
          ]}
        />
        {typeof state === 'object' && (
          <Notice announce="answer" title={t('village:notSaved')} {...refused(state.refusal)} />
        )}
        {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('village:meanwhile')} />}
        <WithValueNow
          now={elsewhere.answer}
          onTake={() => {
            setEdit(takeNow(edit, 'answer', now, fields));
            setState('idle');
          }}
        >
          <TextField
            label={t('sent.answer')}
            hint={t('sent.answerHint')}
            rows={3}
            value={typed}
            maxLength={longestProposal}
            onChange={(value) => {
              setEdit(changeEdit(edit, { answer: value }, now, fields));
              setState('idle');
            }}
            error={hasNumber ? t('noNumbers') : state === 'empty' ? t('sent.empty') : undefined}
          />
        </WithValueNow>
        <Button type="submit" busy={state === 'saving' ? t('saving') : undefined}>
          {t(answer === null ? 'sent.send' : 'sent.sendAgain')}
        </Button>
      </Form>
    </Card>
  );
}
