import { ask, refuse } from '../outcomes.js'
import type { Planning } from '../planning.js'
import type { Clause } from '../reading/clause.js'
import { type AmountItem, type EntityItem, isWords } from '../reading/items.js'
import { coversOnly } from '../thread/thread-memory.js'
import { type Intent, input } from './intent.js'

const LAST = { label: 'Undo my last change', message: 'Undo my last change' }
const ELSEWHERE = 'Every change of yours can be taken back on the History page: /history.'

/** "undo that", "revert the last change", "put it back the way it was", "undo Bob's change". */
export const undo: Intent = {
  name: 'undo',
  title: 'Taking a change back',
  accepts: {
    words: [
      'undo',
      'changeNoun',
      'that',
      'no',
      'not',
      'ok',
      'instead',
      'same',
      'option',
      'pastTense',
      'what',
      'asker',
      'hoursNoun',
      'allocation',
      'work',
      'allHours',
      'about',
      'personPronoun',
      'projectPronoun',
    ],
    kinds: ['words', 'amount', 'person', 'project', 'period'],
  },
  when: (clause) => clause.has('undo') && !clause.has('how', 'why', 'make') && !denies(clause),
  plan: (clause, planning) => {
    const number = changeNumber(clause)
    if (SEVERAL.test(clause.plain)) ask(`I take back one change at a time. ${ELSEWHERE}`, [LAST])
    if (clause.amounts.some((a) => a !== number && !/^one$/i.test(a.text))) return null
    if (/^(re ?do|do it again|re ?apply|reinstate)\b/i.test(clause.items.find((i) => isWords(i, 'undo'))!.text))
      refuseWithoutUndo(planning)
    if (DOUBTFUL.test(clause.plain)) ask('Shall your last change be taken back?', [LAST])
    refuseOtherChange(clause, planning)
    return [{ tool: 'undo_change', input: input({ changeSetId: number?.text.replace(/\D/g, '') }) }]
  },
  examples: [
    { ask: 'Undo that', calls: [{ tool: 'undo_change', input: {} }] },
    { ask: 'Please revert the last change', calls: [{ tool: 'undo_change', input: {} }] },
    { ask: 'put it back the way it was', calls: [{ tool: 'undo_change', input: {} }] },
    { ask: 'Oops, wrong person, take that back', calls: [{ tool: 'undo_change', input: {} }] },
  ],
}

/** "don't undo that"; a leading "no, ..." denies what was done, not the taking back. */
const denies = (clause: Clause): boolean => clause.items.some((i) => isWords(i, 'not') && !/^no$/i.test(i.text))

const SEVERAL = /\b(everything|all|both|two|three|four|five|several|few|changes)\b/i
/** What may take back a change, or only leave it. */
const DOUBTFUL =
  /^(please |sorry |no |oops )*((cancel|scratch|forget|scrap) (that|it|this)|(that|it) was (a mistake|wrong))( please)?\W*$/i

/** "undo change 17". */
const changeNumber = (clause: Clause): AmountItem | undefined =>
  clause.amounts.find((a) => {
    const before = clause.items[clause.items.indexOf(a) - 1]
    return a.amount.unit === 'none' && /^\d+$/.test(a.text) && isWords(before, 'changeNoun', 'option')
  })

function refuseWithoutUndo(planning: Planning): void {
  if (planning.memory.last.every((c) => c.tool !== 'undo_change'))
    refuse(`Nothing was taken back in this conversation. ${ELSEWHERE}`, [])
}

/** A name or month beside "undo" must be what the thread's last change was about; nothing else is ever taken back. */
function refuseOtherChange(clause: Clause, planning: Planning): void {
  const named = clause.entities.filter((i) => !/^(my|mine|i|me)$/i.test(i.text))
  if (named.length + clause.periods.length === 0) return
  const people = names(named, 'person', planning)
  const projects = names(named, 'project', planning)
  const months = clause.periods.length > 0 ? planning.spansOf(clause, 'read') : undefined
  const last = planning.memory.lastChange
  if (last.length > 0 && coversOnly(last, people, projects, months)) return
  const what = [...named.map((i) => i.text.replace(/['’`]s?$/, '')), ...clause.periods.map((p) => p.text)].join(', ')
  refuse(`The last change of this conversation was not (only) about ${what}. ${ELSEWHERE}`, [LAST.message])
}

const names = (items: EntityItem[], kind: 'person' | 'project', planning: Planning): string[] =>
  items
    .filter((i) => i.kind === kind)
    .map((i) => (kind === 'person' ? planning.person(i) : planning.projectName(planning.project(i))))
