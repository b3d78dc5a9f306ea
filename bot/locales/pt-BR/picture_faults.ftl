## Por que uma imagem não pode ser animada

# $kinds é uma lista como "PNG, JPEG, WebP", $last mais um tipo.
picture-kinds = uma imagem { $kinds } ou { $last }
picture-fault-empty = Esse arquivo está vazio. Envie { $accepted }.
picture-fault-too-large = Esta imagem tem { $size } MB; o limite é { $limit } MB. Envie uma cópia menor.
picture-fault-megapixels = Esta imagem tem mais de { $limit } megapixels. Envie uma cópia menor.
picture-fault-pixels = Esta imagem tem { $width } x { $height } pixels; o limite é { $limit } megapixels. Envie uma cópia menor.
picture-fault-small = Esta imagem tem { $width } x { $height } pixels; cada lado precisa de pelo menos { $least }. Envie uma maior.
picture-fault-memory = Esta imagem precisa de mais memória do que eu tenho. Envie uma cópia menor.
picture-fault-damaged = Não consigo ler esta imagem: ela está danificada, incompleta ou em um formato incomum. Abra, salve de novo como PNG ou JPEG e envie essa cópia.
picture-fault-invisible = Esta imagem é totalmente transparente, então não há nada para animar. Envie uma que mostre algo.
picture-fault-slow = Ler esta imagem levou mais de { $seconds } segundos. Envie uma cópia menor como PNG ou JPEG.
picture-fault-demanding = Não consegui ler esta imagem. Abra, salve uma cópia menor como PNG ou JPEG e envie essa cópia.
picture-fault-video = Isso é um vídeo, não uma imagem. Envie uma única imagem, como uma captura de tela do vídeo.
picture-fault-unknown = Não reconheço esse arquivo como imagem. Envie { $accepted }.
picture-fault-kind = Isso é { $kind }, que não consigo animar. Salve como PNG ou JPEG e envie essa cópia.
picture-fault-library = Não consigo abrir imagens { $kind }. Envie como PNG ou JPEG. Uma captura de tela também serve.
kind-pdf = um documento PDF
kind-eps = um desenho EPS
kind-photoshop = um arquivo do Photoshop
kind-icon = um arquivo de ícone
kind-jpeg-xl = uma imagem JPEG XL
kind-jpeg-2000 = uma imagem JPEG 2000
kind-raw = um arquivo RAW de câmera
kind-svg = um desenho SVG
