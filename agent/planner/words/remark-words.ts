// How a sentence begins and goes on that tells something beside a request ("the client called", "she is fine with it"),
// and the words that make it more than a remark.

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Who or what a remark speaks of. */
export const REMARK_SUBJECTS = words(`
  i im ive id ill we were weve wed well he hes hed she shes shed they theyre theyve theyd it its itll this that thats these
  those there theres things thing everything everyone everybody someone somebody people something
  the my our his her their a an some many several both two three no nothing
`)

/** Pronouns: whatever follows is told of somebody. */
export const REMARK_PRONOUNS = words(`
  i im ive id ill we weve wed he hes hed she shes shed they theyre theyve theyd it its itll this that thats theres
`)

/** Verbs of a remark that do not end in -ed or stand behind a pronoun. */
export const REMARK_VERBS = words(`
  is isnt are arent was wasnt were werent am has hasnt have havent had will wont would may might does doesnt did didnt do
  can cannot cant could
  broke left lost won got took went came said told gave made fell quit began ran called kept felt hit shut slid sank rose
  grew sent spoke wrote met found heard saw knew thought bought sold paid held stood understood put let cut set
  says wants needs thinks comes goes gets makes takes keeps feels looks seems sounds starts ends moves leaves asks calls
  knows likes hates loves hopes worries complains insists promises expects means depends happens changes arrives gives
  needs want need drives slips
`)

/** What a remark begins with that gives the reason for a request. */
export const REASONS =
  'because | because of | since | as the | as he | as she | as they | as we | as our | as it | as there | as i | due to | so that | so we | so he | so she | so they | got a call | got a meeting | got a review | got a customer | have a call | have a meeting | need it for | need it by | need it in | need this for | need that for | need them for | i need it | i need this for | we need it for | needed for | needed by | asking for my | asking for our | asking for the | asking for a | asking on behalf of | prepping for | preparing for | prep for | heading into | going into | client asking | client asked | client wants | client needs | client is asking | client keeps asking | customer asking | customer asked | boss asking | boss asked | boss wants | boss needs | boss is asking | boss keeps asking | finance asking | finance asked | finance wants | finance needs | management asking | management wants | management asked | board wants | board asking | director asking | director asked | director wants | in order to | in order that | otherwise | given that | now that | seeing that | seeing as | for she | for he | for the sake of'

/** Words that limit or hang the request: with one of them it is no remark. */
export const REMARK_LIMITS = words(`
  only except excluding unless if when whenever until till once without instead rather must should ought shall least most
  maximum minimum max min under below above over than either neither same also too each every before after provided
  assuming whether while then please dont never ever anybody anyone nobody noone just
  who whom which what how where why email tell notify inform
`)

/** With these a change is asked about first: what is told is undecided. */
export const REMARK_DOUBTS = words(`
  may might maybe perhaps possibly probably hopefully hope hoping could would wouldnt couldnt unsure doubt think thinks
  believe guess suppose unless but however although though wants want undecided pending unclear tentative provisional
`)

/** Denials, which are doubts only where they deny a decision. */
export const REMARK_DENIALS = words(`
  not no cannot cant wont isnt arent wasnt werent hasnt havent doesnt didnt hadnt dont yet nothing never nobody
`)

export const REMARK_DECISIONS = words(`
  decided decide sure agreed agree agrees approved approve approves confirmed confirm confirms signed sign certain final
  like likes happy ready yet allowed need needs should clear said know knows asked ask told finalised finalized fixed settled
`)

/** Verbs of a duty; of somebody else they limit ("she has to stay on Beta"). */
export const DUTIES = /\b(?:has to|have to|needs to|need to|is to|are to|supposed to)\b/
