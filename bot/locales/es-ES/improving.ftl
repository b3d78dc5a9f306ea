## Mejores prompts

command-improve = Un modelo de lenguaje mejora antes tu prompt; lo ves antes de que se pague nada
improve-box = Mejorar antes mi prompt
improve-box-hint = Lo verás y podrás cambiarlo antes de que se pague nada.
improve-off = Aquí no puedo mejorar prompts. Envía tu solicitud sin esa opción.
improve-empty = Todavía no hay nada que mejorar. Escribe unas palabras sobre lo que debe mostrar el vídeo.
improve-busy = Todavía estoy con tu último prompt. Espera unos segundos.
improve-often = Puedes mejorar { $most } prompts por hora. Podrás volver a hacerlo { $when }. Mientras tanto, puedes usar tu propio prompt.
improve-forgotten = Ya no tengo esta sugerencia. Envía tu solicitud otra vez.
improve-title = **Aquí tienes una escena a partir de tus palabras**
improve-yours = -# Tus propias palabras:
improve-unpaid = { $taken }. No se crea ningún vídeo hasta que elijas.
improve-use = Usarlo
improve-edit = Editar
improve-own = Usar el mío
improve-again = Probar otro
improve-retry = Reintentar
improve-form-title = Cambiar el prompt
improve-problem-no_answer = El modelo de lenguaje no respondió a tiempo, así que tu prompt queda como lo escribiste:
improve-problem-not_sent = Ahora no puedo contactar con el modelo de lenguaje, así que tu prompt queda como lo escribiste:
improve-problem-refused = El modelo de lenguaje no está disponible, así que tu prompt queda como lo escribiste:
improve-problem-unusable = Al modelo de lenguaje no se le ocurrió ninguna escena, así que tu prompt queda como lo escribiste:
improve-problem-language = El modelo de lenguaje respondió en otro idioma, así que tu prompt queda como lo escribiste:
improve-problem-same = El modelo de lenguaje no tenía nada que añadir, así que tu prompt queda como lo escribiste:
