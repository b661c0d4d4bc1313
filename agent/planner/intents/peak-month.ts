/** "in which month has Ann the most hours", "when is Ann busiest", "our busiest month". */
export const PEAK =
  /\b((which|what) months?|(busiest|peak|quietest|lightest|heaviest) months?|peaks?)\b|\bwhen\b.*\b(busiest|quietest)\b/
