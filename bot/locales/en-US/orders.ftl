## Commands

command-veo = Turn a prompt into a video
command-veo-prompt = What should the video show? More detail helps: subject, action, place, light, camera
command-veo-duration = Length in seconds (default: the model's usual length)
command-veo-duration-price = Length in seconds (default: the model's usual). { $model }: { $seconds } s for about { $price }
command-veo-aspect_ratio = Aspect ratio (default: 16:9)
command-veo-seed = The same seed and prompt give a similar video (default: random)

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = A red panda skateboards down a sunny street, tracking shot, late afternoon light
example-text-2 = Waves crash against a lighthouse at night in a storm, seen from a drone
example-text-3 = A paper boat sails along a rainy gutter between autumn leaves, close-up
example-image-1 = The camera slowly moves closer while the light turns to sunset
example-image-2 = The wind picks up, and everything that can move begins to sway
example-image-3 = The person in the picture turns to the camera and smiles
example-title = Make this video
example-private = Only I can see it
