## /veo-settings

command-veo-settings = Fija tus ajustes por defecto, como el modelo, la duración y el estilo
settings-title = Tus ajustes
settings-about = Se aplican siempre que pidas un vídeo y no indiques otra cosa. Lo que no se pueda usar en un lugar, o lo que un modelo no pueda hacer, se omite.
settings-usual = Lo habitual
settings-model = Modelo
settings-duration = Duración
settings-shape = Relación de aspecto
settings-style = Estilo
settings-private = Privado
settings-private-about = Solo tú ves tus vídeos y sus tarjetas. Si me mencionas en un mensaje, todos ven el vídeo.
settings-direct = Mensaje directo
settings-direct-about = Te envío un mensaje directo con un enlace cuando tu vídeo esté listo o haya fallado.
settings-on = activado
settings-off = desactivado
settings-turn-on = Activar
settings-turn-off = Desactivar
choice-no-style = Sin estilo

## The direct message about an end, if its person chose so

direct-ready = Tu vídeo está listo: { $link }
direct-failed = Tu vídeo ha fallado. Aquí tienes el motivo: { $link }

## /veo-admin defaults

settings-spoiler = Vídeos ocultos como spoiler
settings-restricted = Solo en canales con restricción de edad
command-defaults = Ajustes por defecto de los vídeos aquí, si nadie elige otra cosa
command-defaults-show = Muestra los valores predeterminados de este servidor y sus canales
command-defaults-set = Fija valores predeterminados del servidor o de un canal; cada uno puede elegir otra cosa
command-defaults-clear = Quita valores predeterminados; se aplican entonces los más generales
command-defaults-what = Solo este (por defecto: todos)
command-defaults-deleted = Un canal eliminado que aún tiene valores
admin-defaults-title = Valores predeterminados
admin-defaults-none = Aquí no hay nada fijado.
admin-defaults-empty = Elige al menos un valor. No se ha cambiado nada.
