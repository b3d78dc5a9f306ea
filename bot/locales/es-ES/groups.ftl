## Variantes

button-cancel-all = Cancelar todos
group-count = { $count ->
    [one] { $count } vídeo
   *[other] { $count } vídeos
}
group-title = { $done } de { $count } vídeos listos
group-video = Vídeo { $position }
group-video-of = vídeo { $position } de { $count }
group-ready = Listo.
group-deleted = Eliminado.
group-cancelled = Cancelado. Se han devuelto { $seconds } s.
group-cancelled-by = Cancelado por { $by }. Se han devuelto tus { $seconds } s.
group-seed = semilla { $seed }
group-on-its-way = Todavía en camino.
group-elsewhere = Tiene su propio mensaje.
group-result = { $mention } Aquí tienes tus vídeos.
group-result-some = { $mention } { $done } de tus { $count } vídeos están listos.
group-failed = { $mention } No se pudo crear ninguno de tus { $count } vídeos.
cancel-group-done = 
    { $count ->
        [one] Se ha cancelado { $count } vídeo.
       *[other] Se han cancelado { $count } vídeos.
    } Se han devuelto { $seconds } s.
cancel-group-others = { $count ->
    [one] { $count } vídeo ya está en camino y no se puede cancelar.
   *[other] { $count } vídeos ya están en camino y no se pueden cancelar.
}
refusal-fewer = { $count ->
    [one] Crear { $count } vídeo
   *[other] Crear { $count } vídeos
}
refusal-fits-fewer = { $count ->
    [one] Ahora aún cabe { $count } vídeo.
   *[other] Ahora aún caben { $count } vídeos.
}
edit-count = Cuántos
edit-count-hint = Cada uno tiene su propia semilla.
command-veo-count = Cuántas variantes crear a la vez, cada una con su semilla (por defecto: 1)
group-story = { $position } de { $count } en el grupo { $group }
