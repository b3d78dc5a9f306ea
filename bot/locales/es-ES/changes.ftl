## Qué puede estar mal en un cambio de un administrador

change-only-operators = Esto afecta a todo el bot; solo pueden hacerlo sus operadores.
change-only-managers = Para esto necesitas el permiso «Gestionar servidor» en ese servidor.
change-id = Eso no es un ID de Discord. Elige una persona, un rol o un canal de la lista.
change-reason-long = Un motivo puede tener como mucho { $most } caracteres; este tiene { $count }.
change-end-past = El final tiene que estar en el futuro.
change-end-far = El final puede estar como mucho a { $days } días. Déjalo vacío si no debe haber final.
change-grant = Se pueden dar de 1 a { $most } segundos.
change-places-here = Los canales y roles pertenecen a un solo servidor; elígelos allí.
change-places-most = Aquí se pueden elegir como mucho { $most }, no { $count }.
change-period-order = El periodo tiene que empezar antes de acabar.
change-period-long = Un periodo puede tener como mucho { $days } días.
change-no-video = Aquí no hay ningún vídeo así. Su ID está en el nombre de su archivo.

limit-budget-cap = Aquí se puede como mucho { $cap } en { $window }: es lo que dejan pasar los presupuestos del operador.
limit-seconds-cap = { $seconds } s de vídeo pueden costar { $cost }, y los presupuestos dejan pasar { $cap } en { $window }. Se puede como mucho { $most } s.
limit-no-budget = Los presupuestos son para servidores y para todo el bot; para un rol o una persona, fija segundos.
limit-no-ceiling = Un tope es para el presupuesto de un servidor; para su gente, fija segundos.
limit-elsewhere = Ese límite pertenece a un solo servidor; fíjalo allí.
limit-for-nobody = Un límite para todo un servidor, o para todo, no es para nadie en particular.
limit-no-number = «{ $text }» no es un número entero. Escribe uno como 60, o unlimited.
limit-no-amount = «{ $text }» no es un importe. Escribe uno como 25 o 12.50, o unlimited.
limit-negative = Un límite no puede ser negativo. Escribe un número mayor que 0, o unlimited.
limit-zero = 0 no permitiría nada. Para parar a alguien usa block, para parar a todo el mundo usa pause; para no tener límite escribe unlimited.
limit-too-much = Es demasiado: aquí se puede como mucho { $most }. Para no tener límite escribe unlimited.

words-most = Puede haber como mucho { $most } palabras prohibidas.
words-absent = «{ $word }» no está en la lista.
words-long = Una palabra o frase prohibida puede tener como mucho { $most } caracteres.
words-unsearchable = «{ $word }» no tiene ninguna letra, cifra o símbolo que se pueda buscar.
