## Rechazos: qué límite o regla, cuánto queda, cuándo vuelve
## { $window } es span-day, span-week o span-month; Discord muestra { $when } como «dentro de 3 horas».

span-day = 24 horas
span-week = 7 días
span-month = 30 días
rate-day = 24 horas
rate-week = 7 días
rate-month = 30 días

refusal-seconds = Puedes usar { $limit } s de vídeo en { $window }, y te quedan { $left } s.
refusal-seconds-never = Puedes usar { $limit } s de vídeo en { $window }, que es menos de lo que necesita este vídeo; te quedan { $left } s.
refusal-seconds-back = Lo suficiente para este vídeo vuelve { $when }.
# $scope es «server» o «bot».
refusal-budget = { $scope ->
    [server] El presupuesto de este servidor
   *[bot] El presupuesto del bot
} de { $limit } en { $window } está agotado: quedan { $left }, y este vídeo necesita unos { $needed }.
refusal-budget-never = { $scope ->
    [server] El presupuesto de este servidor
   *[bot] El presupuesto del bot
} de { $limit } en { $window } es demasiado pequeño para este vídeo: quedan { $left }, y este vídeo necesita unos { $needed }.
refusal-budget-back = Lo suficiente vuelve { $when }.
refusal-jobs_at_once = Ya tienes en proceso todos los vídeos que puedes tener a la vez ({ $limit }). Espera a que termine uno.
refusal-cooldown = Espera un momento entre dos vídeos: puedes volver a pedir { $when }.
refusal-cooldown-later = Espera un momento entre dos vídeos y vuelve a pedir más tarde.
refusal-paused-bot = El bot está en pausa.
refusal-paused-bot-reason = El bot está en pausa: { $reason }.
refusal-paused-server = Los vídeos están en pausa en este servidor.
refusal-paused-server-reason = Los vídeos están en pausa en este servidor: { $reason }.
refusal-blocked-bot = Tienes un bloqueo y no puedes hacer vídeos.
refusal-blocked-bot-reason = Tienes un bloqueo y no puedes hacer vídeos: { $reason }.
refusal-blocked-server = Tienes un bloqueo en este servidor y no puedes hacer vídeos aquí.
refusal-blocked-server-reason = Tienes un bloqueo en este servidor y no puedes hacer vídeos aquí: { $reason }.
refusal-blocked-until = Puedes volver a usarme { $when }.
refusal-strikes = { $count ->
    [one] { $count } de tus peticiones se ha bloqueado por su contenido en un día, así que tienes una pausa. Puedes volver a pedir { $when }.
   *[other] { $count } de tus peticiones se han bloqueado por su contenido en un día, así que tienes una pausa. Puedes volver a pedir { $when }.
}
refusal-channel = No se me puede usar en este canal. Usa { $channels }.
refusal-role = En este servidor necesitas uno de estos roles para hacer vídeos: { $roles }.
refusal-words = Esto no está permitido aquí: «{ $word }». Describe tu vídeo sin ello.
refusal-fits = Un vídeo de { $seconds } s aún cabría ahora.
