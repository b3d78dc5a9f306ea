"""What operators read: in their language, short enough, and with what to do at the end."""

from dataclasses import replace

import pytest

from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.presentation.alerts.texts import CHARS_MAX, describe_alert
from bot.segmind.errors import AccountReason
from bot.sentences import Sentence, locales, say
from tests.support.jobs import NOW, make_job

DETAIL = (Sentence("alert-price-said", model="veo-2", after="$0.70", before="$0.63"),)


def alert(kind: AlertKind, name: str = "a", job_id: str | None = None) -> Alert:
    return Alert(name=name, kind=kind, job_id=job_id, sentences=DETAIL, raised_at=NOW)


@pytest.mark.parametrize("locale", locales())
def test_every_kind_ends_with_what_to_do_in_every_language(locale: str) -> None:
    for kind in AlertKind:
        text = describe_alert(AlertBundle((alert(kind),)), {}, locale)
        advice = "alert-do-pause-other" if kind is AlertKind.SUBMISSION_PAUSED else f"alert-do-{kind}"
        assert text.splitlines()[-1] == f"➡️ {say(locale, advice)}"
    pauses = [*AccountReason, "disk_full", "database"]
    advised = {
        describe_alert(AlertBundle((alert(AlertKind.SUBMISSION_PAUSED, f"paused:{one}"),)), {}, locale).splitlines()[-1]
        for one in pauses
    }
    assert len(advised) == len(pauses) - 1, "only those that mean nothing to operators have the same"


def test_gathered_alerts_count_and_describe_the_first_ones_in_the_operators_language() -> None:
    jobs = {job.id: job for job in (make_job() for _ in range(5))}
    known = [alert(AlertKind.VIDEO_DIFFERS, f"a{number}", job_id) for number, job_id in enumerate(jobs)]
    more = [alert(AlertKind.VIDEO_DIFFERS, f"b{number}") for number in range(4)]
    bundle = AlertBundle((*known, *more), repeats=2)
    text = describe_alert(bundle, jobs, "de")
    assert "Ein Video weicht von der Bestellung ab" in text
    assert "veo-2: $0.70 statt $0.63" in text
    assert "9-mal" in text
    assert "… und 4 weitere" in text
    assert "noch 2-mal" in text
    assert all(job_id in text for job_id in jobs)
    assert describe_alert(bundle, jobs, "ja") != text


def test_the_longest_alert_still_fits_and_keeps_its_advice() -> None:
    long = replace(alert(AlertKind.MODEL_FIELD), sentences=(), detail="*" * 5000)
    for locale in locales():
        text = describe_alert(AlertBundle((long,) * 50), {}, locale)
        assert len(text) <= CHARS_MAX
        assert text.endswith(say(locale, "alert-do-model_field"))
