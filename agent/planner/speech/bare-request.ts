import type { PlannerRequest } from '../planner-types.js'
import { LONGEST_REQUEST } from '../reading/tokenise.js'
import { arrowsWrittenOut } from '../reading/write-arrows.js'
import { withoutVerdict } from './verdicts.js'

/** "... and leave December alone": nothing is asked of it. */
const LEFT_ALONE =
  /[,;]?\s+(?:and|but) (?:leave|keep) [^,.;]{1,60}? (?:alone|unchanged|untouched|as (?:it|they|he|she) (?:is|are|was|were))(?=\W*$)/i

/** "give her 30 more then": more than nothing. */
const MORE_THEN = /\bmore then(?=\W*$)/i

/** A message in one line, its arrows written out, without what it says of the answer before or leaves as it is. */
export const bareRequest = (request: PlannerRequest): string =>
  arrowsWrittenOut(withoutVerdict(request).slice(0, LONGEST_REQUEST))
    .replace(LEFT_ALONE, '')
    .replace(MORE_THEN, 'more hours then')
    .replace(/\s+/g, ' ')
    .trim()
