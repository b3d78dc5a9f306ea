"""The tables of jobs, their events and pictures, the states of models, and alerts."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
    text,
)

from bot.domain.uploads import PICTURE_MAX_BYTES
from bot.storage.tables.columns import FullVideoText, Instant, OfferText, RemainingText, RowId, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("model", String(32), nullable=False),
    Column("prompt", Text, nullable=False),
    Column("duration_s", Integer, nullable=False),
    Column("aspect_ratio", String(8), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("mode", String(8), nullable=False, server_default="text"),
    Column("resolution", String(16), nullable=False, server_default=""),
    Column("has_sound", Boolean, nullable=False, server_default=false()),
    Column("negative_prompt", Text, nullable=False, server_default=""),
    #: Whether the video ends with the picture that it begins with, or with another; usually empty.
    Column("last_frame", String(8), nullable=False, server_default=""),
    #: The key by which its price is learned.
    Column("price_key", String(100), nullable=False, server_default=""),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("card_message_id", BigInteger),
    Column("interaction_token", Text),
    Column("upload_limit_bytes", BigInteger, nullable=False),
    Column("locale", String(8), nullable=False),
    #: The name of the start picture, such as `pictures/SPOILER_<id>-padded.jpg`; its bytes are in `job_pictures`.
    Column("image_path", Text),
    Column("image_url", Text),
    #: The same for the picture that the video ends with.
    Column("last_image_path", Text),
    Column("last_image_url", Text),
    Column("estimate_micros", BigInteger, nullable=False),
    Column("remaining", RemainingText),
    Column("cost_micros", BigInteger),
    #: The cost that Segmind reported, word for word; the booked cost may differ.
    Column("cost_said", String(100)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    #: The body of the paid POST as JSON, stored before it is sent.
    Column("payload", Text),
    #: What is looked up in the history: while the state is unknown, and for a while after some failures.
    Column("doubt", String(16)),
    Column("request_id", Text, unique=True),
    Column("output_url", Text),
    Column("video_path", Text),
    Column("failure", String(32)),
    Column("failure_detail", Text),
    #: The next model and its price, if the job's own model is gone.
    Column("offer", OfferText),
    #: The name of the usual model if that was out of service, so that another one was used.
    Column("instead_of", String(64)),
    Column("result_message_id", BigInteger),
    #: Where the result was posted, if not in the job's channel.
    Column("result_channel_id", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("not_before_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("accepted_at", Instant),
    Column("completed_at", Instant),
    #: When its requester had been told how it ended, and nothing was left to do.
    Column("closed_at", Instant),
    Column("latency_min_s", Float),
    Column("latency_max_s", Float),
    Column("is_private", Boolean, nullable=False, server_default=false()),
    Column("is_outside", Boolean, nullable=False, server_default=false()),
    #: When the interaction of the stored token was received, and the message that the token can edit.
    Column("interaction_at", Instant),
    Column("answer_message_id", BigInteger),
    #: The requester's own prompt if a style or camera move was added to it.
    Column("own_prompt", Text),
    Column("style", String(32)),
    #: How many times it was changed while it was queued.
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("camera", String(32)),
    #: The video that this one continues, its part number in the story, and where the film so far may be on a disk.
    Column("parent_id", String(16)),
    Column("part", Integer, nullable=False, server_default="1"),
    Column("film_path", Text),
    #: The interaction or message that requested it, such as `interaction:123`; null for jobs older than this column.
    Column("request_key", String(40)),
    #: When someone deleted the message with the result.
    Column("deleted_at", Instant),
    #: When its prompt and everything else it was made from were deleted because of their age.
    Column("forgotten_at", Instant),
    #: The message whose button asked for it, in its own channel, and the owner of that message's video.
    Column("source_message_id", BigInteger),
    Column("source_user_id", BigInteger),
    Column("cancelled_by", BigInteger),
    #: Whether it went on after it had failed, so that a message may still say that it failed.
    Column("has_failed_before", Boolean, nullable=False, server_default=false()),
    #: Whether its place hides videos as spoilers.
    Column("is_spoiler", Boolean, nullable=False, server_default=false()),
    #: The first of the variations that were requested together, its place among them, and how many there are.
    Column("group_id", String(16)),
    Column("group_position", Integer, nullable=False, server_default="1"),
    Column("group_size", Integer, nullable=False, server_default="1"),
    #: Whether that group is a film, and whether the start picture is still to be made from the scene before.
    Column("is_scene", Boolean, nullable=False, server_default=false()),
    Column("awaits_scene", Boolean, nullable=False, server_default=false()),
    #: The full video to make if this is a draft.
    Column("full_video", FullVideoText),
    CheckConstraint("seed >= 0", name="seed_not_negative"),
    CheckConstraint("estimate_micros >= 0", name="estimate_not_negative"),
    Index("ix_jobs_state", "state", "created_at"),
    Index("ix_jobs_user_id", "user_id", "created_at"),
    Index("ix_jobs_completed_at", "completed_at"),
    Index("ix_jobs_parent_id", "parent_id"),
    Index("ix_jobs_group_id", "group_id"),
    Index("ix_jobs_request_key", "request_key", unique=True),
)

job_events = Table(
    "job_events",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("source", String(16)),
    Column("target", String(16), nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("ix_job_events_job_id", "job_id", "id"),
)

#: The prepared pictures of jobs that aren't closed: small JPEG or PNG files.
job_pictures = Table(
    "job_pictures",
    metadata,
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    #: The picture that the video begins with, and the one that it ends with, if any.
    Column("data", LargeBinary, nullable=False),
    Column("last_data", LargeBinary),
    CheckConstraint(f"length(data) BETWEEN 1 AND {PICTURE_MAX_BYTES}", name="data_small"),
    CheckConstraint(f"length(last_data) BETWEEN 1 AND {PICTURE_MAX_BYTES}", name="last_data_small"),
)

#: Ended jobs that aren't closed yet, which the worker picks up at its start.
IS_UNCLOSED = "closed_at IS NULL AND state IN ('delivered', 'failed', 'cancelled', 'undeliverable')"
Index("ix_jobs_unclosed", jobs.c.id, sqlite_where=text(IS_UNCLOSED), postgresql_where=text(IS_UNCLOSED))

#: Models that have had a problem since they last accepted a request.
model_states = Table(
    "model_states",
    metadata,
    #: The slug.
    Column("model", String(32), primary_key=True),
    #: How many requests in a row it refused because of a field.
    Column("refusals", Integer, nullable=False, server_default="0"),
    #: Since when it has been out of service, and when to check it again; null if it is in service.
    Column("out_since", Instant),
    Column("look_at", Instant),
)

#: Alerts for operators: each is sent once, unless it ends and is raised again.
alerts = Table(
    "alerts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    #: Null if it isn't about a job.
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE")),
    Column("detail", Text, nullable=False, server_default=""),
    Column("raised_at", Instant, nullable=False),
    Column("sent_at", Instant),
)

#: Each request counts the requester's pending jobs, so this index leaves out past jobs.
IS_PENDING = "state IN ('queued', 'submitting', 'unknown', 'generating', 'fetching', 'delivering')"
Index("ix_jobs_pending", jobs.c.user_id, sqlite_where=text(IS_PENDING), postgresql_where=text(IS_PENDING))
