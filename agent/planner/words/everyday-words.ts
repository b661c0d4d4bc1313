// How people say in passing who is busy, free and around: everyday phrases of the classes in the tables beside this one.

export const EVERYDAY_WORDS: Record<string, string> = {
  people:
    'consultants | consultant | heads | bods | lads | the lads | ladies | gals | gang | coworkers | co workers | workmates | teammates | team mates',
  full: 'spoken for | snowed under | up to their ears | up to the ears | up to their eyeballs | up to the eyeballs | up to their necks | hands full | have their hands full | has their hands full | has her hands full | has his hands full | a full plate | full plate | buried | buried in work | drowning | drowning in work | overwhelmed | run off their feet | rushed off their feet | crammed | loaded up | booked to the hilt | at their maximum | out of capacity | out of time | run ragged | no time at all',
  free: 'something free | spare pair of hands | a spare pair of hands | breathing room | breathing space | wiggle room | elbow room | leeway | some air | time to kill | spare hands | free hands | not too busy | not that busy | not very busy | not so busy | not all that busy | light on work | short of work | low on work | underworked | underemployed | not doing much | not up to much | could use more work | could use work | looking for work | looking for something to do | needs work | need work | needs more work | needs something to do | hungry for work | waiting for work | wants more work | room to breathe | still got room | got capacity left | still available | not spoken for | any slack | any leeway',
  idle: 'twiddling thumbs | sitting around | kicking their heels | at a loose end | gathering dust | without a job to do | sitting on their hands',
  bench: 'on the beach | the beach',
  without:
    'else than | anything else than | anything other than | anything besides | something else than | something other than | something besides',
  allocation:
    'on the books | on her books | on his books | on their books | penned in | in the diary | in her diary | in his diary | in the calendar | on the calendar | on the cards | on the schedule | on the agenda | on the docket | on the slate | on tap | in the works',
  set: 'see to it that | see to it | jot down | note down | write down | write in | pen in | punch in | make sure that | earmark | set aside | put aside | lay aside',
  status:
    'burning | burns | cooking on | cooking with | the deal with | the deal on | the story with | the story on | the lowdown on | lowdown on | the low down on | the scoop on | the skinny on | fill me in on | fill us in on | bring me up to speed on | bring us up to speed on | get me up to speed on | up to speed on | bring me up to date on | get me up to date on | up to date on | catch me up on | catch us up on | are we good on | are we ok on | are we okay on | all good on | all good with | everything ok with | everything okay with | everything ok on | everything okay on | everything all right with | everything alright with | everything fine with | anything i should know about | anything we should know about | anything i need to know about | what should i know about | what do i need to know about | the word on | where are we on | where are we with | how far are we with | how far are we on | how are we looking on | how does it look on | how does it look for | how are we placed on | how are we fixed on | how healthy is | how is it going with | how is it going on | how goes it on',
  work: 'shaping up | shaping up for | shape up | shape up for',
}
