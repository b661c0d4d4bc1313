const form = document.querySelector('.filters')
const cases = [...document.querySelectorAll('.case')]

function show() {
  const data = new FormData(form)
  const words = String(data.get('find')).toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const item of cases) {
    const kind = data.get('show')
    const fits =
      (kind === 'all' || (kind === 'failing' ? item.classList.contains('failed') : item.dataset.flipped === 'true')) &&
      words.every((word) => item.dataset.text.includes(word))
    item.hidden = !fits
    if (fits) shown++
  }
  form.querySelector('output').textContent = `${shown} shown`
}

form.addEventListener('input', show)
form.addEventListener('submit', (event) => event.preventDefault())
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1))
  if (!target) return
  target.hidden = false
  target.open = true
  target.scrollIntoView()
})
show()
