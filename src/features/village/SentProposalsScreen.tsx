import { useEffect, useState } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { hasLongNumber, longestProposal } from '../../domain/village/proposal.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { refusalOf, useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { proposalsResponse, type ProposalsResponse, type SentProposal } from '../../protocol/proposal.ts';
import type { Asked } from '../../sync/index.ts';
import { Button, Card, EmptyState, Facts, Form, Notice, Page, Skeleton, Stack, TextField } from '../../ui/index.ts';

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
  /** @returns why it was not stored */
  const answer = async (of: SentProposal, text: string): Promise<Refusal | undefined> => {
    const body = { village: of.village, proposal: of.id, answer: text };
    const reply: Asked<ProposalsResponse> = await server.post('proposals/answer', body, proposalsResponse);
    if (reply.kind !== 'ok') return refusalOf(reply);
    setProposals(reply.value.proposals);
    return undefined;
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

type State = 'idle' | 'saving' | 'empty' | { readonly refusal: Refusal };

function Sent({
  proposal,
  onAnswer,
}: {
  proposal: SentProposal;
  onAnswer: (text: string) => Promise<Refusal | undefined>;
}) {
  const { t } = useTranslation(['proposals', 'village']);
  const { format } = useLanguage();
  const { me } = usePhone();
  const { category, place, text, sentOn, answer, answeredOn, village } = proposal;
  const [typed, setTyped] = useState(answer ?? '');
  const refused = useRefusalWords();
  const [state, setState] = useState<State>('idle');
  const area = me.areas.find(({ id }) => id === village);
  const hasNumber = hasLongNumber(typed);
  const save = async (): Promise<void> => {
    if (state === 'saving' || hasNumber) return;
    if (typed.trim() === '') return setState('empty');
    setState('saving');
    const refusal = await onAnswer(typed.trim());
    setState(refusal ? { refusal } : 'idle');
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
        <TextField
          label={t('sent.answer')}
          hint={t('sent.answerHint')}
          rows={3}
          value={typed}
          maxLength={longestProposal}
          onChange={(value) => {
            setTyped(value);
            setState('idle');
          }}
          error={hasNumber ? t('noNumbers') : state === 'empty' ? t('sent.empty') : undefined}
        />
        <Button type="submit" busy={state === 'saving' ? t('saving') : undefined}>
          {t(answer === null ? 'sent.send' : 'sent.sendAgain')}
        </Button>
      </Form>
    </Card>
  );
}
