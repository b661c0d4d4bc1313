// Words that limit nothing in a question about staffing: how sure or how strongly somebody asks. A question is read
// again without them where it was not understood with them. A change never is: there every word counts.

export const WEIGHTLESS_WORDS = new Set(
  `
  reckon guess guessing suppose supposing fancy wondered wonders assume assuming gather noticed notice remember recall
  completely totally entirely absolutely utterly fully properly truly literally seriously honestly pretty fairly somewhat
  slightly bit tad super awfully terribly extremely incredibly hugely massively horribly ridiculously way much little lot
  lots personally potentially theoretically technically practically effectively essentially ultimately surely clearly
  evidently seemingly presently anytime anyhow anyways whatsoever altogether everywhere someplace anyplace realistically
  comfortably easily check checking verify confirm trying try tried hoping happen happens happening going
  looking coming heading being considering wanting wanted
  situation moment manner fashion
  anyway alright hiya howdy yo greetings
  cheerio bloody damn darn heck hell gosh wow whoa ha haha lol hmm hm erm sorry apologies pardon excuse
  urgent urgently promptly asap
  actually virtually alone together collectively jointly explicitly officially formally nominally supposedly purportedly
  reportedly arguably admittedly luckily unfortunately sadly thankfully fortunately interestingly strangely oddly suddenly
  finally lastly regularly constantly continuously consistently largely primarily chiefly notably strictly merely purely
  genuinely sincerely gladly undoubtedly indeed naturally plainly always forever nonetheless nevertheless regardless
  moreover furthermore additionally therefore thus consequently accordingly allegedly visibly supposed rather safely
  reasonably sensibly tho though openly quietly readily freely fully knowingly simultaneously continually
  freaking fricking effing fucking bleeding blooming blimey jeez damned goddamn
  whatnot thingy things stuff bits
  hereabouts thereabouts nowadays wise
  `
    .trim()
    .split(/\s+/),
)

/** What the asker feels: weightless at the start and behind "I am", not of somebody asked about ("who is worried?"). */
export const MOOD_WORDS = new Set(
  `
  cool great nice lovely brilliant excellent awesome wonderful fantastic splendid worried worry concerned confused unsure
  certain sure aware surprised glad afraid happy curious keen interested pleased grateful excited
  `
    .trim()
    .split(/\s+/),
)

/** Who feels so. */
export const ASKERS = new Set('i im am we were it its thats this would be'.split(' '))

const READERS =
  'the board, my board, our board, the board meeting, the board pack, my boss, the boss, the steering committee, the steerco, the meeting, my meeting, the client meeting, finance, leadership, management, the leadership team, the management team, the exec team, the executives, the executive committee, the partners, my presentation, the presentation, a presentation, the record, my records, the file, planning purposes, reference, a colleague, my director, my manager, the weekly, the monthly review, the quarterly review, the review, the status call, the call'
const FIRMS = 'practice, shop, office, house, agency, consultancy, building, place, group, outfit, business'

/** Phrases free everywhere: what an answer is wanted for, the firm by another word, and opinions of one's own. */
export const PADDING = [
  'with the amounts',
  'with amounts',
  'with the figures',
  'with figures',
  'with the numbers',
  ...READERS.split(', ').map((reader) => `for ${reader}`),
  ...FIRMS.split(', ').flatMap((firm) => ['in', 'across', 'inside', 'within'].map((where) => `${where} the ${firm}`)),
  ...FIRMS.split(', ').flatMap((firm) =>
    ['in our', 'across our', 'in the whole', 'across the whole'].map((where) => `${where} ${firm}`),
  ),
  ...[
    'on earth',
    'in the world',
    'in gods name',
    'the heck',
    'the hell',
    'the devil',
    'the blazes',
    'in all the world',
  ],
  ...['by any means', 'by any measure', 'in any way', 'in any shape or form', 'in one way or another', 'in some way'],
  ...['to be exact', 'to be precise', 'more or less', 'give or take', 'so to speak', 'as it were', 'if you will'],
  ...['when all is said and done', 'at the end of the day', 'in the grand scheme of things', 'all things considered'],
  ...[
    'i think',
    'i believe',
    'i feel like',
    'i have a feeling',
    'i have the feeling',
    'it looks like',
    'it seems that',
  ],
]
