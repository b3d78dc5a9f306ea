## Refusals and errors

error-permissions = I'm missing permissions in this channel: { $missing }. Please ask someone who manages the server to add them, or use another channel.
error-unexpected = Something went wrong on my side, and no video was started. Please try again. If it keeps happening, give the operator this reference: `{ $reference }`
error-database = I can't reach my database right now. Nothing new was started. Please try again in a minute.
error-database-slow = My database is very slow right now, so I stopped waiting. Nothing new was started. Please try again in a few minutes.
error-restarting = I'm restarting, so I couldn't finish this. Please try again in a minute.
error-no-answer = { $mention } Discord didn't show my reply in time, but I have your request:
permission-send_messages = Send Messages
permission-send_messages_in_threads = Send Messages in Threads
permission-attach_files = Attach Files
permission-view_channel = View Channel
error-option = “{ $value }” isn't a valid choice for this option. Please choose one from the list.
error-option-long = “{ $option }” can have at most { $most } characters. Please make it shorter.
error-option-range = “{ $option }” is a whole number from { $least } to { $most }.
error-command-changed = This command has changed, or Discord sent only part of it. Please restart Discord and try again.
error-outdated = This has expired. Please start again.
error-not-asked = Only the person I asked can answer this.
permission-read_message_history = Read Message History
