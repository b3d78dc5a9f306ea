## Refusals and errors

error-permissions = I may not do that in this channel. Missing here: { $missing }. Please ask somebody who manages the server to allow it, or use another channel.
error-unexpected = Something went wrong on my side, and your video was not ordered. Please try again; if it happens again, tell the operator this reference: `{ $reference }`
error-database = I cannot reach my database at the moment, so nothing was ordered. Please try again in a minute.
error-database-slow = My database is very slow right now, so I stopped waiting. Nothing was ordered. Please try again in a few minutes.
error-no-answer = { $mention } Discord did not show my answer in time, but I have your order:
permission-send_messages = Send Messages
permission-send_messages_in_threads = Send Messages in Threads
permission-attach_files = Attach Files
permission-view_channel = View Channel
error-option = Discord sent “{ $value }”, which I cannot use for this option. Please choose a value from the list.
permission-read_message_history = Read Message History
