import type { AssistantServices } from '../agent/assistant-deps.js'
import { chooseAssistant, readAssistantChoice } from '../services/assistant-settings.js'
import { listChangeSets, newestSeq } from '../services/change-feed.js'
import { keyOf } from '../services/change-keys.js'
import { applyPlan, withdrawPlan } from '../services/changes.js'
import { readLexicon, recordsChangedAfter } from '../services/lexicon.js'
import { pruneModelTurns, recordModelTurn } from '../services/model-turns.js'
import { readPresentHours } from '../services/present-hours.js'
import * as threads from '../services/threads.js'

/** The service functions that the assistant is given. */
export const assistantServices: AssistantServices = {
  applyPlan,
  withdrawPlan,
  keyOf,
  newestSeq,
  listChangeSets,
  readLexicon,
  recordsChangedAfter,
  readPresentHours,
  recordModelTurn,
  pruneModelTurns,
  readAssistantChoice,
  chooseAssistant,
  ...threads,
}
