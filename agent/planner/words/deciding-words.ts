// What is said before and behind a decision ("yes but", "ok then", "please"), which decides nothing by itself.

const BEFORE =
  /^(?:yes|yep|yeah|ok|okay|but|and|no|nope|please|actually|hm+|wait|sorry|oh|then|so|well|fine|good|great|perfect|sure|alright|all right|sounds good|looks good|looks right|can you|could you|can we|could we|lets|let us|let s|do it|do that|go ahead|apply it|apply that|book it|that is fine|thats fine|thats ok|that is ok|id rather|i would rather|id like to|i would like to|i want to|we should|we can|maybe|rather|on second thoughts?|now|hang on|oops|my mistake|thanks|thank you|for now|also) (?=\S)/
const BEHIND =
  / (?:please|thanks|thank you|then|for now|for the moment|after all|instead|now|though|ok|okay|again|actually|sorry|either)$/

/** The words of a decision without what is said around them. */
export function stripTalk(said: string): string {
  let text = said
  for (let round = 0; round < 8; round += 1) {
    const next = text.replace(BEFORE, '').replace(BEHIND, '')
    if (next === text) break
    text = next
  }
  return text
}
