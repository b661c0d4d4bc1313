/** A page of the command's own help texts; `help` runs one. */
export function commandReference(help: (args: string[]) => string): string {
  const first = help([])
  const commands = [...first.matchAll(/^ {2}([a-z]+)[ \n]/gm)]
    .map(([, name]) => name as string)
    .filter((n) => n !== 'help')
  const sections = commands.flatMap((name) => {
    const text = help([name])
    const inner = name === 'user' ? [...text.matchAll(/^ {2}([a-z]+)[ \n]/gm)].map(([, sub]) => sub as string) : []
    return [
      section([name], text),
      ...inner.filter((sub) => sub !== 'help').map((sub) => section([name, sub], help([name, sub]))),
    ]
  })
  return `# The staffalloc command

Made from the command's help by \`npm run docs\`.

${section([], first)}
${sections.join('\n')}`
}

function section(args: string[], text: string): string {
  return `${args.length === 0 ? '' : `${'#'.repeat(args.length + 1)} staffalloc ${args.join(' ')}\n\n`}\`\`\`text\n${text.trim()}\n\`\`\`\n`
}
