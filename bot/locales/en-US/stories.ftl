## /veo-story: a film of several scenes

command-veo-story = Turn two to six scenes into one film
command-veo-story-duration = Length of each scene in seconds (default: the model's usual length)
command-veo-story-model = Which model makes the film
command-veo-story-style = A look for all scenes
story-form = Your film
story-scenes = Scenes, { $least } to { $most }
story-scenes-hint = Leave an empty line between two scenes. Each starts where the previous one ended.
story-scenes-placeholder = A fox wakes up in the snow (empty line) It runs down to a frozen lake
story-frame = Length of each scene, and shape
story-quote = { $seconds } s each · about { $price } a scene
story-too-few = A film has { $least } to { $most } scenes, and I found { $count ->
    [0] none
    [one] only one
   *[other] only { $count }
}. Leave an empty line between two scenes. No video was started.
story-too-many = A film can have at most { $most } scenes, and I found { $count }. Please shorten it, or make two films of it. No video was started.
story-scene-empty = Scene { $scene } is empty. Say what happens in it, or leave it out. No video was started.
story-scene-long = Scene { $scene } has { $count } characters; the limit is { $most }. Please shorten it. No video was started.
story-about-scene = This is about scene { $scene }:
story-model = { $model } can't make films: the scenes after the first start from a picture, and the first doesn't. Please choose another model.
story-no-model = There's no model here that can make films at the moment. You can still use /veo.

## The card and the message with the film

story-count = { $count ->
    [one] { $count } scene of { $seconds } s
   *[other] { $count } scenes of { $seconds } s
}
story-scene = Scene { $scene }
story-scene-of = scene { $scene } of { $count }
story-title = Scene { $scene } of { $count } is in progress
story-over = The film has stopped at scene { $scene } of { $count }
story-next = This one is next. It starts where the previous scene ended.
story-not-made = Not made because the film stopped earlier. Your { $seconds } s have been refunded.
story-result = { $mention } Your film is ready.
story-result-some = { $mention } Your film so far: { $done } of { $count } scenes. It grows here with each scene.
story-result-stopped = { $mention } Your film has stopped after { $done } of { $count } scenes. You can resume it from there.
story-failed = { $mention } Your film has stopped at scene { $scene } of { $count }.
story-alone = This is only scene { $scene }. I couldn't add the earlier scenes: they couldn't be joined, or the film is too large to post here.
story-cancelled = { $count ->
    [one] { $count } scene is cancelled.
   *[other] { $count } scenes are cancelled.
} { $seconds } s have been refunded.
story-cancelled-others = The scene in progress can't be cancelled any more; the film ends with it.
story-not-yours = Only the person who made this film can resume it. To make one like it, press “Again”.
story-goes-on = This film is still in progress. Its card shows how it's going.
story-complete = This film has all of its scenes.
story-taken = You've already resumed this film. Its card shows how it's going.
story-delete-pending = This film is still in progress. Cancel the waiting scenes, or delete the film when it's finished.
story-fewer = { $count ->
    [one] Make { $count } scene instead
   *[other] Make the first { $count } scenes
}
story-fits-fewer = { $count ->
    [one] { $count } scene would still fit now.
   *[other] { $count } scenes would still fit now.
}
