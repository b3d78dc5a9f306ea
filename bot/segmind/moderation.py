"""Recognizes requests that failed because of their content."""

import re

#: Words that only a content filter uses.
_CERTAIN = re.compile(
    r"responsible.ai|nsfw|\bmoderat|sensitive (?:word|content|topic|term)|usage guidelines?"
    r"|\b(?:content|safety)[ _-]*(?:filter|polic|guideline|setting|check|system|reason|violation|restriction|standard)"
    r"|(?:unsafe|harmful|inappropriate|prohibited|explicit|disallowed|sexual|violent) (?:content|prompt|imag)",
    re.IGNORECASE,
)
#: Google's own abbreviation; in lower case it is a part of many words.
_ABBREVIATION = re.compile(r"\bRAI(?![a-z])|\brai(?:\b|(?=[A-Z_]))")
#: Words that content filters use, but also others.
_LIKELY = re.compile(
    r"\bsafety|\bunsafe|\bblock(?:ed|list)|\bpolic(?:y|ies)\b|\bsensitive|\bprohibited|\bharmful|\binappropriate"
    r"|\bviolat|\bflagged|\bfiltered|\bdisallowed|\bcelebrit|\bminors?\b",
    re.IGNORECASE,
)
#: The subjects that must go with those words.
_TECHNICAL = re.compile(
    r"\btimed?[ -]?out|\bnetwork|\bfirewall|\bconnect|\bsocket|\bthread|\bI/?O\b|\bretr(?:y|ies)|\bquota"
    r"|\brate.?limit|\bcors\b|\bdatabase|\bworker|\bgpu\b|\bbilling|\bpermission|\bcredit|\bqueue|\bmemory|\bIP address"
    r"|\bschema|\bforeign key|\bconstraint|\bpriority|\bscaling|\bcase.sensitive|\bdeadlock",
    re.IGNORECASE,
)


def is_content_block(error: str | None) -> bool:
    """Whether the error of a failed request is a content or Responsible AI block, which counts as a strike.

    Segmind has no code for such blocks, so this looks at the words. When in doubt it returns False: a missed block
    costs nothing, but a wrong one punishes someone.
    """
    if not error:
        return False
    if _CERTAIN.search(error) or _ABBREVIATION.search(error):
        return True
    return bool(_LIKELY.search(error)) and not _TECHNICAL.search(error)
