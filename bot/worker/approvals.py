"""Tells moderators about requests that wait for them, and requesters about decisions; a crash loses none of this."""

from bot.domain.approvals import Approval, ApprovalState, ErasedApproval
from bot.domain.clock import Clock
from bot.observability import get_logger
from bot.services.jobs.approvals import Approvals
from bot.services.ports import ApprovalNotifier, DeliveryDelayed, DeliveryImpossible

log = get_logger(__name__)

_LOOK_S = 3.0
_RETRY_S = 30.0
#: The process in which Approve was pressed shows and reports it, unless it ends within these seconds.
_OTHERS_S = 15.0
_FORGET_EVERY_S = 3600.0


class ApprovalMessenger:
    """Regularly sends moderators and requesters the messages that are due."""

    def __init__(self, approvals: Approvals, notifier: ApprovalNotifier, clock: Clock) -> None:
        self._approvals = approvals
        self._notifier = notifier
        self._clock = clock
        self._forgotten_at = -_FORGET_EVERY_S
        #: Until when approvals that failed are left alone.
        self._later: dict[str, float] = {}

    async def run(self) -> None:
        """Run until cancelled, with retries while the database or Discord doesn't respond."""
        while True:
            try:
                await self.look()
            except Exception:  # the messenger waits until the database works again
                log.exception("approvals not looked at")
                await self._clock.sleep(_RETRY_S)
            await self._clock.sleep(_LOOK_S)

    async def look(self) -> None:
        """Send all messages that are due now."""
        for approval in await self._approvals.list_unfinished():
            if self._later.get(approval.id, 0.0) > self._clock.monotonic():
                continue
            self._later.pop(approval.id, None)
            try:
                await self._finish(approval)
            except DeliveryDelayed as error:
                self._later[approval.id] = self._clock.monotonic() + max(error.retry_after_s or 0.0, _RETRY_S)
                log.warning("approval delayed", approval_id=approval.id, why=str(error))
            except Exception:  # a failure must not stop the others
                self._later[approval.id] = self._clock.monotonic() + _RETRY_S
                log.exception("approval not finished", approval_id=approval.id)
        for erased in await self._approvals.list_erased():
            if self._later.get(erased.id, 0.0) <= self._clock.monotonic():
                await self._erase(erased)
        if self._clock.monotonic() >= self._forgotten_at + _FORGET_EVERY_S:
            self._forgotten_at = self._clock.monotonic()
            await self._approvals.forget_old()

    async def _finish(self, approval: Approval) -> None:
        if approval.state is ApprovalState.WAITING:
            await self._post(approval)
            return
        since_s = (self._clock.now() - (approval.decided_at or approval.created_at)).total_seconds()
        if approval.state is ApprovalState.APPROVED and 0 <= since_s < _OTHERS_S:
            return
        if approval.told_at is None:
            try:
                is_withdrawn = await self._approvals.is_withdrawn(approval)
                await self._notifier.tell_decision(approval, is_withdrawn=is_withdrawn)
            except DeliveryImpossible as error:
                log.info("decision not told", approval_id=approval.id, why=str(error))
            await self._approvals.note_told(approval)
        if not approval.is_shown:
            try:
                await self._notifier.show_decision(approval)
            except DeliveryImpossible as error:
                log.info("decision not shown", approval_id=approval.id, why=str(error))
            await self._approvals.note_shown(approval)

    async def _erase(self, erased: ErasedApproval) -> None:
        """Remove what moderators see of a person whose data was deleted; a crash only delays that."""
        try:
            await self._notifier.show_erased(erased)
        except DeliveryDelayed as error:
            self._later[erased.id] = self._clock.monotonic() + max(error.retry_after_s or 0.0, _RETRY_S)
            log.warning("approval not erased yet", approval_id=erased.id, why=str(error))
            return
        except DeliveryImpossible as error:
            log.info("approval can't be erased", approval_id=erased.id, why=str(error))
        self._later.pop(erased.id, None)
        await self._approvals.remove_erased(erased)

    async def _post(self, approval: Approval) -> None:
        try:
            message_id = await self._notifier.ask_moderators(approval)
        except DeliveryImpossible as error:
            log.warning("moderators not reached", approval_id=approval.id, why=str(error))
            await self._approvals.give_up(approval)
        else:
            await self._approvals.note_posted(approval, message_id)
