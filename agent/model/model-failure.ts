import { Fault } from '../../services/fault.js'

/** What can go wrong with a language model, for the page, the log and the tests. */
export type ModelFailureKind =
  | 'down'
  | 'no_model'
  | 'no_tools'
  | 'unauthorised'
  | 'not_a_model_server'
  | 'server_error'
  | 'cut_off'
  | 'stalled'
  | 'too_long'
  | 'leaked_call'
  | 'empty'

/** The language model failed; the question itself may be fine. */
export class ModelFailure extends Fault {
  constructor(
    readonly kind: ModelFailureKind,
    message: string,
    hint?: string,
  ) {
    super('busy', message, hint, { kind })
    this.name = 'ModelFailure'
  }
}

/** Turns whatever a model client threw into a ModelFailure. Bodies of other servers are never shown. */
export function toModelFailure(error: unknown, server: string): ModelFailure {
  for (let e = error, depth = 0; e instanceof Error && depth < 10; e = e.cause, depth++)
    if (e instanceof ModelFailure) return e
  const texts: string[] = []
  const codes: string[] = []
  let status: number | undefined
  for (let e: unknown = error, depth = 0; e instanceof Error && depth < 10; e = e.cause, depth++) {
    texts.push(`${e.name} ${e.message}`)
    const { code, status_code, status: http } = e as { code?: string; status_code?: number; status?: number }
    if (typeof code === 'string') codes.push(code)
    status ??= status_code ?? http
  }
  const text = texts.join(' | ')
  if (codes.some((c) => /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN/.test(c)))
    return new ModelFailure(
      'down',
      `The model server at ${server} does not answer.`,
      'Start it, e.g. with: ollama serve',
    )
  if (/does not support tools/i.test(text))
    return new ModelFailure('no_tools', 'This model cannot call tools.', 'Choose another one, e.g. qwen3.5:4b.')
  if (status === 404)
    return new ModelFailure('no_model', 'The model server does not have this model.', 'Pull it, or choose another one.')
  if (status === 401 || status === 403)
    return new ModelFailure('unauthorised', 'The model server refuses the key.', 'Check OPENAI_API_KEY.')
  if (status !== undefined && status >= 500) return serverError()
  if (
    /did not receive done|terminated|ECONNRESET|other side closed|premature|aborted/i.test(`${text} ${codes.join(' ')}`)
  )
    return new ModelFailure('cut_off', 'The model broke off in the middle.', 'Ask again.')
  if (/JSON|Unexpected token|not valid/i.test(text) && status === undefined)
    return new ModelFailure(
      'not_a_model_server',
      `What answers at ${server} is not a model server.`,
      'Check the address.',
    )
  return serverError()
}

const serverError = () =>
  new ModelFailure('server_error', 'The model server reported an error.', 'Ask again, or choose another model.')
