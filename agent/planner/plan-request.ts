// The built-in planner: plain English in, tool calls out, no model and no I/O. It acts only where every word of a
// request is explained; else it asks one question or says what it can do.

import { pageBefore, pageFor } from './administration.js'
import { candidateWithHours } from './candidate-with-hours.js'
import { dropCleared } from './changes/drop-cleared.js'
import { giveFreedHours } from './changes/freed-hours.js'
import { holdChange } from './changes/hold-change.js'
import { methodAgain } from './changes/method-again.js'
import { groupCalls, planChange, refuseReaders } from './changes/plan-change.js'
import { takeGivenHours } from './changes/take-given-hours.js'
import { INTENTS } from './intents/all-intents.js'
import { sharesWith } from './intents/colleagues.js'
import { type Intent, isCommand } from './intents/intent.js'
import { undo } from './intents/undo.js'
import { notUnderstood } from './not-understood.js'
import { Unanswered } from './outcomes.js'
import type { PlannerOutcome, PlannerRequest, ToolCall } from './planner-types.js'
import { Planning } from './planning.js'
import { type Accepted, type Clause, unexplained } from './reading/clause.js'
import { clientsAsProjects } from './reading/client-projects.js'
import { everydayNames } from './reading/everyday-names.js'
import { type Item, isEntity, isFiller, isWords } from './reading/items.js'
import { joinItems } from './reading/join-items.js'
import { mergeStatements, sharePeriod } from './reading/join-parts.js'
import { type EntityKind, indexOf } from './reading/lexicon-index.js'
import { monthNumber } from './reading/month-arithmetic.js'
import { otherReadings } from './reading/other-readings.js'
import { clauseOf } from './reading/read-clause.js'
import { type Reading, readItems, readTokens } from './reading/read-items.js'
import { readPlain } from './reading/read-plain.js'
import type { Span } from './reading/resolve-period.js'
import { shareOfHours } from './reading/share-of-hours.js'
import { splitClauses } from './reading/split-clauses.js'
import { refuseMixedNames } from './reading/two-names.js'
import { writtenOut } from './reading/write-out.js'
import { bareRequest } from './speech/bare-request.js'
import { holdDoubtful } from './speech/doubt.js'
import { readWithLess } from './speech/leave-out.js'
import { readWithoutRemarks } from './speech/leave-remarks.js'
import { isPreamble, onlyReads, withoutSpokenOf } from './speech/preamble.js'
import { opensWithRoom, withoutReasons } from './speech/reasons.js'
import { smallTalk } from './speech/small-talk.js'
import { meantInstead } from './speech/verdicts.js'
import { withoutSlips } from './speech/withdraw-slips.js'
import { suggestionsFor } from './suggestions.js'
import { askAboutAnswer } from './thread/about-answer.js'
import { editList, takeCandidate } from './thread/about-list.js'
import { fillOpening, otherLevel } from './thread/about-openings.js'
import { budgetAgain } from './thread/budget-again.js'
import { chosenFirst } from './thread/choose-option.js'
import { asksWayOut, chosenAtOnce, decided } from './thread/decided.js'
import { explainCandidate } from './thread/explain-candidate.js'
import { filledFromThread, isChange } from './thread/fill-from-thread.js'
import { followUp } from './thread/follow-up.js'
import { aboutSubject } from './thread/follow-up-subject.js'
import { leansOnThread } from './thread/leans-on-thread.js'
import { planMyPeople } from './thread/my-people.js'
import { withNamesake } from './thread/namesake.js'
import { withMonthsAgain, withNextPeriod } from './thread/next-period.js'
import { answerToQuestion, openQuestion } from './thread/pending-question.js'
import { resolvePronouns } from './thread/pronouns.js'
import { rememberAll } from './thread/spoken-of.js'
import { choiceKnown } from './thread/thread-answers.js'
import { remember, type ThreadMemory } from './thread/thread-memory.js'
import { planWithNames } from './thread/with-names.js'

export type * from './planner-types.js'

/** Words and marks of one message; more is not one request any more. */
const MOST_WORDS = 160

/**
 * Turns a request into tool calls, a question or a refusal. Pure: the same request gives the same outcome. Never throws.
 */
export function planRequest(request: PlannerRequest): PlannerOutcome {
  const threaded = request.context.turns.length > 0
  const said = bareRequest(request)
  const text = withoutSlips(writtenOut(said, indexOf(request.lexicon)), request)
  const read = (asked: PlannerRequest) => readWithLess(asked.text, (words) => planHeld({ ...asked, text: words }, 0))
  const planned = (words: string) =>
    readWithoutRemarks(read({ ...request, text: words }), { ...request, text: words }, read)
  const answer = readPlain(text, planned)
  const lost = answer.kind === 'refuse' && answer.understood === false
  const meant = lost && threaded ? meantInstead(text) : undefined
  if (meant) {
    const instead = readPlain(meant, planned)
    if (instead.kind !== 'refuse') return instead
  }
  return (lost && openQuestion(request, (asked) => planHeld(asked, 0))) || answer
}

/** What is only thought about, denied or hung on a condition is held. */
function planHeld(request: PlannerRequest, depth: number): PlannerOutcome {
  const planned = (text: string): PlannerOutcome => {
    const asked = planSafely({ ...request, text }, depth)
    const known = choiceKnown(asked, request)
    return known && known.length > text.length ? planned(known) : asked
  }
  return holdDoubtful(planned(request.text), request.text, planned)
}

function plan(request: PlannerRequest, depth: number): PlannerOutcome {
  const suggestions = () => suggestionsFor(request.lexicon, monthNumber(request.today))
  if (request.text.trim() === '')
    return { kind: 'refuse', text: 'Ask me something about staffing.', suggestions: suggestions() }
  const index = indexOf(request.lexicon)
  const mended = readTokens(request.text, index)
  if (mended.tokens.length > MOST_WORDS)
    return { kind: 'refuse', text: 'That is long. Please ask for a few things at a time.', suggestions: suggestions() }
  const memory = rememberAll(request)
  const later = depth < 2 ? (withNextPeriod(request, memory) ?? withNamesake(request)) : undefined
  if (later) return planHeld({ ...request, text: later }, depth + 1)
  const chosen = chosenAtOnce(request, mended.tokens, memory)
  if (chosen) return { kind: 'calls', calls: chosen }
  const first = depth < 3 ? chosenFirst(mended.tokens, memory) : null
  if (first) {
    const turns = [...request.context.turns, { text: request.text, calls: first.calls }]
    const then = planSafely({ ...request, text: request.text.slice(first.rest), context: { turns } }, depth + 1)
    if (then.kind === 'calls') return { kind: 'calls', calls: [...first.calls, ...then.calls] }
  }
  if (depth < 3) {
    const answer = answerToQuestion(request, mended.tokens, (r) => planHeld(r, depth + 1))
    if (answer) return answer
  }
  const talk = asksWayOut(mended.tokens, memory) ? null : smallTalk(mended.tokens, suggestions)
  if (talk) return talk
  const setting = { today: request.today, fiscalYearStart: request.lexicon.fiscalYearStart, thread: memory.period }
  const read = (forced: ReadonlyMap<number, EntityKind | 'word'>) =>
    readItems(request.text, mended, index, setting, forced)
  const plainly = read(new Map())
  const everyday = everydayNames(plainly, index)
  const reading = everyday ? read(everyday) : plainly
  const again = depth < 3 ? withMonthsAgain(reading, memory) : undefined
  if (again) return planHeld({ ...request, text: again }, depth + 1)
  const taken =
    depth < 2
      ? candidateWithHours(reading, request, memory, (text) => planHeld({ ...request, text }, depth + 1))
      : undefined
  if (taken) return taken
  const named =
    depth < 3 && planWithNames(reading, request, memory, (text) => planHeld({ ...request, text }, depth + 1))
  if (named) return named
  const outcome = planReading(reading, request, memory)
  if (outcome.kind === 'calls' || isNameQuestion(outcome)) return outcome
  if (mended.tokens.length > 50 || reading.items.some((i) => i.kind === 'unknown')) return outcome
  for (const forced of otherReadings(reading)) {
    const other = planReading(read(forced), request, memory)
    // A change that was understood but for one question is no other change for a name read as a plain word.
    const lostName = outcome.kind === 'ask' && [...forced.values()].includes('word')
    if (other.kind === 'calls' && (!lostName || onlyReads(other.calls))) return other
  }
  return outcome
}

function planSafely(request: PlannerRequest, depth: number): PlannerOutcome {
  try {
    return plan(request, depth)
  } catch (error) {
    if (error instanceof Unanswered) return error.outcome
    throw error
  }
}

/** A question about who is meant, or an empty list, stands: reading a name as a word instead would be a guess. */
const isNameQuestion = (outcome: PlannerOutcome): boolean =>
  (outcome.kind === 'ask' && /^(Which |No employee )/.test(outcome.question)) ||
  (outcome.kind === 'refuse' && /^No project (is|ends|starts) /.test(outcome.text))

function planReading(reading: Reading, request: PlannerRequest, memory: ThreadMemory): PlannerOutcome {
  const joined = clientsAsProjects(joinItems(reading.items, reading.tokens), request.lexicon)
  if (opensWithRoom(joined)) {
    const change = withoutReasons(joined)
    const planned = change && planItems(change, reading, request, memory)
    if (planned?.kind === 'calls' && !onlyReads(planned.calls)) return planned
  }
  const outcome = planItems(joined, reading, request, memory)
  if (outcome.kind === 'calls') return outcome
  const bare = withoutReasons(joined)
  if (!bare) return outcome
  const change = planItems(bare, reading, request, memory)
  return change.kind === 'calls' || (change.kind === 'ask' && outcome.kind === 'refuse') ? change : outcome
}

function planItems(joined: Item[], reading: Reading, request: PlannerRequest, memory: ThreadMemory): PlannerOutcome {
  try {
    const items = resolvePronouns(joined, request, memory)
    return (
      planMyPeople(items, request, (i) => planRead(i, reading, request, memory)) ??
      planRead(items, reading, request, memory)
    )
  } catch (error) {
    if (error instanceof Unanswered) return error.outcome
    throw error
  }
}

function planRead(items: Item[], reading: Reading, request: PlannerRequest, memory: ThreadMemory): PlannerOutcome {
  const parts = isOneUndo(items, reading, request, memory) ? [items] : sharePeriod(mergeStatements(splitClauses(items)))
  const whole = parts.length > 1 ? [items] : undefined
  const outcome = planParts(parts, reading, request, memory)
  if (outcome.kind === 'calls' || !whole) return outcome
  const joined = planParts(whole, reading, request, memory)
  if (joined.kind === 'calls') return joined
  const asked = planBehindPreamble(splitClauses(items), reading, request, memory)
  if (asked) return asked
  return outcome.kind === 'ask' ? outcome : joined.kind === 'ask' ? joined : outcome
}

/** "I am planning ahead. How many hours ...?": the question by itself, where nothing in the sentence before it limits it. */
function planBehindPreamble(
  parts: Item[][],
  reading: Reading,
  request: PlannerRequest,
  memory: ThreadMemory,
): PlannerOutcome | undefined {
  const start = parts.findIndex((part) => !isPreamble(part))
  if (start <= 0) return undefined
  const people = parts.slice(0, start).flatMap((part) => part.filter((i) => i.kind === 'person'))
  const rest = parts.slice(start)
  if (people.length > 0 && !rest.flat().some((i) => isEntity(i) || isWords(i, 'people', 'who'))) return undefined
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const names = people.flatMap((i) =>
    isEntity(i) && i.refs.length === 1 ? [planning.personName(i.refs[0]!.index)] : [],
  )
  const outcome = planParts(rest, reading, request, { ...memory, people: [...names, ...memory.people] })
  if (outcome.kind === 'refuse' && outcome.understood === false) return undefined
  if (outcome.kind !== 'calls') return outcome
  return onlyReads(outcome.calls) ? { ...outcome, calls: withoutSpokenOf(outcome.calls, names) } : undefined
}

/** "sorry, that was wrong. Undo it" is one request. */
function isOneUndo(items: Item[], reading: Reading, request: PlannerRequest, memory: ThreadMemory): boolean {
  const clause = clauseOf(request.text, items, reading.tokens)
  const planning = new Planning(request, indexOf(request.lexicon), memory)
  const bare = clause.entities.length + clause.periods.length + clause.amounts.length === 0
  return bare && undo.when(clause, planning) && unexplained(clause, undo.accepts).length === 0
}

/** Plans the requests of a message in order; each sees the ones before it as its conversation. */
function planParts(parts: Item[][], reading: Reading, request: PlannerRequest, memory: ThreadMemory): PlannerOutcome {
  const calls: ToolCall[] = []
  let seen = memory
  let spokenBefore: Span | undefined
  for (const part of parts) {
    const planning = new Planning(request, indexOf(request.lexicon), seen)
    planning.spokenBefore = spokenBefore
    const items = calls.length > 0 ? resolvePronouns(part, request, seen) : part
    refuseMixedNames(items, planning)
    const clause = clauseOf(request.text, items, reading.tokens)
    const named = clause.periods.every((p) => !p.stretch.first.sprint)
    const spans = named ? planning.spansOf(clause, clause.isPast ? 'past' : 'read') : undefined
    if (spans) spokenBefore = spans.length === 1 ? spans[0] : undefined
    const outcome = planClause(clause, planning, calls.length > 0)
    if (outcome.kind !== 'calls') return outcome
    calls.push(...outcome.calls.filter((call) => !calls.some((c) => isSameRead(c, call))))
    dropCleared(calls)
    seen = withCalls(request, seen, outcome.calls)
  }
  return calls.length > 0
    ? { kind: 'calls', calls }
    : { kind: 'refuse', text: 'Ask me something about staffing.', suggestions: [] }
}

/** The same question twice in one message needs one answer. */
const isSameRead = (a: ToolCall, b: ToolCall): boolean =>
  a.tool === b.tool && onlyReads([a]) && JSON.stringify(a.input) === JSON.stringify(b.input)

function withCalls(request: PlannerRequest, memory: ThreadMemory, calls: ToolCall[]): ThreadMemory {
  const next = remember({ turns: [...request.context.turns.slice(-5), { text: request.text, calls }] })
  return { ...next, people: [...next.people, ...memory.people], projects: [...next.projects, ...memory.projects] }
}

/** In a question, "booked", "assigned" or "split" only describe the plan: the plain readings understand them. */
function acceptedBy(intent: Intent, clause: Clause): Accepted {
  if (!['query', 'find', 'find-without', 'status'].includes(intent.name) || isCommand(clause)) return intent.accepts
  return { ...intent.accepts, words: [...intent.accepts.words, 'set', 'staff', 'distribute', 'evenly'] }
}

function planClause(clause: Clause, planning: Planning, later: boolean): PlannerOutcome {
  const page = pageBefore(clause)
  if (page) return page
  if (clause.has('projectPronoun') && !isCommand(clause) && !sharesWith(clause)) askProjectMeant(clause, planning)
  let question: PlannerOutcome | undefined
  const attempt = (make: () => ToolCall[] | null): PlannerOutcome | undefined => {
    try {
      const calls = make()
      return calls && calls.length > 0 ? { kind: 'calls', calls } : undefined
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      question ??= error.outcome
      return undefined
    }
  }
  const decision = attempt(() => decided(clause, planning))
  if (decision ?? question) return decision ?? question!
  const listed = attempt(() => editList(clause, planning) ?? takeCandidate(clause, planning))
  if (listed ?? question) return listed ?? question!
  const explained = attempt(() => explainCandidate(clause, planning))
  if (explained) return explained
  const opening = attempt(() => otherLevel(clause, planning) ?? fillOpening(clause, planning))
  if (opening) return opening
  if (question) return question
  const freed = attempt(
    () =>
      giveFreedHours(clause, planning) ??
      takeGivenHours(clause, planning) ??
      methodAgain(clause, planning) ??
      budgetAgain(clause, planning),
  )
  if (freed) return freed
  if (question) return question
  const about = attempt(() => askAboutAnswer(clause, planning) ?? null)
  if (about) return about
  const subject = attempt(() => aboutSubject(clause, planning))
  if (!later && (subject ?? question)) return subject ?? question!
  const leans = !undo.when(clause, planning) && leansOnThread(clause, planning)
  if (leans) {
    const again = attempt(() => followUp(clause, planning))
    if (again) return again
    if (question) return question
    if (clause.has('only', 'same', 'instead', 'without') && !clause.has('show', 'who', 'which', 'set', 'move'))
      return notUnderstood(
        clause,
        clause.items.filter(
          (i) =>
            i.kind === 'unknown' ||
            (i.kind === 'words' && ['only', 'same', 'instead', 'without'].some((n) => i.classes.has(n))),
        ),
        planning,
      )
  }
  const named = attempt(() => groupCalls(clause, planning))
  if (named ?? question) return named ?? question!
  let left: Item[] | undefined
  const share = shareOfHours(clause)
  const plans = plansSomebody(clause)
  for (const intent of INTENTS) {
    if (plans && !intent.writes) continue
    // "take half of his hours off Beta": only what understands shares may have it, the last one asks.
    if (share && intent.writes && !intent.shares && intent.name !== 'incomplete') continue
    if (!intent.when(clause, planning)) continue
    const free = intent.free?.(clause) ?? []
    const unexplainedItems = unexplained(clause, acceptedBy(intent, clause)).filter((i) => !free.includes(i))
    if (unexplainedItems.length > 0) {
      if (!left || unexplainedItems.length < left.length) left = unexplainedItems
      continue
    }
    if (intent.name === 'incomplete') question = pageFor(clause)
    if (question) return question
    const outcome = attempt(() => {
      if (intent.writes) refuseReaders(planning)
      if (intent.writes) holdChange(clause, planning, intent)
      return intent.plan(clause, planning)
    })
    if (outcome) return outcome
    if (question) break
  }
  const filled = isCommand(clause) && isChange(clause) ? filledFromThread(clause, planning) : undefined
  const change = filled && planChange(filled, planning)
  if (change) return change
  if (question) return question
  if (!leans && planning.memory.last.length > 0) {
    const again = attempt(() => followUp(clause, planning))
    if (again && !later) return again
  }
  return (
    question ??
    pageFor(clause) ??
    notUnderstood(clause, left ?? clause.items.filter((i) => i.kind === 'unknown'), planning)
  )
}

/** "who else is on that project?" where no project was spoken of: left out, it would be a question about everything. */
function askProjectMeant(clause: Clause, planning: Planning): void {
  const item = clause.items.find((i) => isWords(i, 'projectPronoun'))!
  const [person] = [...planning.peopleOf(clause), ...planning.memory.people]
  planning.askMeantProject(item, person)
}

/** "plan Ann for January", "book Bob": never a question about their hours. */
function plansSomebody(clause: Clause): boolean {
  const said = clause.items.filter((i) => !isFiller(i))
  return /^(plan|book|schedule|reserve|allocate)$/i.test(said[0]?.text ?? '') && said[1]?.kind === 'person'
}
