## Qué puede estar mal en un cambio de un administrador

change-only-operators = Esto afecta a todo el bot, así que solo pueden hacerlo sus operadores.
change-only-managers = Para esto necesitas el permiso «Gestionar servidor» en ese servidor.
change-id = Eso no es un ID de Discord. Elige una persona, un rol o un canal de la lista.
change-reason-long = Un motivo puede tener como máximo { $most } caracteres; el tuyo tiene { $count }.
change-end-past = El fin tiene que estar en el futuro.
change-end-far = El fin puede estar como máximo a { $days } días. Déjalo vacío si no debe haber fin.
change-grant = Puedes dar de 1 a { $most } segundos.
change-places-here = Los canales y roles pertenecen a un solo servidor. Elígelos allí.
change-places-most = Aquí puedes elegir como máximo { $most }, no { $count }.
change-models-here = Los modelos pertenecen a un servidor. Elígelos allí.
change-model-absent = Ese modelo no está en la lista.
change-period-order = El periodo tiene que empezar antes de terminar.
change-period-long = El periodo puede durar como máximo { $days } días.
change-no-video = Aquí no existe ese vídeo. Encontrarás su ID en el nombre de su archivo.

limit-budget-cap = Los presupuestos del operador permiten aquí como máximo { $cap } { $window }.
limit-user-usd-cap = Los presupuestos solo permiten aquí { $cap } { $window }: nadie podría usar más.
limit-seconds-cap = { $seconds } s de vídeo pueden costar { $cost }, pero los presupuestos solo permiten { $cap } { $window }. El límite más alto posible es de { $most } s.
limit-no-budget = Los presupuestos son para servidores y para todo el bot. Para un rol o un miembro, fija segundos o USD por persona.
limit-no-ceiling = Solo el presupuesto de un servidor puede tener un tope. Para sus miembros, fija segundos o USD por persona.
limit-elsewhere = Ese límite pertenece a un solo servidor. Fíjalo allí.
limit-for-nobody = Un límite para todo un servidor o para todo el bot no puede ser para una sola persona.
limit-no-number = «{ $text }» no es un número entero. Escribe un número como 60, o unlimited.
limit-no-amount = «{ $text }» no es un importe. Escribe un importe como 25 o 12.50, o unlimited.
limit-negative = Un límite no puede ser negativo. Escribe un número mayor que 0, o unlimited.
limit-zero = Un límite de 0 no permitiría nada. Para impedírselo a una persona, usa block. Para impedírselo a todo el mundo, usa pause. Para no tener límite, escribe unlimited.
limit-too-much = Es demasiado: el límite más alto posible aquí es { $most }. Para no tener límite, escribe unlimited.

words-most = Puedes prohibir como máximo { $most } palabras.
words-absent = «{ $word }» no está en la lista.
words-long = Una palabra o frase prohibida puede tener como máximo { $most } caracteres.
words-unsearchable = «{ $word }» no tiene ninguna letra, cifra o símbolo que se pueda buscar.
