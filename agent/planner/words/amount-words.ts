// What the words around a number do with the hours of a change, and what keeps a change from being made.
import { FACTORS, SHARES } from './share-words.js'

export const AMOUNT_WORDS: Record<string, string> = {
  amountTo:
    'down to | back to | back up to | back down to | down at | up at | back at | out to | round to | down to only | down to just | up to exactly | all the way to | all the way up to | all the way down to',
  amountLess: 'down by | back by | back down by',
  amountMore: 'up by | back up by',
  /** Verbs that make "up to 100" a target. */
  raise:
    'rise | rises | goes up | go up | comes up | come up | increase | increases | increasing | raise | raises | raising | bump | bump up | up | boost | top up | top | grow | scale | scale up | step up | ramp up | ramp | bring | bring up | take | get | gets | lift | push | go | goes | move',
  /** Verbs that make "back 16" and "down 16" a cut. */
  lower:
    'come | comes | drops | drops back | goes down | go down | comes down | come down | pull back | bring down | takes down | reduce | reduces | reducing | decrease | decreases | cut | cut down | cut back | lower | trim | drop | scale | scale back | scale down | dial | dial back | dial down | knock | slash | step | step down | ramp | ramp down | pare | pare back | pare down | wind | wind down | whittle | lop | free up | free',
  modal:
    'should | ought | ought to | must | needs to | need to | has to | have to | is to | are to | will | shall | can do | could do | only do | does | do',
  completely:
    'everywhere | across the board | on everything | from everything | off everything | on all fronts | completely | entirely | altogether | fully | totally | wholly | in full | for good | outright | straight out | right out | out completely',
  /** A change never hangs on a condition or leaves something out. */
  condition:
    'everywhere but | everywhere except | everything but | everything except | if | unless | provided | provided that | providing | as long as | so long as | only if | in case | assuming | assuming that | when | once | depending on | depending | except | except for | excluding | apart from | other than | but not | not including | everyone but | everybody but | all but | aside from | whenever | until then',
  /** An amount that nobody can carry out. */
  vague:
    'unused | unspent | leftover | left over | surplus | excess | some | a few | few | a bit | a bit of | a bit more | a bit less | bit | bits | a couple | a couple of | couple | several | a little | a little more | a little less | little | a little bit | a little of | a lot | a lot of | lots | lots of | loads of | most | most of | part of | parts of | a portion of | a chunk of | chunk | a handful of | slightly | somewhat | a bunch of | a number of | plenty | plenty of | a touch | a tad | a fair bit',
  /** An amount that hangs on the hours that stand there now. */
  relative: [...Object.keys(FACTORS), ...Object.keys(SHARES)].join(' | '),
}

/** What people say before they correct themselves. */
export const EXCUSES =
  "oops | whoops | oopsie | argh | damn | hang on | hold on | my bad | my mistake | sorry | apologies | on second thought | on second thoughts | i changed my mind | i've changed my mind | i have changed my mind | changed my mind | right away please"
