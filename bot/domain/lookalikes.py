"""Characters that look like a plain Latin letter but have no compatibility form that says so.

Taken from Unicode's confusables.txt 15.1 (https://www.unicode.org/Public/security/, © Unicode, Inc., Unicode License
v3), for scripts whose letters may appear in a Latin word; plus small capitals and enclosed letters, found by their
names. Letters of living Latin alphabets (ø, đ, ł) aren't included: they are letters of their own.
"""

import unicodedata

_LOOKALIKES = {
    "a": "ɑΑαАаᎪᗅᴀꓮꭺ𐊠𖽀🅐🅰",
    "b": "ʙΒВЬвᏏᏴᏼᑲᖯᗷꓐꞴ𐊂𐊡𐌁🅑🅱",
    "c": "СсᏟᴄⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜🅒🅲",
    "d": "ԁᎠᏧᑯᗞᗪᴅꓒꓓꭰ🅓🅳",
    "e": "ΕЕеҽᎬᴇⴹꓰꬲꭼ𐊆𑢦𑢮🅔🅴",
    "f": "ϜքᖴẝꓝꜰꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂🅕🅵",
    "g": "ɡɢԌԍցᏀᏳᏻᶃꓖꮐ🅖🅶",
    "h": "ʜΗНнһհᎻᏂᕼⲎꓧꮋ𐋏🅗🅷",
    "i": "ɩɪΙιІіӀӏᎥꙇꭵ𑣃🅘🅸",
    "j": "ͿϳЈјᎫᒍᴊꓙꞲꭻ🅙🅹",
    "k": "ΚκКкᏦᛕᴋⲔꓗ𐔘🅚🅺",
    "l": "ʟᏞᒪᛁⲒⳐⳑⵏꓡꓲꮮ𐊊𐌉𐐛𐑃𐔦𑢣𑢲𖼖𖼨🅛🅻",
    "m": "ʍΜϺМмᎷᗰᛖᴍⲘꓟ𐊰𐌑🅜🅼",
    "n": "ɴΝηոռⲚꓠ𐔓🅝🅽",
    "o": "ΟοσОоՕօᴏᴑⲞⲟⵔꓳꬽ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗🅞🅾",
    "p": "ΡρРрᏢᑭᴘᴩⲢⲣꓑꮲ𐊕🅟🅿🆊",
    "q": "ԛգզⵕꞯ🅠🆀",
    "r": "ʀгᎡᏒᖇᴦⲅꓣꭇꭈꭱꮁꮢ𐒴𖼵🅡🆁",
    "s": "ЅѕՏᏕᏚꓢꜱꮪ𐊖𐐠𐑈𑣁𖼺🅢🆂",
    "t": "ΤτТтᎢᴛⲦꓔꭲ𐊗𐊱𐌕𑢼𖼊🅣🆃",
    "u": "ʋυՍսᑌᴜꓴꞟꭎꭒ𐓎𐓶𑢸𑣘𖽂🅤🆄",
    "v": "νѴѵᏙᐯᴠⴸꓦꮩ𐔝𑢠𑣀𖼈🅥🆅",
    "w": "ɯѡԜԝաᎳᏔᴡꓪꮃ🅦🆆",
    "x": "ΧχХхᕁᕽᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐔧🅧🆇",
    "y": "ɣʏΥγУуҮүᎩᎽᶌỿⲨꓬꭚ𐊲𑢤𑣜𖽃🅨🆈",
    "z": "ΖᏃᴢꓜꮓ𑢩𑣄🅩🆉",
}
#: The letter that each character looks like.
LATIN_LETTERS = {other: letter for letter, others in _LOOKALIKES.items() for other in others}
#: Characters that belong to no other script: nobody writes real words with them.
ORNAMENTAL = frozenset(one for one in LATIN_LETTERS if "LATIN" in unicodedata.name(one, ""))
