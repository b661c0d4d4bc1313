// Which assistant answers: what an Admin chose in the page, kept in the database, in force from the next message on.
import { z } from 'zod'
import type { Db } from '../db/open.js'
import type { Actor } from './actor.js'
import { Fault } from './fault.js'
import { requireAdmin } from './policy.js'

const KEY = 'assistant'

const choice = z.strictObject({
  mode: z.enum(['hybrid', 'llm', 'planner']).optional(),
  model: z
    .string()
    .max(200)
    .regex(/^(auto|none|ollama:[^\s]+|openai:[^\s]+)$/)
    .optional(),
  strict: z.boolean().optional(),
})

/** What was chosen; absent fields are as the program was started. */
export type AssistantChoice = z.output<typeof choice>

/** What was chosen in the page; empty where nothing was. */
export async function readAssistantChoice(db: Db): Promise<AssistantChoice> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  const parsed = row ? choice.safeParse(JSON.parse(row.value)) : undefined
  return parsed?.success ? parsed.data : {}
}

/** Adds to the choice. Throws Fault forbidden for all but Admins, invalid for an unknown mode or model. */
export async function chooseAssistant(db: Db, actor: Actor, more: unknown): Promise<AssistantChoice> {
  requireAdmin(actor)
  if (actor.readOnly) throw new Fault('forbidden', 'This sign-in may read only.')
  const parsed = choice.safeParse(more)
  if (!parsed.success)
    throw new Fault(
      'invalid',
      'The assistant is hybrid, llm or planner; the model auto, none, ollama:NAME or openai:NAME.',
      'Send mode, model or strict.',
    )
  const value = JSON.stringify({ ...(await readAssistantChoice(db)), ...parsed.data })
  await db
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
  return JSON.parse(value) as AssistantChoice
}
