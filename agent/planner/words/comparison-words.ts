// How people say less and more. Strict and inclusive ones are kept apart: "under 50 %" leaves 50 % out.

export const COMPARISON_WORDS: Record<string, string> = {
  below:
    'under | below | less than | fewer than | lower than | smaller than | beneath | < | less then | not even | short of | underneath | no where near | not reaching | less busy than | less booked than | less loaded than | less full than | emptier than | quieter than',
  atMost:
    'at most | no more than | not more than | up to | maximum | max | maximum of | a maximum of | max of | <= | < = | ≤ | =< | not over | not above | not exceeding | maximally | no higher than | not higher than | no greater than | at or below | at or under | not more then | lower than or equal to | less than or equal to',
  above:
    'over | above | more than | greater than | higher than | exceeding | exceed | exceeds | > | in excess of | beyond | north of | more then | past | bigger than | larger than | surpassing | busier than | fuller than | more booked than | more loaded than | more busy than | booked more than | loaded more than | booked for more than | busy more than',
  atLeast:
    'at least | no less than | not less than | minimum | min | minimum of | a minimum of | min of | >= | > = | ≥ | => | not under | not below | upwards of | no fewer than | no lower than | at or above | at or over | not lower than | greater than or equal to | more than or equal to | atleast',
  orMore:
    'or more | or above | or higher | or greater | or over | and above | and up | and over | and more | plus | or better | upwards | and higher | + | minimum | at least | or up',
  orLess:
    'or less | or below | or fewer | or lower | or under | and below | and under | and less | maximum | max | at most | tops | and lower | or smaller | at the most',
  exactly: 'exactly | precisely | equal to | equals | exact',
}
