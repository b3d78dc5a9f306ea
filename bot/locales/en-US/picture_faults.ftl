## Why a picture cannot be animated

# $kinds is a list such as "PNG, JPEG, WebP", $last one more kind.
picture-kinds = a { $kinds } or { $last } picture
picture-fault-empty = That file is empty. Please send { $accepted }.
picture-fault-too-large = This picture is { $size } MB; the limit is { $limit } MB. Please send a smaller copy.
picture-fault-megapixels = This picture has more than { $limit } megapixels. Please send a smaller copy.
picture-fault-pixels = This picture is { $width } x { $height } pixels; the limit is { $limit } megapixels. Please send a smaller copy.
picture-fault-small = This picture is { $width } x { $height } pixels; each side needs at least { $least }. Please send a larger one.
picture-fault-memory = This picture needs more memory than I have. Please send a smaller copy.
picture-fault-damaged = I can't read this picture: it's damaged, incomplete, or in an unusual format. Please open it, save it again as PNG or JPEG, and send that.
picture-fault-invisible = This picture is fully transparent, so there's nothing to animate. Please send one that shows something.
picture-fault-slow = Reading this picture took longer than { $seconds } seconds. Please send a smaller copy as PNG or JPEG.
picture-fault-demanding = I couldn't read this picture. Please open it, save a smaller copy as PNG or JPEG, and send that.
picture-fault-video = That's a video, not a picture. Please send a single picture, such as a screenshot of the video.
picture-fault-unknown = I don't recognise that file as a picture. Please send { $accepted }.
picture-fault-kind = That's { $kind }, which I can't animate. Please save it as PNG or JPEG and send that.
picture-fault-library = I can't open { $kind } pictures. Please send it as PNG or JPEG. A screenshot works, too.
kind-pdf = a PDF document
kind-eps = an EPS drawing
kind-photoshop = a Photoshop file
kind-icon = an icon file
kind-jpeg-xl = a JPEG XL picture
kind-jpeg-2000 = a JPEG 2000 picture
kind-raw = a camera raw file
kind-svg = an SVG drawing
