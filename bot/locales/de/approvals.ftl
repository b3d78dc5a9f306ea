## Die Moderation um mehr bitten, als ein Limit erlaubt

command-approvals = Anfragen an die Moderation
command-approvals-channel = Wählt ihren Kanal
command-approvals-off = Schaltet sie ab
admin-places-approval = Kanal für Anfragen an die Moderation
admin-places-approval-none = keiner, niemand kann anfragen
approval-ask = Moderation fragen
approval-asked = Ich habe die Moderation dieses Servers gefragt. Sie kann deinen Prompt sehen. Antwortet niemand, endet die Anfrage { $when }. Erst mit der Freigabe wird etwas berechnet.
approval-not-here = Hier gibt es keine Moderation, die du fragen kannst.
approval-waiting = Von dir wartet auf diesem Server schon eine Anfrage auf Antwort. Bitte warte sie ab.
approval-too-many = Du kannst die Moderation { $most }-mal am Tag fragen. Bitte versuche es morgen wieder.
approval-title = Ein Mitglied ist über seinem Limit
approval-who = { $user } bittet in { $channel } um mehr, als das Limit erlaubt:
approval-limit = Die Meldung dazu: { $limit }
approval-until = Endet { $when }
approval-approve = Einmal freigeben · { $price }
approval-deny = Ablehnen
approval-deny-title = Anfrage ablehnen
approval-deny-word = Grund (optional)
approval-approved = Freigegeben von { $moderator }
approval-denied = Abgelehnt von { $moderator }
approval-denied-word = Abgelehnt von { $moderator }: { $word }
approval-expired = Niemand hat rechtzeitig geantwortet.
approval-over = Über diese Anfrage ist schon entschieden, oder sie ist abgelaufen.
approval-own = Deine eigene Anfrage kannst du nicht freigeben.
approval-not-yours = Das kann nur die Moderation dieses Servers entscheiden. Dafür ist das Recht „Mitglieder in Timeout versetzen“ oder „Server verwalten“ nötig.
approval-price = Diese Anfrage kostet jetzt { $price }. Drücke noch einmal auf „Einmal freigeben“, wenn das in Ordnung ist.
approval-approved-note = { $mention }, { $moderator } hat deine Anfrage freigegeben.
approval-approved-direct = Die Moderation von { $server } hat deine Anfrage freigegeben. Das Ergebnis ist unterwegs.
approval-denied-direct = Die Moderation von { $server } hat deine Anfrage abgelehnt. Es wurde nichts berechnet.
approval-expired-direct = Auf deine Anfrage hat bei { $server } niemand rechtzeitig geantwortet. Es wurde nichts erstellt und nichts berechnet.
approval-approved-private = Die Moderation hat deine Anfrage freigegeben. Ich schicke dir das Ergebnis hier.
    -# Referenz { $reference }
approval-withdrawn = Ich konnte das im Kanal des Mitglieds nicht posten, also wurde die Anfrage abgebrochen. Es wurde nichts berechnet.
approval-withdrawn-direct = Die Moderation von { $server } hat deine Anfrage freigegeben, aber ich konnte dort nichts posten, also wurde sie abgebrochen. Es wurde nichts berechnet.
approval-word = Der Grund: { $word }
approval-erased = Diese Anfrage wurde gelöscht, weil das Mitglied seine Daten löschen ließ.
