// What is thought of the answer or change before, said before what is wanted instead.

/** "that's too much, make it 40": what is thought of the answer before, said before what is wanted. */
const VERDICT =
  /^\s*((?:(?:hm+|no|ok|okay|oh|well|wait|actually|sorry|ah|oops)\W+)*)(?:(?:that|it|this)(?:['’]s| is| was| looks| seems| sounds)? |looks |seems |sounds )?(?:(?:a )?(?:bit|little|lot|way|far|still|also|just|much) )?(?:too (?:much|many|high|low|little|few|big|small|long|short)|not enough|a lot|quite a lot|overkill|excessive|wrong|not right|not what i (?:meant|wanted)|the wrong one)(?: for (?:him|her|them|me|us))?\s*(?:[,.;:!–-]+|\bso\b)\s*(?=[^\s?])/i

/** "oh wait, she isn't on it, I meant Omar" */
const MEANT = /^[^?]{1,80}?[,.;:–-]\s*(?=(?:sorry,? |oh,? )?(?:i|we) mea?nt? \p{L})/iu

/** "no, leave him, take Ann instead" */
const LEFT =
  /^\s*(?:(?:no|ok|okay|actually|wait|sorry|hm+)\W+)*(?:leave|not) (?:him|her|them|it)(?: alone| out)?\s*[,.;–-]+\s*(?=[^\s?])/i
/** "but leave November at 40" */
const LEAVE_AT =
  /\b(?:leave|keep|have) ((?!it\b|him\b|her\b|them\b|that\b|this\b)[^,.;?]{1,40}?) at (?=\d|half\b|full\b)/i

/** The message without the verdict that it opens with. */
export const withoutVerdict = (text: string): string =>
  text.replace(VERDICT, '$1').replace(LEFT, '').replace(LEAVE_AT, 'make $1 ')

/** What somebody meant instead, behind why the change before was wrong; undefined where nothing of the kind is said. */
export function meantInstead(text: string): string | undefined {
  const meant = text.replace(MEANT, '')
  return meant === text || /\d/.test(text.slice(0, text.length - meant.length)) ? undefined : meant
}
