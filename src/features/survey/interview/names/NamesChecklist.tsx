import { Check } from 'lucide-react';
import { useTranslation } from '../../../../i18n/index.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import type { NamesQuestion } from '../../../../domain/questionnaire/question.ts';
import { noTicks, type TicksById } from '../../../../domain/questionnaire/ticks.ts';
import type { Person } from '../../../../domain/people/village.ts';
import { Button, Row, Stack } from '../../../../ui/index.ts';
import { itemText } from '../../questions/question-text.ts';
import styles from './NamesChecklist.module.css';

type Props = {
  question: NamesQuestion;
  people: readonly Person[];
  ticks: TicksById;
  nameOf: (person: Uuid) => string;
  onToggle: (person: Uuid, item: string) => void;
};

/** Ticks for a question with several items: the names under each item. */
export function NamesChecklist({ question, people, ticks, nameOf, onToggle }: Props) {
  const { t } = useTranslation('survey');
  return (
    <Stack gap="l">
      {question.items.map((item) => (
        <fieldset key={item} className={styles.item}>
          <legend className={styles.legend}>{itemText(t, question, item)}</legend>
          <Row>
            {people.map(({ id }) => {
              const of = ticks.get(id) ?? noTicks;
              const isTicked = 'ticked' in of && of.ticked.includes(item);
              return (
                <Button
                  key={id}
                  icon={isTicked ? Check : undefined}
                  aria-pressed={isTicked}
                  onClick={() => onToggle(id, item)}
                >
                  {nameOf(id)}
                </Button>
              );
            })}
          </Row>
        </fieldset>
      ))}
    </Stack>
  );
}
