## Why a picture cannot be animated

# $kinds is a list such as "PNG, JPEG, WebP", $last one more kind.
picture-kinds = a { $kinds } or { $last } picture
picture-fault-empty = That file is empty. Please send { $accepted }.
picture-fault-too-large = This picture has { $size } MB; at most { $limit } MB are possible. Please send a smaller copy of it.
picture-fault-megapixels = This picture has more than { $limit } megapixels. Please send a smaller copy of it.
picture-fault-pixels = This picture has { $width } x { $height } pixels; at most { $limit } megapixels are possible. Please send a smaller copy of it.
picture-fault-small = This picture has { $width } x { $height } pixels; each side needs at least { $least }. Please send a larger one.
picture-fault-memory = This picture needs more memory than I have. Please send a smaller copy of it.
picture-fault-damaged = I cannot read this picture: it is damaged, was cut off on its way, or is of a rare kind. Please open it, save it again as PNG or JPEG, and send that.
picture-fault-invisible = This picture is fully transparent, so there is nothing to animate. Please send one that shows something.
picture-fault-slow = Reading this picture took longer than { $seconds } seconds. Please send a smaller copy of it, as PNG or JPEG.
picture-fault-demanding = I could not read this picture. Please open it, save a smaller copy of it as PNG or JPEG, and send that.
picture-fault-video = That is a video, not a picture. Please send a single picture, for example a screenshot of the video.
picture-fault-unknown = I do not recognise that file as a picture. Please send { $accepted }.
picture-fault-kind = That is { $kind }, which I cannot animate. Please save it as PNG or JPEG and send that.
picture-fault-library = I cannot open { $kind } pictures here. Please send it as PNG or JPEG; a screenshot of it does well, too.
kind-pdf = a PDF document
kind-eps = an EPS drawing
kind-photoshop = a Photoshop file
kind-icon = an icon file
kind-jpeg-xl = a JPEG XL picture
kind-jpeg-2000 = a JPEG 2000 picture
kind-raw = a camera raw file
kind-svg = an SVG drawing
