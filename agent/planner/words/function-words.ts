// Words that carry grammar, and words that carry nothing. Phrases are separated by " | ".

/** Small words with a meaning of their own; each is a class of its own name. */
export const FUNCTION_WORDS: Record<string, string> = {
  in: 'in | across | amongst | among | spanning | during | within | throughout | over the course of | in the course of | as of | around | about when',
  on: 'on | onto | upon | into | in on | on to',
  at: 'at | @',
  for: 'for | fr',
  from: 'from | starting | starting in | starting from | beginning | beginning in | beginning from | commencing | as from | effective | effective from | with effect from | out of | frm',
  to: 'to | towards | toward | over to',
  until:
    'until | till | til | until end of | till end of | to end of | through end of | up to the end of | up until | up till | through | thru | up through | ending | ending in | to the end of | until the end of | through the end of | till the end of | by the end of | through to | right through to | going through | and stays until | and stay until | stays on until | and stays on until | and stays there until | this runs until | lasts until | lasting until | up to and including | until and including | through and including | and ending in | and ending | last month | final month | with last month',
  since: 'since | ever since',
  after: 'after | following',
  before: 'before | prior to | ahead of',
  onwards:
    'until the end | till the end | to the end | through the end | onwards | onward | forward | on out | and later | and beyond | on wards | and after',
  by: 'by | via',
  with: 'with | alongside | side by side with | w | having | who have | who has | that have | that has | using | incl | including',
  without:
    'without | except | except for | excl | excluding | exclude | not counting | leaving aside | but not | other than | apart from | besides | ignoring | leave out | leaving out | skip | skipping | minus people | aside from',
  of: 'of',
  off: 'off | off of | away from',
  between: 'between | betw | in between',
  per: 'per | each | every | a piece | apiece | for each | for every | individually',
  pastTense:
    "did | was | were | had | worked | worked on | worked for | logged | spent | who was | who were | what was | what were | how was | how were | how did | has been | have been | been | had been | ended up | where was | where were | used to | have worked | has worked | wasn't | weren't | didn't",
  totalWord: 'in total | altogether | all in all | combined | total of | a total of | in all | overall',
  whoModal:
    'who can | who could | who should | who would | who might | who may | who will | can | could | could help | can help | who has got | who is able to',
  personPronoun:
    'he | him | his | she | her | hers | they | them | their | theirs | himself | herself | themselves | that person | this person | the same person | same person | that employee | this employee | the person | the employee',
  asker: 'my | mine | myself | am i | do i | have i | did i',
  projectPronoun:
    'that project | this project | the same project | same project | the project | that one project | said project',
  and: 'and | / | & | plus | as well as | along with | together with | also | n | +',
  or: 'or | and or',
  than: 'than',
  as: 'as',
  not: "not | no | never | don't | do not | doesn't | does not | isn't | is not | aren't | are not | wasn't | was not | weren't | were not | won't | will not | can't | cannot | can not | haven't | hasn't | have not | has not | didn't | did not | shouldn't | nobody | none | neither | nor | isnt | arent | dont | doesnt | no one | hadn't",
  who: "who | who has | who have | who's | whos | who is | who are | whom | whose | who all | who else | anyone who | people who | those who | everyone who | whoever | who was | who were | who has been",
  what: "what | what's | whats | what is | what are | what was | what were | wat | what're | what exactly is | what kind of | whatever",
  which: 'which | wich | which of | which ones',
  how: "how | how's | hows | how is | how are | how was | how were | how did | how does | how do | how will",
  why: "why | why's | why is | why are | how come | why was",
  when: "when | when's | when is",
  where: "where | where's | where is | where are | where was",
  that: 'the one | the ones | that | this | it | these | those | this one | that one',
  there: 'there',
  also: 'too | as well | likewise',
  same: 'repeat that | repeat it | repeat this | same again | the same | same | likewise for | ditto | similarly',
  only: 'only | just | solely | nothing but | limited to | restrict to | limit to | narrow to | narrow it down to | narrow down to | filter to | filter for | filter by | filter on | filter | keep only | restricted to',
  instead:
    'instead | rather | actually | i mean | i meant | meant | no i meant | sorry i meant | correction | make that | no make that | scratch that | rather than that | wait',
  about:
    'what about | how about | and what about | and how about | about | regarding | concerning | re | with regard to | with respect to | on the subject of | now for | now | next up',
  ok: 'yes | yep | yeah | ok | okay | sure | go ahead | do it | yes please | do that | do so | confirm | confirmed | sounds good | go for it | right | correct | agreed | perfect | apply it | apply that | apply this | proceed | make it so | looks good | fine',
  no: 'no thanks | nope | cancel | cancel that | never mind | nevermind | forget it | forget that | stop | no thank you | nah | leave it | skip it | discard',
}

/** Politeness and padding: free everywhere. */
export const FILLERS =
  "anywhere | anywhere at all | somewhere | at some point | at any point | anytime soon | any time soon | in any month | in any month of | any month of | any month in | because of | because | looks | we may | i may | they may | it may | he may | she may | you may | that may | a | an | the | r | u | ur | better | while | whereas | although | though | even | ever | definitely | certainly | surely | clearly | obviously | presumably | honestly | frankly | hopefully | ideally | preferably | eventually | somehow | kind | type | types | stuff | these days | as usual | as always | on our side | on our end | internally | by any chance | any chance | chance | possible | able | able to | capable | need to know | want to know | would like to know | would love to know | would like to see | want to see | wants to know | my boss wants to know | curious | i am curious | i'm curious | care to | tell me please | someone asked | please can you | pls can you | can u | could u | pretty please | for the moment | for the time being | at a glance | quick look | real quick | in one go | straight away | when you can | if you will | as a reminder | reminder | again and again | then again | after all | above all | first of all | firstly | secondly | thirdly | to start with | to begin with | in fact | of course | sure thing | to date | up to now | so far | thus far | until now | till now | as yet | now that | given that | since we | because | due to | thanks to | expect | expecting | expected | anticipate | anticipated | foresee | face | facing | let | lets say | overall picture | as far as | as well as possible | for sure | in general | generally | usually | normally | typically | especially | particularly | mainly | mostly | at least once | otherwise | in the end | in the meantime | meanwhile | fyi | imo | tbh | plan to be | scheduled to be | supposed to be | supposed to | meant to be | due to be | planning on | planning to | as i said | again | th | teh | please | pls | plz | kindly | thanks | thank you | thx | cheers | ta | hi | hey | hello | good morning | good afternoon | good evening | dear | assistant | staffalloc | bot | so | well | um | uh | hmm | er | oh | ah | just wondering | i was wondering | i wonder | i was wondering if | wondering | can you | could you | would you | will you | can you please | could you please | would you please | could u | can u | would you mind | do you mind | are you able to | is it possible to | would it be possible to | i'd like you to | i would like you to | i want you to | i need you to | i'd like to | i would like to | i want to | i need to | we need to | we want to | we'd like to | we would like to | we have to | i have to | i've to | let's | lets | let us | let me | go and | go ahead and | help me | help us | can we | could we | can i | could i | may i | might i | should be able to | be so kind as to | if you can | if you could | if possible | if you don't mind | when you get a chance | when you have a moment | quickly | quick | real quick | right away | asap | immediately | again please | for me | for us | to me | to us | me | us | all | any | some | every one of | each of | both | both of | all of | all the | the whole | entire | whole | total of | exactly | about right | roughly | approximately | approx | around about | currently being | simply | really | very | quite | basically | kind of | sort of | maybe | perhaps | possibly | probably | likely | actual | actually just | still | already | yet | anyway | though | then | there is | there are | is there | are there | there's | is | are | am | was | were | be | been | being | do | does | did | done | doing so | has | have | had | having been | will be | would be | should be shown | 's | has been | have been | had been | gets | getting | got | will | would | shall | can | could | may be | might | might be | must | ought to | going to | gonna | wanna | i | you | we | i'm | i am | we're | we are | we've | i've | you've | you're | i'd | we'd | you'd | i'll | we'll | you'll | our | ours | your | its | their own | own | who's who | that is | that are | which is | which are | that were | that was | who're | looks like | look like | looking at | look at | take a look at | have a look at | take a look | have a look | to look at | to know | to see | know whether | know if | whether | if | in terms of | in total | altogether | overall | all in all | all together | combined | as a whole | in all | at all | of all | out of all | here | here's | here is | question | quick question | a question | one more thing | one more | by the way | btw | fyi | eh | right then | ok so | okay so | and so | ok then | alright | all right | hm | exact | full list of | complete list of | list of | a list of | the list of | the names of | names of | name of | names | the number | numbers | figure | figures | details | detail | information | info | data | in detail | details of | details on | details about | detailed | related to | relating to | associated with | belonging to | in a table | as a table | table | as a list | in a list | bullet points | in short | briefly | short | everything | etc | e g | i e | such as | like | e.g. | i.e. | eg | ie | respectively | apparently | seems | seem | seems to be | appears | appear | appears to be | turns out | someone like | turn out | become | becomes | say | let's say | lets say | it's | its a | that's | thats | today's date | our own | in our organisation | in our organization | in the company | in our company | in the firm | in the organisation | in the organization | company | organisation | organization | firm | org | company wide | organisation wide | firm wide | in the system | in staffalloc | on file | in the plan | according to plan | according to the plan | as planned | as it stands | as things stand | in there | out there | on record | ones | one | others | in particular | specifically | particular | specific | certain | given | current | actual total | sir | madam | team please | mate | buddy | my friend | for her part | please note | note that | note: | also please | and also | and please | and then | and now | but | however | to be | so that | in order to | to make | ready | that would be great | would be great | that would be nice | much appreciated | appreciated | if you would | ! | ? | . | , | : | ; | \" | ' | ( | ) | [ | ] | { | } | ... | … | “ | ” | ‘ | ’ | * | - | – | — | • | ` | ´ | ~ | _ | = | hereby | sentence | kindly please | as needed | as required | as usual | in question | the following | following list | below list | person named | people named | called | named | known as | whose name is | by the name of | employee named | hope | hope you're well | thank you so much | thank you very much | many thanks | thanks a lot | thanks in advance | regards | best regards"
