## Rechazos: qué límite o regla, cuánto queda, cuándo vuelve
## { $window } es span-day, span-week o span-month; Discord muestra { $when } como «dentro de 3 horas», y en los límites
## con la hora exacta detrás.

span-day = hoy
span-week = esta semana
span-month = este mes
# { $window } de un límite que fija un administrador.
rate-day = al día
rate-week = a la semana
rate-month = al mes

refusal-seconds = { $left ->
    [one] Te queda
   *[other] Te quedan
} { $left } de tus { $limit } s { $window }.
refusal-seconds-never = Esto es más largo que todo tu límite. { $left ->
    [one] Te queda
   *[other] Te quedan
} { $left } de tus { $limit } s { $window }.
refusal-seconds-back = Tendrás suficiente para este vídeo { $when }.
refusal-user_usd = Te quedan { $window } { $left } de { $limit }, y este vídeo cuesta unos { $needed }.
refusal-user_usd-never = Esto cuesta unos { $needed }, más que todo tu límite de { $limit } (quedan { $left } { $window }).
# $scope es «server» o «bot».
refusal-budget = { $scope ->
    [server] A este servidor
   *[bot] Al bot
} le quedan { $window } { $left } de su presupuesto de { $limit }, y este vídeo cuesta unos { $needed }.
refusal-budget-never = Esto cuesta unos { $needed }, más que todo el presupuesto { $scope ->
    [server] de este servidor
   *[bot] del bot
}, que es de { $limit } (quedan { $left } { $window }).
refusal-budget-back = Habrá suficiente para este vídeo { $when }.
refusal-jobs_at_once = Puedes tener { $limit ->
    [one] { $limit } vídeo
   *[other] { $limit } vídeos
} en curso a la vez. Espera a que termine uno.
refusal-cooldown = Espera un momento entre un vídeo y otro. Puedes empezar el siguiente { $when }.
refusal-cooldown-later = Espera un momento entre un vídeo y otro, e inténtalo más tarde.
refusal-paused-bot = El bot está en pausa.
refusal-paused-bot-reason = El bot está en pausa: { $reason }.
refusal-paused-server = Los vídeos están en pausa en este servidor.
refusal-paused-server-reason = Los vídeos están en pausa en este servidor: { $reason }.
refusal-blocked-bot = Te han bloqueado y no puedes crear vídeos.
refusal-blocked-bot-reason = Te han bloqueado y no puedes crear vídeos: { $reason }.
refusal-blocked-server = Te han bloqueado en este servidor y no puedes crear vídeos aquí.
refusal-blocked-server-reason = Te han bloqueado en este servidor y no puedes crear vídeos aquí: { $reason }.
refusal-blocked-until = Podrás volver a crear vídeos { $when }.
refusal-strikes = { $count ->
    [one] Hoy se ha bloqueado { $count } de tus solicitudes por su contenido, así que estás en pausa. Podrás volver a crear vídeos { $when }.
   *[other] Hoy se han bloqueado { $count } de tus solicitudes por su contenido, así que estás en pausa. Podrás volver a crear vídeos { $when }.
}
refusal-channel = No puedes crear vídeos en este canal. Usa { $channels }.
refusal-age = Aquí solo se pueden crear vídeos en canales con restricción de edad. Usa uno de esos.
refusal-role = Para crear vídeos en este servidor necesitas uno de estos roles: { $roles }.
refusal-words = Tu prompt tiene una palabra que aquí no está permitida: «{ $word }». Describe tu vídeo sin ella.
refusal-fits = Un vídeo de { $seconds } s aún cabría ahora.
refusal-fits-other = Con { $model } puedes hacerlo ahora: { $seconds } s, { $resolution }, { $sound ->
    [yes] con sonido
   *[no] sin sonido
}, unos { $cost }.
