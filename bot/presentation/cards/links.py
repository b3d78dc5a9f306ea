"""Links to the messages of a job."""

from bot.domain.jobs import Job, JobState


def result_address(job: Job) -> str | None:
    """The link to the message with a job's video; None if there is none, or nobody can open it."""
    if job.state is not JobState.DELIVERED or job.result_message_id is None or job.deleted_at is not None:
        return None
    if job.result_channel_id is not None:
        return message_address(None, job.result_channel_id, job.result_message_id)
    is_answer_to_a_press = job.result_message_id == job.answer_message_id != job.card_message_id
    if job.is_private or is_answer_to_a_press:
        return None  # a private answer, which only the client that received it can show
    return message_address(job.guild_id, job.channel_id, job.result_message_id)


def message_address(guild_id: int | None, channel_id: int, message_id: int) -> str:
    """The link to a message."""
    return f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id}"
