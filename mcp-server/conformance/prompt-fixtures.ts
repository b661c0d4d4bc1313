// Fixtures that are prompts.
import { acceptedContent, completable, inputRequired, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { tinyImage } from './content-fixtures.js'

const said = (text: string) => ({ role: 'user' as const, content: { type: 'text' as const, text } })

export function registerPromptFixtures(mcp: McpServer): void {
  mcp.registerPrompt('test_simple_prompt', { description: 'Fixture' }, () => ({
    messages: [said('This is a simple prompt for testing.')],
  }))
  const places = ['paris', 'park', 'party']
  const arg1 = completable(z.string().describe('First test argument'), (typed) =>
    places.filter((place) => place.startsWith(typed)),
  )
  mcp.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'Fixture', argsSchema: z.object({ arg1, arg2: z.string().describe('Second test argument') }) },
    (given) => ({ messages: [said(`Prompt with arguments: arg1='${given.arg1}', arg2='${given.arg2}'`)] }),
  )
  mcp.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Fixture', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        said('Please process the embedded resource above.'),
      ],
    }),
  )
  mcp.registerPrompt('test_prompt_with_image', { description: 'Fixture' }, () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: tinyImage, mimeType: 'image/png' } },
      said('Please analyze the image above.'),
    ],
  }))
  const context = z.object({ context: z.string() })
  mcp.registerPrompt('test_input_required_result_prompt', { description: 'Fixture' }, (ctx) => {
    const given = acceptedContent(ctx.mcpReq.inputResponses, 'user_context', context)
    if (given) return { messages: [said(`Use this context: ${given.context}`)] }
    const message = 'What context should the prompt use?'
    return inputRequired({
      inputRequests: { user_context: inputRequired.elicit({ message, requestedSchema: context }) },
    })
  })
}
