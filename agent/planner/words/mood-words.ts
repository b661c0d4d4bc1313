// Words that make a change a thought instead of a request. They say nothing in a question ("who could perhaps help?"),
// so the vocabulary leaves most of them free; before a change they hold it. GERUND stands for any word in -ing, WORD
// for any word.

/** Wherever they stand. */
export const DOUBTS = [
  ...['maybe', 'perhaps', 'possibly', 'probably', 'presumably', 'potentially', 'conceivably', 'likely', 'might'],
  ...['hypothetically', 'theoretically', 'in theory', 'ideally', 'eventually', 'hopefully', 'purely as a thought'],
  ...['some day', 'one day', 'at some point', 'sometime', 'sooner or later'],
  ...['what if', 'what happens if', 'what would happen if', 'what would it mean to', 'what would it look like to'],
  ...[
    'suppose',
    'supposing',
    'imagine',
    'pretend',
    'assume',
    'assuming',
    'lets assume',
    'lets suppose',
    'lets imagine',
  ],
  ...['i wonder', 'i wonder if', 'i am wondering', 'im wondering', 'wondering', 'i doubt', 'not sure', 'unsure'],
  ...['i think', 'i guess', 'i suppose', 'i believe', 'i feel like', 'i am thinking', 'im thinking', 'we think'],
  ...['i was thinking', 'we were thinking', 'were thinking', 'thinking', 'lets say WORD'],
  ...['consider', 'considering', 'contemplating', 'toying with', 'leaning towards', 'tempted to', 'inclined to'],
  ...['i plan to', 'we plan to', 'planning to', 'planning on', 'i intend to', 'we intend to', 'intending to'],
  ...['i hope to', 'we hope to', 'hoping to', 'i was going to', 'we were going to', 'was about to', 'were about to'],
  ...['i am going to', 'im going to', 'we are going to', 'were going to', 'id rather', 'i would rather'],
  ...['i may', 'we may', 'you may', 'he may', 'she may', 'they may', 'may need', 'may want', 'may have to', 'may get'],
  ...['it may be', 'may be', 'it would be nice to', 'it would be good to', 'it would be better to'],
  ...['would it help to', 'would it be better to', 'would it be wise to', 'would it make sense to'],
  ...['does it make sense to', 'would it be ok to', 'would it be okay to', 'would it be alright to'],
  ...['would it be fine to', 'would it be possible to', 'would it be ok if', 'would it be okay if'],
  ...['is it ok to', 'is it okay to', 'is it ok if', 'is it okay if', 'is it alright to', 'is it fine to'],
  ...['is it possible to', 'is it wise to', 'is it a good idea to', 'would it be a good idea to', 'is it worth'],
  ...['would it be worth', 'it could be worth', 'could be worth', 'it may be worth', 'worth GERUND', 'makes sense to'],
  ...['do you think', 'dont you think', 'what do you think about', 'what do you think of', 'what do you think'],
  ...['do you suggest', 'do you recommend', 'would you suggest', 'would you recommend', 'would you say'],
  ...['how about if', 'what about if', 'how about GERUND', 'what about GERUND', 'why dont we', 'why not', 'why dont i'],
  ...['why dont you', 'do i need to', 'do we need to', 'do i have to', 'do we have to', 'do you want me to'],
  ...['can i', 'could i', 'may i', 'might i', 'am i allowed to', 'are we allowed to', 'should i', 'should we'],
  ...['shall i', 'shall we', 'i should', 'we should', 'i could', 'could'],
  ...['they want', 'he wants', 'she wants', 'they would like', 'he would like', 'she would like', 'asked me to'],
  ...['i would', 'we would', 'it would', 'i ought to', 'we ought to', 'i shall', 'we shall'],
]

/** Questions how it is done. */
export const HOW_TO = [
  ...['how do i', 'how do you', 'how do we', 'how can i', 'how can we', 'how could i', 'how could we', 'how would i'],
  ...['how would we', 'how would one', 'how does one', 'how should i', 'how should we', 'how to', 'explain how to'],
  ...['explain how i', 'tell me how to', 'show me how to', 'show me how i', 'what is the way to', 'is there a way to'],
  ...['what do i have to do to', 'what do i need to do to', 'what must i do to', 'where do i', 'where can i'],
]

/** Denials: what follows shall not be done. */
export const DENIALS = [
  ...['dont', 'do not', 'never', 'please dont', 'please do not', 'no need to', 'there is no need to', 'needs not'],
  ...['you neednt', 'we neednt', 'avoid', 'refrain from', 'i dont want you to', 'i do not want you to', 'under no'],
  ...['i dont want to', 'i do not want to', 'we dont want to', 'we do not want to', 'lets not', 'i wont', 'we wont'],
  ...[
    'i refuse to',
    'forget about',
    'by no means',
    'no reason to',
    'there is no reason to',
    'you must not',
    'nobody should',
  ],
]

/** Words that hang what follows on something else, up to a comma or the end. */
export const CONDITIONS = [
  ...['if', 'unless', 'provided', 'providing', 'as long as', 'so long as', 'only if', 'in case', 'when', 'once'],
  ...['depending on', 'whenever', 'until then', 'as soon as', 'after we', 'in the event that', 'on condition that'],
]

/** Where a clause begins: a question about doing ("should Ann be at 40?"), unless the assistant is asked to ("can you"). */
export const DOUBTFUL_OPENINGS = ['should', 'shouldnt', 'could', 'couldnt', 'can', 'cant', 'would', 'wouldnt', 'ought']

/** What follows a word above and makes it a polite request after all. */
export const POLITE = [
  'you',
  'u',
  'we',
  'somebody',
  'someone',
  'anybody',
  'anyone',
  'like',
  'love',
  'appreciate',
  'ask',
]

/** What a person says after "what if I", as the verb of a request. */
export const PAST_VERBS: Record<string, string> = {
  gave: 'give',
  took: 'take',
  made: 'make',
  got: 'get',
  brought: 'bring',
  had: 'have',
  went: 'go to',
  was: 'be at',
  were: 'be at',
  did: 'have',
  does: 'have',
  do: 'have',
}
