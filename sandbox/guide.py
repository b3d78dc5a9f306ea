"""What a visitor of the demo can try: printed by the command, and shown beside the channel."""

from dataclasses import dataclass

#: How much video the second member may make in a day, so that a limit is soon seen.
MEMBER_SECONDS_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to try."""

    title: str
    how: str
    #: A command that the page offers to start typing; empty if there is none.
    command: str = ""


TIPS = (
    Tip("Make a video", "Press an example in the welcome, or type /veo and describe a scene.", "/veo"),
    Tip("Make several", "Add count:3 to /veo: the message fills up, and each video has its own buttons.", "/veo"),
    Tip("Draft first", "Add draft:True to /veo, then press Make it in full to see the price and get the real one."),
    Tip("Change your mind", "Press Cancel on the card in the first 3 seconds."),
    Tip("Go on from a video", "Press Again, Edit or Continue below it. Continue adds a part and joins all parts."),
    Tip(
        "Make a film",
        "Use /veo-story and write some scenes, with empty lines between them. If one has !fail, press Try again.",
        "/veo-story",
    ),
    Tip(
        "Get help with a prompt",
        "Type a few words and set improve to True, or tick the box in the form of an example.",
        "/veo",
    ),
    Tip(
        "Animate a picture",
        "Use /veo-image, or attach a picture with + and mention @Veo Bot. With loop, it ends as it begins. With "
        "last_image, or two pictures in your message, it goes from one to the other.",
        "/veo-image",
    ),
    Tip("Make it fail", "Add !rai, !fail, !slow, !lost or !retired to a prompt; with improve, !nonsense or !silent."),
    Tip("Look back", "See your videos with /veo-jobs, and what you have left with /veo-quota.", "/veo-jobs"),
    Tip("Be the admin", "Set limits, forbid words, close a channel or see the spending.", "/veo-admin"),
    Tip(
        "Be a member",
        f"Choose sam at the top. Sam has {MEMBER_SECONDS_PER_DAY} seconds a day, so the third video is refused.",
    ),
    Tip("Allow one more", "As sam, press Ask a moderator below a refusal. As you, press Approve once in #moderators."),
    Tip("Change the channel", "Go to #general on the left."),
)
#: Shown instead of the page if its address has no key, or a wrong one.
WHOLE_ADDRESS = 'To open the demo, use the whole address that "make demo" printed, including what comes after #.'
#: What the simulated Discord doesn't have.
MISSING = "Not on this page: right-click menus (such as Apps, Animate), direct messages and other languages."
