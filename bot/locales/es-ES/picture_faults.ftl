## Por qué no se puede animar una imagen

# $kinds es una lista como «PNG, JPEG, WebP»; $last, un tipo más.
picture-kinds = una imagen { $kinds } o { $last }
picture-fault-empty = Ese archivo está vacío. Envía { $accepted }.
picture-fault-too-large = Esta imagen ocupa { $size } MB; el límite son { $limit } MB. Envía una copia más pequeña.
picture-fault-megapixels = Esta imagen tiene más de { $limit } megapíxeles. Envía una copia más pequeña.
picture-fault-pixels = Esta imagen tiene { $width } x { $height } píxeles; el límite son { $limit } megapíxeles. Envía una copia más pequeña.
picture-fault-small = Esta imagen tiene { $width } x { $height } píxeles; cada lado necesita al menos { $least }. Envía una más grande.
picture-fault-memory = Esta imagen necesita más memoria de la que tengo. Envía una copia más pequeña.
picture-fault-damaged = No puedo leer esta imagen: está dañada, incompleta o en un formato poco común. Ábrela, guárdala otra vez como PNG o JPEG y envía esa copia.
picture-fault-invisible = Esta imagen es totalmente transparente, así que no hay nada que animar. Envía una en la que se vea algo.
picture-fault-slow = Leer esta imagen ha tardado más de { $seconds } segundos. Envía una copia más pequeña como PNG o JPEG.
picture-fault-demanding = No he podido leer esta imagen. Ábrela, guarda una copia más pequeña como PNG o JPEG y envía esa copia.
picture-fault-video = Eso es un vídeo, no una imagen. Envía una sola imagen, por ejemplo una captura del vídeo.
picture-fault-unknown = No reconozco ese archivo como imagen. Envía { $accepted }.
picture-fault-kind = Eso es { $kind }, y no puedo animarlo. Guárdalo como PNG o JPEG y envía esa copia.
picture-fault-library = No puedo abrir imágenes { $kind }. Envíala como PNG o JPEG. Una captura de pantalla también vale.
kind-pdf = un documento PDF
kind-eps = un dibujo EPS
kind-photoshop = un archivo de Photoshop
kind-icon = un archivo de icono
kind-jpeg-xl = una imagen JPEG XL
kind-jpeg-2000 = una imagen JPEG 2000
kind-raw = un archivo RAW de cámara
kind-svg = un dibujo SVG
