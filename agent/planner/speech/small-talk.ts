import type { PlannerOutcome } from '../planner-types.js'
import type { Token } from '../reading/tokenise.js'

const HELP = new Set([
  'what can you do for me',
  'what can you do for us',
  'help me get started',
  'get started',
  'how do i start',
  'how do i get started',
  'where do i start',
  'im new here',
  'im new to this',
  'i am new here',
  'i am new to this',
  'what is this',
  'what can i do with this',
  'how do you work',
  'what do i do here',
  'what do you know',
  'what are you good at',
  'what are you for',
  'tell me what you can do',
  'show me what you can do',
  'help',
  'help me',
  'what can you do',
  'what can i ask',
  'what can i ask you',
  'how does this work',
  'what do you do',
  'commands',
  'examples',
  'show examples',
  'what do you understand',
  'who are you',
  'what are you',
  'how can you help',
  'how can you help me',
  'what can you help me with',
  'what can you help with',
  'what else can you do',
  'what are you able to do',
  'how do i use this',
  'show help',
  'i need help',
  'can you help me',
  'can you help',
  'menu',
  'what can i do here',
  'what can i do',
  'give me examples',
  'what questions can i ask',
  'what should i ask',
  'what kind of questions can i ask',
])
const GREETINGS = new Set([
  'hi',
  'hello',
  'hey',
  'good morning',
  'good afternoon',
  'good evening',
  'hi there',
  'hello there',
  'hey there',
  'howdy',
  'yo',
  'how are you',
  'hi how are you',
  'hello how are you',
  'how is it going',
  'greetings',
])
const THANKS = new Set([
  'thanks',
  'thank you',
  'thx',
  'cheers',
  'great',
  'perfect',
  'cool',
  'thanks a lot',
  'thank you very much',
  'nice',
  'good',
  'awesome',
  'ok',
  'okay',
  'ok thanks',
  'great thanks',
  'many thanks',
  'thank you so much',
  'ok thank you',
  'bye',
  'goodbye',
  'thats all',
  'that is all',
  'nothing',
  'never mind',
  'nevermind',
  'no',
  'no thanks',
  'no thank you',
  'yes',
  'yes please',
  'sure',
  'cancel',
  'stop',
  'forget it',
  'all good',
  'none',
  'none of these',
  'none of them',
  'none of those',
  'neither',
  'nothing thanks',
  'nothing thank you',
  'nothing else',
  'dont do that',
  'do not do that',
  'dont do it',
  'no dont',
  'no dont do that',
  'no dont do it',
  'dont change anything',
  'do not change anything',
  'change nothing',
  'leave it as it is',
  'leave it as is',
  'leave everything as it is',
  'keep it as it is',
  'thats fine',
  'thats ok',
  'that will be all',
  'got it',
  'i see',
  'understood',
  'noted',
  'will do',
  'fine',
  'alright',
  'ok go',
  'fine then',
  'ok fine',
  'looks good',
  'that will do',
  'good to go',
])

/** "hmm ok no", "ok leave it", "no don't do that": nothing is wanted after all. */
const DECLINES =
  /^(?:(?:ok|okay|hmm|hm|well|oh|then|actually|so|right) )*(?:no|nope|nah|leave it|leave that|forget it|forget that|never mind|nevermind|skip it|skip that|dont|do not|stop|cancel|dont do (?:it|that)|no dont|no dont do (?:it|that)|nothing|nothing thanks|no leave it|rather not|not now|lets not|let us not|i wont|leave it as it is|leave it like that|leave it then|no thanks|no need)(?: (?:then|thanks|now|for now|after all|please|it is fine|its fine))*$/

/** "Thanks, that's very helpful!" */
const THANKING =
  /^(?:(?:ok|okay|great|perfect) )?(?:thanks|thank you|thx|cheers|ta)(?: (?:so much|a lot|very much|for (?:that|your help|the help|this)|again|thats|that|is|was|this|very|really|so|all|i|we|needed|helpful|great|useful|perfect|brilliant|good|what|exactly))*$/

/** What may be the answer to an open question. */
const SAID_OK =
  /^(?:sounds good|all|all good|this one|that one|that|this|good one|fine then|ok then|all that|that is all|ok all|all fine|ok that|ok this|ok that one|ok this one|fine that one|great that one|great this one|then that one|then this one)$/

/** "Ok cool", "sounds good", "perfect, that helps": praise alone. */
const PRAISE =
  /^(?:(?:ok|okay|great|cool|nice|perfect|alright|fine|super|awesome|brilliant|lovely|excellent|wonderful|fantastic|thanks|cheers|noted|understood|sounds|good|to know|that|thats|this|is|it|helps|helped|helpful|works|worked|for|me|us|fine|right|correct|looks|done|exactly|very|so|really|a lot|much|all|stuff|work|job|one|got it|i see|makes sense|well done|then)(?: |$)){2,6}$/

/** Greetings, thanks and calls for help get a friendly line; nothing is looked up or changed. */
export function smallTalk(tokens: Token[], suggestions: () => string[]): PlannerOutcome | null {
  if (tokens.length > 9) return null
  const words = tokens
    .filter((t) => /[\p{L}\p{N}]/u.test(t.norm))
    .map((t) => t.norm)
    .filter((w) => !['please', 'staffalloc', 'assistant', 'just'].includes(w))
    .join(' ')
  if (
    HELP.has(words) ||
    /^what (else )?(kind|kinds|sort|sorts|type|types) of (things?|questions?|stuff) (can|could|may) (i|we|you)\b/.test(
      words,
    )
  ) {
    return {
      kind: 'refuse',
      text: 'Ask in plain English: who is free or overbooked, hours and FTE of people and projects, candidates for a role, shortages, project status, reports as Excel. I also change plans (set, move, copy, spread, clear hours, staff people); every change shows a card first, and "undo that" takes it back.',
      suggestions: suggestions(),
    }
  }
  if (GREETINGS.has(words))
    return {
      kind: 'refuse',
      text: 'Hello. What would you like to know about your staffing?',
      suggestions: suggestions(),
    }
  const asks = tokens.at(-1)?.norm === '?'
  return (THANKS.has(words) && !(asks && /^(ok|okay|fine|good|alright)$/.test(words))) ||
    THANKING.test(words) ||
    (PRAISE.test(words) && !SAID_OK.test(words)) ||
    DECLINES.test(words)
    ? { kind: 'refuse', text: 'All right. Nothing was changed by that.', suggestions: [] }
    : null
}
