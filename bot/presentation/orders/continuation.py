"""Continuing a video: from the button to the request for the next part."""

from dataclasses import replace
from pathlib import Path

import discord

from bot.domain.jobs import Job
from bot.domain.requests import Mode, VideoRequest
from bot.errors import UserError
from bot.media.file_types import ENDINGS
from bot.media.picture_files import is_spoiler
from bot.models import ModelSpec
from bot.observability import get_logger
from bot.presentation.cards.continue_form import make_continue_form, read_continue_form
from bot.presentation.cards.shown_jobs import ShownJobs
from bot.presentation.common.debouncing import Debouncer
from bot.presentation.common.discord_errors import DISCORD_FAILURES
from bot.presentation.common.inputs import read_fields
from bot.presentation.common.permissions import actor_of, require_permissions
from bot.presentation.common.waiting import in_time, wait_with
from bot.presentation.delivery.attachments import name_posted
from bot.presentation.delivery.interaction_messages import list_files
from bot.presentation.orders.pictures import PictureOrder, PictureOrders, order_like
from bot.presentation.orders.placing import with_source
from bot.presentation.orders.prompts import spell_prompt
from bot.presentation.pictures.discord_files import DiscordFileError, FileGone, FileSource, FileTooLarge
from bot.presentation.pictures.message_pictures import FoundPicture
from bot.services.jobs.access import ActionNotPossible
from bot.services.jobs.requests import RequestExtras
from bot.services.jobs.service import JobService
from bot.services.jobs.stories import POSTED_MAX_BYTES, Stories, refuse_parent
from bot.services.jobs.video_search import SourceUnreachable
from bot.services.ports import DeliveryDelayed

log = get_logger(__name__)

_SPOILER = "SPOILER_"


class Continuations:
    """Requests the next parts of stories; each method answers, or raises the error to answer with."""

    def __init__(
        self, job_service: JobService, stories: Stories, picture_orders: PictureOrders, files: FileSource
    ) -> None:
        self._job_service = job_service
        self._stories = stories
        self._picture_orders = picture_orders
        self._files = files
        self._debouncer = Debouncer()

    async def show_form(self, interaction: discord.Interaction, job_id: str) -> None:
        """Ask what happens next; raises UserError if this person cannot continue this video here."""
        parent, spec = await in_time(self._find_with_model(interaction, job_id))
        quotes = await self._picture_orders.quotes_for(interaction)
        await interaction.response.send_modal(make_continue_form(parent, spec, interaction.locale.value, quotes))

    async def order(self, interaction: discord.Interaction, job_id: str) -> None:
        """Request what a form says, on the account of its sender. Raises UserError, with nothing stored."""
        wanted = read_continue_form(read_fields(interaction))
        # The database knows which requests exist, perhaps from another process.
        async with self._debouncer.once("continue", job_id, interaction.user.id, wanted, repeat_s=0.0):
            parent, spec = await wait_with(interaction, self._find_with_model(interaction, job_id))
            before = parent.request
            kept = before.negative_prompt if spec.fields.negative_prompt is not None else ""
            duration_s = wanted.duration_s(parent, spec)
            wanted = replace(wanted, prompt=await spell_prompt(interaction, wanted.prompt))
            no_twin = self._stories.require_no_twin(
                parent, user_id=interaction.user.id, prompt=wanted.prompt, duration_s=duration_s
            )
            await wait_with(interaction, no_twin)
            order = PictureOrder(
                is_whole=True,
                prompt=wanted.prompt,
                model=spec.id,
                duration_s=duration_s,
                resolution=before.resolution if before.resolution in spec.sizes else None,
                has_sound=before.has_sound if before.has_sound in spec.sounds else None,
                negative_prompt=kept if wanted.negative_prompt is None else wanted.negative_prompt,
                is_private=parent.is_private,
                extras=with_source(
                    RequestExtras(instead_of=self._picture_orders.catalogue.replaced_for(Mode.IMAGE, before.model)),
                    interaction,
                    parent,
                ),
            )
            # A message that only its owner sees can't be fetched or replied to.
            await self._place(interaction, parent, order, None if parent.is_private else interaction.message)

    async def repeat(
        self, interaction: discord.Interaction, part: Job, request: VideoRequest, extras: RequestExtras
    ) -> bool | None:
        """Request a part of a story again, or edited, to replace it; returns whether there is a new job.

        Returns None, without an answer, if the job isn't a later part of a story, or can't be replaced. Raises
        UserError, with nothing stored.
        """
        if part.parent_id is None or request.aspect_ratio is not part.request.aspect_ratio:
            return None
        finding = self._job_service.find_to_use(part.parent_id, actor_of(interaction), ShownJobs(interaction).is_posted)
        try:
            parent = await wait_with(interaction, finding)
        except ActionNotPossible:
            return None
        if refuse_parent(parent) is not None:
            return None
        order = order_like(request, seed=request.seed, is_private=part.is_private or parent.is_private, extras=extras)
        return await self._place(interaction, parent, order, None)

    async def _place(
        self, interaction: discord.Interaction, parent: Job, order: PictureOrder, source: discord.Message | None
    ) -> bool:
        film_path = self._stories.films.name()
        posted = PostedVideos(interaction.client, self._files, interaction.message)
        frame = FoundPicture(
            url="",
            name="",
            is_spoiler=is_spoiler(parent.image_path) or _is_hidden(interaction.message),
            source_channel_id=parent.result_channel_id or parent.channel_id,
            read=lambda: self._stories.prepare(parent, film_path, posted),
        )
        aspect = parent.request.aspect_ratio
        spec = self._picture_orders.catalogue.find(order.model or "")
        can_keep = spec is not None and aspect in spec.sizes_in(order.resolution or "")
        order = replace(
            order,
            aspect=aspect if can_keep else None,
            extras=replace(order.extras, parent_id=parent.id, part=parent.part + 1, film_path=film_path),
        )
        try:
            return await self._picture_orders.place(interaction, frame, order, source=source)
        except BaseException:
            await self._stories.release(film_path)
            raise

    async def _find_with_model(self, interaction: discord.Interaction, job_id: str) -> tuple[Job, ModelSpec]:
        """Find a video, and the model that makes the next part. Raises UserError."""
        parent = await self._find(interaction, job_id)
        models = await self._picture_orders.models_for(interaction)
        return parent, models.get_for(parent.request.model, Mode.IMAGE)

    async def _find(self, interaction: discord.Interaction, job_id: str) -> Job:
        shown = ShownJobs(interaction)
        job = await self._job_service.find_to_use(job_id, actor_of(interaction), shown.is_pressed)
        refusal = refuse_parent(job)
        if refusal is not None:
            raise UserError(refusal)
        if not job.is_private:
            require_permissions(interaction, interaction.locale.value)
        return job


class PostedVideos:
    """Finds videos in the messages where they were posted."""

    def __init__(self, client: discord.Client, files: FileSource, source: discord.Message | None = None) -> None:
        self._client = client
        self._files = files
        #: The message whose button was pressed; a private one can't be fetched, so this is all there is.
        self._source = source

    async def read(self, job: Job, *, is_film: bool) -> bytes | None:
        """A job's posted video, or the film that ends with it; see bot.services.jobs.video_search.VideoSource.

        Raises DeliveryDelayed before the login, when only the worker can ask.
        """
        name = name_posted(job, is_film=is_film)
        url = find_file(self._source, name)
        if url is None:
            url = find_file(await self._fetch_result(job), name)
        if url is None:
            return None
        try:
            return await self._files.read(url, max_bytes=POSTED_MAX_BYTES, check_head=lambda _head: None)
        except (FileGone, FileTooLarge) as error:
            log.info("posted video out of reach", job_id=job.id, why=str(error))
            return None
        except DiscordFileError as error:
            raise SourceUnreachable(str(error)) from error

    async def _fetch_result(self, job: Job) -> discord.Message | None:
        if job.result_message_id is None or job.deleted_at is not None:
            return None
        if self._client.http.token is None:
            raise DeliveryDelayed("not logged in to Discord yet")
        channel_id = job.result_channel_id or job.channel_id
        try:
            return await self._client.get_partial_messageable(channel_id).fetch_message(job.result_message_id)
        except (discord.NotFound, discord.Forbidden) as error:
            log.info("result out of reach", job_id=job.id, why=str(error))
            return None
        except DISCORD_FAILURES as error:
            raise SourceUnreachable(type(error).__name__) from error


def find_file(message: discord.Message | None, name: str) -> str | None:
    """Return the address of a message's file by its name, spoiler or not; None if there is no such file.

    The suffix may be that of another kind of video.
    """
    for filename, url in () if message is None else list_files(message):
        stem, _, ending = filename.removeprefix(_SPOILER).rpartition(".")
        if stem == Path(name).stem and f".{ending}" in ENDINGS:
            return url
    return None


def _is_hidden(message: discord.Message | None) -> bool:
    """Whether a message's video is a spoiler."""
    return message is not None and any(name.startswith(_SPOILER) for name, _ in list_files(message))
