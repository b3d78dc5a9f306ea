## Drafts

command-veo-draft = Make a cheap draft first; a button below it makes the video in full
draft-button = Make it in full
draft-note = Draft of { $model }, { $seconds } s
draft-ask = In full, with the same prompt and seed: { $video }. Nothing is paid until you press the button.
draft-other-seed = These two models can't share a seed, so the video may look different.
draft-label = Make it in full · { $price }
draft-none = This video isn't a draft.
draft-count = { $count ->
    [one] { $count } draft
   *[other] { $count } drafts
}
