import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LETTER_COLOURS, type LetterColour } from '@yinqi/domain/supervision';
import type { Tx } from '../platform/database/database.js';
import { BY_PLATFORM, letterText, writeDraft } from './letter-draft.js';
import { LettersStore } from './letters.store.js';
import type { CaseOfLetter } from './supervised.store.js';

/** What the ladder itself does with letters: it drafts them, and signs none. */
@Injectable()
export class Letters {
  constructor(private readonly store: LettersStore) {}

  /**
   * A draft that waits becomes graver instead of getting a second beside it, and nothing is drafted where the bank was
   * written to in that colour already. Answers the entry of its history.
   */
  async draft(tx: Tx, about: CaseOfLetter, colour: LetterColour, now: Date): Promise<string | undefined> {
    const waiting = await this.store.lockDraft(tx, about.engagement_id);
    if (waiting === undefined) {
      const asGrave = LETTER_COLOURS.slice(LETTER_COLOURS.indexOf(colour));
      if (await this.store.hasOpen(tx, about, asGrave)) return undefined;
      return (await writeDraft(tx, this.store, { about, colour, by: BY_PLATFORM }, now)).eventId;
    }
    if (LETTER_COLOURS.indexOf(waiting.colour) >= LETTER_COLOURS.indexOf(colour)) return undefined;
    const events = await this.store.events(tx, waiting.id);
    const isEdited = events.some(({ action, actor_side }) => action === 'edit' && actor_side === 'bureau');
    // What a person has written stays as it is.
    const text = isEdited ? waiting.text : letterText(about, colour, now);
    await this.store.update(tx, waiting.id, { ...waiting, colour, text }, now);
    const event = { id: randomUUID(), action: 'edit', text, ...BY_PLATFORM };
    await this.store.record(tx, waiting, event, now);
    return event.id;
  }

  /** The bank has answered before anybody signed: there is nothing left to ask. Answers the entry of its history. */
  async discardDraft(tx: Tx, engagementId: string, now: Date): Promise<string | undefined> {
    const waiting = await this.store.lockDraft(tx, engagementId);
    if (waiting === undefined) return undefined;
    await this.store.update(tx, waiting.id, { ...waiting, status: 'discarded' }, now);
    const event = { id: randomUUID(), action: 'discard', text: null, ...BY_PLATFORM };
    await this.store.record(tx, waiting, event, now);
    return event.id;
  }
}
