/** Calls back whenever colours read from the page are no longer right: theme switched, or on the way to paper and back. */
export function onColoursChanged(listener: () => void): () => void {
  const media = ['print', '(prefers-color-scheme: dark)'].map((query) => matchMedia(query))
  for (const query of media) query.addEventListener('change', listener)
  const theme = new MutationObserver(listener)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    for (const query of media) query.removeEventListener('change', listener)
    theme.disconnect()
  }
}
