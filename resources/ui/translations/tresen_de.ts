<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ActChip</name>
    <message>
        <source>Refund failed</source>
        <translation>Erstattung gescheitert</translation>
    </message>
    <message>
        <source>Refund unclear</source>
        <translation>Erstattung ungeklärt</translation>
    </message>
    <message>
        <source>To approve</source>
        <translation>Freigabe nötig</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>Bankanfrage</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Streitfall</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>Einreichen</translation>
    </message>
    <message>
        <source>Dispute {amount} · too late</source>
        <translation>Streitfall {amount} · zu spät</translation>
    </message>
    <message>
        <source>Inquiry {amount} · too late</source>
        <translation>Bankanfrage {amount} · zu spät</translation>
    </message>
    <message>
        <source>Card declined</source>
        <translation>Karte abgelehnt</translation>
    </message>
    <message>
        <source>Payment declined</source>
        <translation>Zahlung abgelehnt</translation>
    </message>
    <message>
        <source>Send link</source>
        <translation>Link senden</translation>
    </message>
    <message>
        <source>{amount} open</source>
        <translation>{amount} offen</translation>
    </message>
    <message>
        <source>Unpaid {time}</source>
        <translation>Unbezahlt {time}</translation>
    </message>
    <message>
        <source>Find payment</source>
        <translation>Zahlung suchen</translation>
    </message>
    <message>
        <source>Fraud warning</source>
        <translation>Betrugswarnung</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} Tage</translation>
    </message>
    <message>
        <source>Refund late</source>
        <translation>Erstattung hängt</translation>
    </message>
    <message>
        <source>Paid twice? {amount}</source>
        <translation>Doppelt bezahlt? {amount}</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Wartet auf Freigabe</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
</context>
<context>
    <name>ActionState</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Outcome not known</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>Wartet auf Freigabe</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>You have withdrawn this.</source>
        <translation>Das wurde zurückgezogen.</translation>
    </message>
    <message>
        <source>This is above what is refunded at once: read it once more and confirm it alone.</source>
        <translation>Das liegt über dem, was sofort erstattet wird: noch einmal lesen und allein bestätigen.</translation>
    </message>
    <message>
        <source>What is handed in is final: read it once more and confirm it alone.</source>
        <translation>Was eingereicht ist, gilt: noch einmal lesen und allein bestätigen.</translation>
    </message>
    <message>
        <source>This was not confirmed in time, so nothing was done; ask again if it is still wanted.</source>
        <translation>Das wurde nicht rechtzeitig bestätigt, es ist also nichts passiert. Bei Bedarf noch einmal anstoßen.</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>Verfallen</translation>
    </message>
    <message>
        <source>The answer to the dispute was not approved in time, so nothing was handed in. Ask again if the bank still waits.</source>
        <translation>Die Antwort auf den Streitfall wurde nicht rechtzeitig freigegeben und nicht eingereicht. Neu anfragen, solange die Bank noch wartet.</translation>
    </message>
    <message>
        <source>{name}&apos;s refund of {amount} was not approved in time, so nothing was refunded. Ask again if it is still wanted.</source>
        <translation>Die Erstattung über {amount}, um die {name} gebeten hat, wurde nicht rechtzeitig freigegeben; es wurde nichts erstattet. Bei Bedarf neu anfragen.</translation>
    </message>
    <message>
        <source>Your refund of {amount} was not approved in time, so nothing was refunded. Ask again if it is still wanted.</source>
        <translation>Ihre Erstattung über {amount} wurde nicht rechtzeitig freigegeben; es wurde nichts erstattet. Bei Bedarf neu anfragen.</translation>
    </message>
    <message>
        <source>You did not confirm the refund of {amount} in time, so nothing was refunded. Ask again if it is still wanted.</source>
        <translation>Die Erstattung über {amount} wurde nicht rechtzeitig bestätigt; es wurde nichts erstattet. Bei Bedarf noch einmal anstoßen.</translation>
    </message>
    <message>
        <source>Your refund of {amount} for {name} was not approved in time, so nothing was refunded.</source>
        <translation>Ihre Erstattung über {amount} an {name} wurde nicht rechtzeitig freigegeben; es wurde nichts erstattet.</translation>
    </message>
    <message>
        <source>{agent} did not approve your refund of {amount} for {name}.</source>
        <translation>{agent} hat Ihre Erstattung über {amount} an {name} nicht freigegeben.</translation>
    </message>
    <message>
        <source>You did not confirm the refund of {amount} for {name} in time, so nothing was refunded.</source>
        <translation>Die Erstattung über {amount} an {name} wurde nicht rechtzeitig bestätigt; es wurde nichts erstattet.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>You can approve this beside the chat.</source>
        <translation>Sie können das neben dem Chat freigeben.</translation>
    </message>
</context>
<context>
    <name>Approvals</name>
    <message>
        <source>To approve</source>
        <translation>Zur Freigabe</translation>
    </message>
    <message>
        <source>Nobody else can approve this. Read it once more and confirm it alone.</source>
        <translation>Niemand sonst kann das freigeben. Lesen Sie es noch einmal und bestätigen Sie es allein.</translation>
    </message>
    <message>
        <source>Read once more …</source>
        <translation>Noch einmal lesen …</translation>
    </message>
    <message>
        <source>Your decision is on its way.</source>
        <translation>Die Entscheidung ist unterwegs.</translation>
    </message>
    <message>
        <source>{amount} already refunded</source>
        <translation>{amount} schon erstattet</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>This is above your own limit of {limit} too; an owner can approve it.</source>
        <translation>Das liegt auch über Ihrer Grenze von {limit}; eine Inhaberin oder ein Inhaber kann es freigeben.</translation>
    </message>
    <message>
        <source>Refund {amount}?</source>
        <translation>{amount} erstatten?</translation>
    </message>
</context>
<context>
    <name>Attached</name>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave out {name}</source>
        <translation>{name} weglassen</translation>
    </message>
    <message>
        <source>A file is still being read.</source>
        <translation>Eine Datei wird noch gelesen.</translation>
    </message>
    <message>
        <source>WhatsApp shows no text with a sound; send the text by itself.</source>
        <translation>WhatsApp zeigt zu einer Tonaufnahme keinen Text; bitte den Text für sich senden.</translation>
    </message>
    <message>
        <source>{count} characters too many for the text of a file; send it by itself.</source>
        <translation>{count} Zeichen zu viel für den Text zu einer Datei; bitte für sich senden.</translation>
    </message>
    <message>
        <source>being read …</source>
        <translation>wird gelesen …</translation>
    </message>
</context>
<context>
    <name>BlankPage</name>
    <message>
        <source>Copy this number for support</source>
        <translation>Diese Nummer für die Hilfe kopieren</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Another card or PayPal on the same page usually works.</source>
        <translation>Eine andere Karte oder PayPal auf derselben Seite klappt meist.</translation>
    </message>
    <message>
        <source>Send same link again</source>
        <translation>Gleichen Link nochmal senden</translation>
    </message>
    <message>
        <source>Explain to {name}</source>
        <translation>{name} erklären</translation>
    </message>
    <message>
        <source>Card declined</source>
        <translation>Karte abgelehnt</translation>
    </message>
    <message>
        <source>Disputed: {reason}</source>
        <translation>Streitfall: {reason}</translation>
    </message>
    <message>
        <source>Approve {amount}</source>
        <translation>{amount} freigeben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Open chat</source>
        <translation>Zum Chat</translation>
    </message>
    <message>
        <source>{agent} asks: refund {amount}</source>
        <translation>{agent} bittet: {amount} erstatten</translation>
    </message>
    <message>
        <source>{name} refunded {amount} of this payment at {time}.</source>
        <translation>{name} hat um {time} {amount} dieser Zahlung erstattet.</translation>
    </message>
    <message>
        <source>Refund another {amount}</source>
        <translation>Weitere {amount} erstatten</translation>
    </message>
    <message>
        <source>Keep as is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>The answer was lost at {time}. Nothing is sent twice.</source>
        <translation>Die Antwort ging um {time} verloren. Nichts wird doppelt gesendet.</translation>
    </message>
    <message>
        <source>Usually clear within a minute. Do not refund by hand meanwhile.</source>
        <translation>Meist in einer Minute geklärt. Bis dahin nicht von Hand erstatten.</translation>
    </message>
    <message>
        <source>{until} · refund not possible now</source>
        <translation>{until} · Erstattung jetzt nicht möglich</translation>
    </message>
    <message>
        <source>Checking with Stripe</source>
        <translation>Wird bei Stripe geprüft</translation>
    </message>
    <message>
        <source>It was refunded</source>
        <translation>Wurde erstattet</translation>
    </message>
    <message>
        <source>It was not refunded</source>
        <translation>Wurde nicht erstattet</translation>
    </message>
    <message>
        <source>Outcome not known</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Ask for order number</source>
        <translation>Nach Bestellnummer fragen</translation>
    </message>
    <message>
        <source>Search Stripe</source>
        <translation>Bei Stripe suchen</translation>
    </message>
    <message>
        <source>Nothing found that fits.</source>
        <translation>Nichts Passendes gefunden.</translation>
    </message>
    <message>
        <source>Found in the chat: {what}</source>
        <translation>Im Chat gefunden: {what}</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation>Nicht zugeordnet</translation>
    </message>
    <message>
        <source>{name} has {amount} of this payment on hold.</source>
        <translation>{name} erstattet in wenigen Sekunden {amount} dieser Zahlung.</translation>
    </message>
    <message>
        <source>{name} is refunding {amount} of this payment.</source>
        <translation>{name} erstattet gerade {amount} dieser Zahlung.</translation>
    </message>
    <message>
        <source>{name} asked at {time} to refund {amount} of this payment.</source>
        <translation>{name} hat um {time} gebeten, {amount} dieser Zahlung zu erstatten.</translation>
    </message>
    <message>
        <source>No answer since {time}. Nothing is sent twice.</source>
        <translation>Keine Antwort seit {time}. Nichts wird doppelt gesendet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Nochmal versuchen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Refund by {name}</source>
        <translation>Erstattung von {name}</translation>
    </message>
    <message>
        <source>Answered, the bank decides · refund not possible now</source>
        <translation>Beantwortet, die Bank entscheidet · Erstattung jetzt nicht möglich</translation>
    </message>
    <message>
        <source>Refund not possible now</source>
        <translation>Erstattung jetzt nicht möglich</translation>
    </message>
    <message>
        <source>Stripe gave no answer. Look in Stripe, then say what you see there.</source>
        <translation>Stripe hat nicht geantwortet. Bitte bei Stripe nachsehen und hier angeben, was dort steht.</translation>
    </message>
    <message>
        <source>{name} had {amount} of this payment on hold when you clicked.</source>
        <translation>{name} war bei Ihrem Klick gerade dabei, {amount} dieser Zahlung zu erstatten.</translation>
    </message>
    <message>
        <source>Somebody who may approve has to look in Stripe. Do not refund by hand meanwhile.</source>
        <translation>Wer freigeben darf, muss bei Stripe nachsehen. Bis dahin nicht von Hand erstatten.</translation>
    </message>
</context>
<context>
    <name>Cart</name>
    <message>
        <source>Link on hold</source>
        <translation>Link geht gleich hinaus</translation>
    </message>
    <message>
        <source>Link being sent</source>
        <translation>Link wird gesendet</translation>
    </message>
    <message>
        <source>A link over {amount} is still open.</source>
        <translation>Ein Link über {amount} ist noch offen.</translation>
    </message>
    <message>
        <source>Another link is still open.</source>
        <translation>Ein anderer Link ist noch offen.</translation>
    </message>
    <message>
        <source>Shipping, {label}</source>
        <translation>Versand, {label}</translation>
    </message>
    <message>
        <source>Cart from {name}</source>
        <translation>Warenkorb von {name}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Send another link · {amount}</source>
        <translation>Weiteren Link senden · {amount}</translation>
    </message>
    <message>
        <source>Send link · {amount}</source>
        <translation>Link senden · {amount}</translation>
    </message>
    <message>
        <source>the price could not be read</source>
        <translation>der Preis war nicht lesbar</translation>
    </message>
    <message>
        <source>price is now {now}, the cart says {then}</source>
        <translation>Preis ist jetzt {now}, im Warenkorb {then}</translation>
    </message>
    <message>
        <source>The window is closed, so this template goes out: {words}. {text}</source>
        <translation>Das Fenster ist zu, deshalb geht diese Vorlage raus: {words}. {text}</translation>
    </message>
    <message>
        <source>Make another link · {amount}</source>
        <translation>Neuen Link erstellen · {amount}</translation>
    </message>
    <message>
        <source>Make link · {amount}</source>
        <translation>Link erstellen · {amount}</translation>
    </message>
    <message>
        <source>A link over {amount} is still open; the new one closes it.</source>
        <translation>Ein Link über {amount} ist noch offen. Der neue schließt ihn.</translation>
    </message>
    <message>
        <source>Replace link · {amount}</source>
        <translation>Link ersetzen · {amount}</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
</context>
<context>
    <name>ChatHead</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Customer and payments</source>
        <translation>Kundschaft und Zahlungen</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Assigned to {name}</source>
        <translation>Zugewiesen an {name}</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Copy {contact}</source>
        <translation>{contact} kopieren</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Snoozed until {time}</source>
        <translation>Zurückgestellt bis {time}</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>3 hours</source>
        <translation>3 Stunden</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>{name} has money on hold here.</source>
        <translation>{name} bewegt hier gerade Geld.</translation>
    </message>
    <message>
        <source>{name} is typing.</source>
        <translation>{name} schreibt gerade.</translation>
    </message>
    <message>
        <source>{name} has the refund form open.</source>
        <translation>{name} hat das Erstattungsformular offen.</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>{name} has probably blocked the shop or left WhatsApp: nothing was delivered since {time}. Try another way.</source>
        <translation>{name} hat den Shop wahrscheinlich blockiert oder WhatsApp verlassen: seit {time} wurde nichts zugestellt. Versuchen Sie es auf anderem Weg.</translation>
    </message>
    <message>
        <source>Block or unblock</source>
        <translation>Blockieren oder freigeben</translation>
    </message>
    <message>
        <source>Spam or advertising</source>
        <translation>Spam oder Werbung</translation>
    </message>
    <message>
        <source>Insults or threats</source>
        <translation>Beleidigungen oder Drohungen</translation>
    </message>
    <message>
        <source>Attempted fraud</source>
        <translation>Betrugsversuch</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Anderer Grund</translation>
    </message>
    <message>
        <source>Unblock this person</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Block: {reason}</source>
        <translation>Blockieren: {reason}</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Choose a chat on the left.</source>
        <translation>Links einen Chat wählen.</translation>
    </message>
    <message>
        <source>Drop to attach; nothing is sent by that</source>
        <translation>Loslassen zum Anhängen; gesendet wird dadurch nichts</translation>
    </message>
</context>
<context>
    <name>ClosingCard</name>
    <message>
        <source>{count} chats lock before {time}</source>
        <translation>{count} Chats schließen vor {time}</translation>
    </message>
    <message>
        <source>1 chat locks before {time}</source>
        <translation>1 Chat schließt vor {time}</translation>
    </message>
    <message>
        <source>{chats}, {sum} open</source>
        <translation>{chats}, {sum} offen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Next chat</source>
        <translation>Nächster Chat</translation>
    </message>
    <message>
        <source>Previous chat</source>
        <translation>Voriger Chat</translation>
    </message>
    <message>
        <source>Open the chosen chat</source>
        <translation>Gewählten Chat öffnen</translation>
    </message>
    <message>
        <source>Back, close a form</source>
        <translation>Zurück, Formular schließen</translation>
    </message>
    <message>
        <source>Resolve and open the next</source>
        <translation>Erledigt und nächster Chat</translation>
    </message>
    <message>
        <source>Resolve and stay</source>
        <translation>Erledigt und hier bleiben</translation>
    </message>
    <message>
        <source>Snooze …</source>
        <translation>Später …</translation>
    </message>
    <message>
        <source>Assign …</source>
        <translation>Zuweisen …</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>Mir zuweisen</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>Ansicht: {name}</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>Antwort schreiben</translation>
    </message>
    <message>
        <source>Write a note for the team</source>
        <translation>Notiz für das Team schreiben</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Send a template</source>
        <translation>Vorlage senden</translation>
    </message>
    <message>
        <source>Send a product</source>
        <translation>Artikel senden</translation>
    </message>
    <message>
        <source>Send a payment link</source>
        <translation>Zahlungslink senden</translation>
    </message>
    <message>
        <source>Open the refund form</source>
        <translation>Erstattungsformular öffnen</translation>
    </message>
    <message>
        <source>Undo what was sent last</source>
        <translation>Letztes rückgängig machen</translation>
    </message>
    <message>
        <source>Deputies for approvals</source>
        <translation>Vertretung für Freigaben</translation>
    </message>
    <message>
        <source>Fetch older payments from Stripe</source>
        <translation>Ältere Zahlungen von Stripe holen</translation>
    </message>
    <message>
        <source>Find a command or a person</source>
        <translation>Befehl oder Person finden</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Fold the list</source>
        <translation>Liste einklappen</translation>
    </message>
    <message>
        <source>Fold the panel</source>
        <translation>Seitenleiste einklappen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Colours: like the system</source>
        <translation>Farben: wie das System</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Farben: hell</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Farben: dunkel</translation>
    </message>
    <message>
        <source>Colours: high contrast</source>
        <translation>Farben: hoher Kontrast</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Next picture, the one before</source>
        <translation>Nächstes Bild, voriges Bild</translation>
    </message>
    <message>
        <source>Picture larger, smaller, whole</source>
        <translation>Bild größer, kleiner, ganz</translation>
    </message>
    <message>
        <source>Play the recording, pause it</source>
        <translation>Aufnahme abspielen, anhalten</translation>
    </message>
    <message>
        <source>Play the newest recording, pause</source>
        <translation>Neueste Aufnahme abspielen, anhalten</translation>
    </message>
    <message>
        <source>Recordings faster, slower</source>
        <translation>Aufnahmen schneller, langsamer</translation>
    </message>
    <message>
        <source>Same person as …</source>
        <translation>Dieselbe Person wie …</translation>
    </message>
    <message>
        <source>Ask with answers to tap</source>
        <translation>Mit Antworten zum Antippen fragen</translation>
    </message>
    <message>
        <source>Ask with a list to choose from</source>
        <translation>Mit einer Liste fragen</translation>
    </message>
    <message>
        <source>Send a button with a link</source>
        <translation>Knopf mit Link senden</translation>
    </message>
    <message>
        <source>Send a location</source>
        <translation>Standort senden</translation>
    </message>
    <message>
        <source>Send a contact</source>
        <translation>Kontakt senden</translation>
    </message>
    <message>
        <source>Send several products</source>
        <translation>Mehrere Artikel senden</translation>
    </message>
    <message>
        <source>Send the whole catalog</source>
        <translation>Ganzen Katalog senden</translation>
    </message>
    <message>
        <source>Ask for the phone number</source>
        <translation>Nach der Telefonnummer fragen</translation>
    </message>
    <message>
        <source>Go to a date …</source>
        <translation>Zu einem Datum gehen …</translation>
    </message>
    <message>
        <source>Go to the first unread message</source>
        <translation>Zur ersten ungelesenen Nachricht</translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>Send later …</source>
        <translation>Später senden …</translation>
    </message>
    <message>
        <source>Money journal of a month</source>
        <translation>Geldjournal eines Monats</translation>
    </message>
    <message>
        <source>Block or unblock the person …</source>
        <translation>Person blockieren oder freigeben …</translation>
    </message>
    <message>
        <source>Templates: all, and submit new ones</source>
        <translation>Vorlagen: alle, und neue einreichen</translation>
    </message>
    <message>
        <source>Compare the catalog with Stripe</source>
        <translation>Katalog mit Stripe vergleichen</translation>
    </message>
    <message>
        <source>Subscription: skip the next charge</source>
        <translation>Abo: nächste Abbuchung aussetzen</translation>
    </message>
    <message>
        <source>Subscription: pause …</source>
        <translation>Abo: pausieren …</translation>
    </message>
    <message>
        <source>Subscription: end with its period</source>
        <translation>Abo: zum Ende des Zeitraums kündigen</translation>
    </message>
    <message>
        <source>Prepare evidence for the dispute</source>
        <translation>Belege zum Streitfall zusammenstellen</translation>
    </message>
    <message>
        <source>Replies: all, write and change them</source>
        <translation>Antworten: alle, schreiben und ändern</translation>
    </message>
    <message>
        <source>Sort the list: {way}</source>
        <translation>Liste sortieren: {way}</translation>
    </message>
    <message>
        <source>Text at its normal size</source>
        <translation>Schrift wie am Anfang</translation>
    </message>
    <message>
        <source>Insert a reply</source>
        <translation>Vorbereitete Antwort übernehmen</translation>
    </message>
    <message>
        <source>5 seconds on or back</source>
        <translation>5 Sekunden vor, zurück</translation>
    </message>
    <message>
        <source>Do what is on hold now, without waiting</source>
        <translation>Jetzt ausführen, ohne zu warten</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>Wer es liest</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>Schreibfeld</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>Datei anhängen</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Your draft is kept.</source>
        <translation>Der Entwurf bleibt erhalten.</translation>
    </message>
    <message>
        <source>No product fits.</source>
        <translation>Kein Artikel passt.</translation>
    </message>
    <message>
        <source>Note for the team</source>
        <translation>Notiz für das Team</translation>
    </message>
    <message>
        <source>Message to {name}</source>
        <translation>Nachricht an {name}</translation>
    </message>
    <message>
        <source>Your role can read but not write.</source>
        <translation>Ihre Rolle darf lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>This looks like a card number. Card data is not sent.</source>
        <translation>Das sieht nach einer Kartennummer aus. Kartendaten werden nicht gesendet.</translation>
    </message>
    <message>
        <source>{count} characters too many for one message.</source>
        <translation>{count} Zeichen zu viel für eine Nachricht.</translation>
    </message>
    <message>
        <source>Remove the number</source>
        <translation>Nummer entfernen</translation>
    </message>
    <message>
        <source>Send mine too</source>
        <translation>Meine auch senden</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>{name} has answered at {time}: “{text}”</source>
        <translation>{name} hat um {time} geantwortet: „{text}“</translation>
    </message>
    <message>
        <source>Fill in first: {names}</source>
        <translation>Erst ausfüllen: {names}</translation>
    </message>
    <message>
        <source>A message that is not loaded</source>
        <translation>Eine Nachricht, die nicht geladen ist</translation>
    </message>
    <message>
        <source>Do not quote</source>
        <translation>Nicht zitieren</translation>
    </message>
    <message>
        <source>Quoted: {text}</source>
        <translation>Zitiert: {text}</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Send something else</source>
        <translation>Etwas anderes senden</translation>
    </message>
    <message>
        <source>There is an account number (IBAN) in this. Is it meant for the customer?</source>
        <translation>Hier steht eine Kontonummer (IBAN). Ist das für den Kunden bestimmt?</translation>
    </message>
    <message>
        <source>This sounds like a note for the team. Is it meant for the customer?</source>
        <translation>Das klingt nach einer Notiz für das Team. Ist es für den Kunden bestimmt?</translation>
    </message>
    <message>
        <source>Show a preview of the link</source>
        <translation>Vorschau des Links zeigen</translation>
    </message>
    <message>
        <source>Send without a preview of the link</source>
        <translation>Ohne Vorschau des Links senden</translation>
    </message>
    <message>
        <source>Make it a note</source>
        <translation>Zur Notiz machen</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>This person is blocked and cannot write to the shop. Unblock them above the chat.</source>
        <translation>Diese Person ist blockiert und kann dem Shop nicht schreiben. Im Kopf des Chats lässt sich das aufheben.</translation>
    </message>
    <message>
        <source>Fill in: {name}, {place} of {count}</source>
        <translation>Ausfüllen: {name}, {place} von {count}</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Entwurf:</translation>
    </message>
    <message>
        <source>All answered. The next message appears here.</source>
        <translation>Alles beantwortet. Die nächste Nachricht erscheint hier.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>Nothing fetched yet. It comes with a connection.</source>
        <translation>Noch nichts geholt. Es kommt, sobald es eine Verbindung gibt.</translation>
    </message>
    <message>
        <source>Nothing is assigned to you.</source>
        <translation>Ihnen ist nichts zugewiesen.</translation>
    </message>
    <message>
        <source>Every chat has somebody who answers it.</source>
        <translation>Für jeden Chat ist jemand da.</translation>
    </message>
    <message>
        <source>No chat waits for a customer&apos;s answer.</source>
        <translation>Kein Chat wartet auf eine Antwort der Kundschaft.</translation>
    </message>
    <message>
        <source>No chat waits for a payment.</source>
        <translation>Kein Chat wartet auf eine Zahlung.</translation>
    </message>
    <message>
        <source>Nothing is snoozed.</source>
        <translation>Nichts ist zurückgestellt.</translation>
    </message>
    <message>
        <source>Nothing is resolved yet.</source>
        <translation>Noch nichts ist erledigt.</translation>
    </message>
    <message>
        <source>No refund waits for approval.</source>
        <translation>Keine Erstattung wartet auf Freigabe.</translation>
    </message>
    <message>
        <source>No refund has a problem.</source>
        <translation>Keine Erstattung macht Probleme.</translation>
    </message>
    <message>
        <source>There is no open dispute.</source>
        <translation>Es gibt keinen offenen Streitfall.</translation>
    </message>
    <message>
        <source>No chat that waits for an answer locks before the shop opens again.</source>
        <translation>Kein Chat, der auf Antwort wartet, schließt vor der nächsten Öffnung.</translation>
    </message>
</context>
<context>
    <name>ConversationsPane</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Search messages, payments, people</source>
        <translation>Nachrichten, Zahlungen, Personen</translation>
    </message>
    <message>
        <source>Messages, payments, people</source>
        <translation>Nachrichten, Zahlungen, Personen</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>{seconds} seconds left</source>
        <translation>noch {seconds} Sekunden</translation>
    </message>
</context>
<context>
    <name>DemoPace</name>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>Customers: {pace}</source>
        <translation>Kundschaft: {pace}</translation>
    </message>
    <message>
        <source>How fast the customers of the demo live</source>
        <translation>Wie schnell die Kundschaft der Demo lebt</translation>
    </message>
</context>
<context>
    <name>Deputies</name>
    <message>
        <source>Deputies</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>A deputy approves for you what colleagues ask for, up to a supervisor&apos;s limit.</source>
        <translation>Die Vertretung gibt für Sie frei, worum das Team bittet, bis zum Limit der Teamleitung.</translation>
    </message>
    <message>
        <source>There is nobody in the team yet who could stand in.</source>
        <translation>Im Team ist noch niemand, der vertreten könnte.</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>May approve anyway</source>
        <translation>Darf ohnehin freigeben</translation>
    </message>
    <message>
        <source>Your decision is on its way.</source>
        <translation>Ihre Entscheidung ist unterwegs.</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Es gibt keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>Für eine Woche</translation>
    </message>
    <message>
        <source>Deputy until {time}</source>
        <translation>Vertritt bis {time}</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>For today</source>
        <translation>Für heute</translation>
    </message>
    <message>
        <source>No device yet</source>
        <translation>Noch kein Gerät</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The link is copied.</source>
        <translation>Der Link ist kopiert.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Demo shop: nothing here is real</source>
        <translation>Demo-Laden: nichts hier ist echt</translation>
    </message>
    <message>
        <source>Offline since {time}. Reading, searching and drafts work, texts wait. Money moves again with a connection.</source>
        <translation>Keine Verbindung seit {time}. Lesen, Suchen und Entwürfe gehen, Texte warten. Geld geht erst wieder mit Verbindung.</translation>
    </message>
    <message>
        <source>Fetching the shop&apos;s history: {done} of {total}.</source>
        <translation>Der Verlauf des Ladens wird geholt: {done} von {total}.</translation>
    </message>
    <message>
        <source>Test mode: no payment here is real</source>
        <translation>Testmodus: keine Zahlung hier ist echt</translation>
    </message>
    <message>
        <source>The hub on this computer is still starting. Reading, searching and drafts work, texts wait.</source>
        <translation>Der Hub auf diesem Computer startet noch. Lesen, Suchen und Entwürfe gehen, Texte warten.</translation>
    </message>
    <message>
        <source>The hub on this computer has ended and is started again. Reading, searching and drafts work, texts wait.</source>
        <translation>Der Hub auf diesem Computer wurde beendet und startet neu. Lesen, Suchen und Entwürfe gehen, Texte warten.</translation>
    </message>
    <message>
        <source>The hub on this computer does not start and is tried again: {reason}</source>
        <translation>Der Hub auf diesem Computer startet nicht, es wird weiter versucht: {reason}</translation>
    </message>
    <message>
        <source>Not connected yet. Reading, searching and drafts work, texts wait. Money moves with a connection.</source>
        <translation>Noch keine Verbindung. Lesen, Suchen und Entwürfe gehen, Texte warten. Geld geht erst mit Verbindung.</translation>
    </message>
    <message>
        <source>A refund of {amount} is still on hold. Closing the window cancels it.</source>
        <translation>Eine Erstattung von {amount} wartet noch. Wird das Fenster geschlossen, geht sie nicht hinaus.</translation>
    </message>
    <message>
        <source>A payment link of {amount} is still on hold. Closing the window cancels it.</source>
        <translation>Ein Zahlungslink über {amount} wartet noch. Wird das Fenster geschlossen, geht er nicht hinaus.</translation>
    </message>
    <message>
        <source>Refunds and payment links still on hold: {count}. Closing the window cancels them.</source>
        <translation>Noch in der Wartezeit: {count} Erstattungen und Zahlungslinks. Wird das Fenster geschlossen, gehen sie nicht hinaus.</translation>
    </message>
    <message>
        <source>Cancel and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>The screen was locked: what was on hold is cancelled.</source>
        <translation>Der Bildschirm wurde gesperrt: Was noch wartete, wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>Catalog and Stripe compared</source>
        <translation>Katalog und Stripe im Vergleich</translation>
    </message>
</context>
<context>
    <name>DisputeAccept</name>
    <message>
        <source>Accept the dispute</source>
        <translation>Streitfall akzeptieren</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Type the sum first.</source>
        <translation>Erst die Summe eintippen.</translation>
    </message>
    <message>
        <source>Accept and lose {amount}</source>
        <translation>Akzeptieren und {amount} verlieren</translation>
    </message>
    <message>
        <source>Dispute over {amount}</source>
        <translation>Streitfall über {amount}</translation>
    </message>
    <message>
        <source>Type {amount} to go on</source>
        <translation>Zum Fortfahren {amount} eintippen</translation>
    </message>
    <message>
        <source>The shop then says nothing to the bank&apos;s question, which may become a dispute over {amount}. A refund usually settles an inquiry. This cannot be taken back.</source>
        <translation>Der Shop antwortet dann nicht auf die Bankanfrage; daraus kann ein Streitfall über {amount} werden. Eine Erstattung erledigt sie meist. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>The customer keeps {amount}. No answer can be handed in any more. This cannot be taken back.</source>
        <translation>Der Kunde behält {amount}. Eine Antwort ist dann nicht mehr möglich. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Fee, kept either way</source>
        <translation>Gebühr, bleibt in jedem Fall</translation>
    </message>
    <message>
        <source>Answer by</source>
        <translation>Antwort bis</translation>
    </message>
    <message>
        <source>Evidence staged</source>
        <translation>Belege bereitgelegt</translation>
    </message>
    <message>
        <source>Inquiry about {amount}</source>
        <translation>Bankanfrage zu {amount}</translation>
    </message>
    <message>
        <source>Leave {amount} unanswered</source>
        <translation>{amount} unbeantwortet lassen</translation>
    </message>
</context>
<context>
    <name>DisputeReview</name>
    <message>
        <source>Answer to the dispute</source>
        <translation>Antwort auf den Streitfall</translation>
    </message>
    <message>
        <source>answer by {day}</source>
        <translation>Antwort bis {day}</translation>
    </message>
    <message>
        <source>This can be handed in once and not be changed afterwards. A second person reads it first.</source>
        <translation>Das lässt sich einmal einreichen und danach nicht mehr ändern. Erst liest es eine zweite Person.</translation>
    </message>
    <message>
        <source>You have asked for it. Somebody else reads it and hands it in.</source>
        <translation>Von Ihnen angefragt. Jemand anderes liest es und reicht es ein.</translation>
    </message>
    <message>
        <source>It was changed since {name} asked, so it cannot be handed in like this.</source>
        <translation>Es wurde geändert, seit {name} darum bat, und kann so nicht eingereicht werden.</translation>
    </message>
    <message>
        <source>{name} asks to hand this in. That can be done once and not be changed afterwards.</source>
        <translation>{name} bittet, das einzureichen. Das geht einmal und ist danach nicht mehr zu ändern.</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Your decision is on its way.</source>
        <translation>Die Entscheidung ist unterwegs.</translation>
    </message>
    <message>
        <source>Ask to hand in</source>
        <translation>Um Einreichen bitten</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>It was changed meanwhile.</source>
        <translation>Es wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>Hand in now</source>
        <translation>Jetzt einreichen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Save the pages …</source>
        <translation>Seiten speichern …</translation>
    </message>
    <message>
        <source>Hand in alone</source>
        <translation>Allein einreichen</translation>
    </message>
    <message>
        <source>Look at the pages</source>
        <translation>Seiten ansehen</translation>
    </message>
    <message>
        <source>The pages are being fetched …</source>
        <translation>Die Seiten werden geholt …</translation>
    </message>
    <message>
        <source>being fetched …</source>
        <translation>wird geholt …</translation>
    </message>
    <message>
        <source>This can be handed in once and not be changed afterwards. Nobody else can approve it, so you read it once more and confirm it after a minute.</source>
        <translation>Das lässt sich einmal einreichen und danach nicht mehr ändern. Niemand sonst kann es freigeben, also lesen Sie es noch einmal und bestätigen es nach einer Minute.</translation>
    </message>
    <message>
        <source>Go on to hand in</source>
        <translation>Weiter zum Einreichen</translation>
    </message>
    <message>
        <source>A file added in Stripe; look at it there</source>
        <translation>Eine Datei, die direkt bei Stripe abgelegt wurde; bitte dort ansehen</translation>
    </message>
</context>
<context>
    <name>DisputeWork</name>
    <message>
        <source>To read and hand in</source>
        <translation>Zu lesen und einzureichen</translation>
    </message>
    <message>
        <source>{name} asks: hand in the answer over {amount}</source>
        <translation>{name} bittet: Antwort über {amount} einreichen</translation>
    </message>
    <message>
        <source>You ask: hand in the answer over {amount}</source>
        <translation>Antwort über {amount} einreichen</translation>
    </message>
    <message>
        <source>Read and decide …</source>
        <translation>Lesen und entscheiden …</translation>
    </message>
    <message>
        <source>The last try came to nothing.</source>
        <translation>Der letzte Versuch ist gescheitert.</translation>
    </message>
    <message>
        <source>An answer was handed in already; the bank asks for one more</source>
        <translation>Eine Antwort wurde schon eingereicht; die Bank fragt noch einmal nach</translation>
    </message>
    <message>
        <source>Staged by {name} {day}, not handed in yet</source>
        <translation>Bereitgelegt von {name} {day}, noch nicht eingereicht</translation>
    </message>
    <message>
        <source>Staged only: hand it in today by {time}, or the bank never sees it.</source>
        <translation>Liegt nur bereit: heute bis {time} einreichen, sonst sieht die Bank es nie.</translation>
    </message>
    <message>
        <source>Stripe has not answered; whether it took this is being found out.</source>
        <translation>Stripe hat nicht geantwortet; ob es ankam, wird geprüft.</translation>
    </message>
    <message>
        <source>{name} asked to hand it in; a second person reads it first</source>
        <translation>{name} will einreichen; erst liest es eine zweite Person</translation>
    </message>
    <message>
        <source>The evidence is being staged …</source>
        <translation>Die Belege werden bereitgelegt …</translation>
    </message>
    <message>
        <source>The answer is being handed in …</source>
        <translation>Die Antwort wird eingereicht …</translation>
    </message>
    <message>
        <source>The dispute is being accepted …</source>
        <translation>Der Streitfall wird akzeptiert …</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Something is on its way already.</source>
        <translation>Es ist schon etwas unterwegs.</translation>
    </message>
    <message>
        <source>Change evidence …</source>
        <translation>Belege ändern …</translation>
    </message>
    <message>
        <source>Prepare evidence …</source>
        <translation>Belege zusammenstellen …</translation>
    </message>
    <message>
        <source>Read and hand in …</source>
        <translation>Lesen und einreichen …</translation>
    </message>
    <message>
        <source>Accept …</source>
        <translation>Akzeptieren …</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>You asked to hand it in; a second person reads it first</source>
        <translation>Sie wollen einreichen; erst liest es eine zweite Person</translation>
    </message>
    <message>
        <source>Look at the answer …</source>
        <translation>Antwort ansehen …</translation>
    </message>
    <message>
        <source>You asked to hand it in; read it once more and confirm it</source>
        <translation>Sie wollen einreichen; lesen Sie es noch einmal und bestätigen Sie es</translation>
    </message>
    <message>
        <source>Leave unanswered …</source>
        <translation>Unbeantwortet lassen …</translation>
    </message>
    <message>
        <source>Evidence is staged in Stripe, not handed in yet</source>
        <translation>Belege liegen bei Stripe bereit, noch nicht eingereicht</translation>
    </message>
</context>
<context>
    <name>Disputes</name>
    <message>
        <source>{day}, 1 day</source>
        <translation>{day}, 1 Tag</translation>
    </message>
    <message>
        <source>{day}, {count} days</source>
        <translation>{day}, {count} Tage</translation>
    </message>
    <message>
        <source>{amount} of it is disputed</source>
        <translation>{amount} davon sind strittig</translation>
    </message>
    <message>
        <source>opened {day}</source>
        <translation>eröffnet {day}</translation>
    </message>
    <message>
        <source>Dispute won, {amount} is back</source>
        <translation>Streitfall gewonnen, {amount} sind zurück</translation>
    </message>
    <message>
        <source>Dispute lost, {amount} is gone</source>
        <translation>Streitfall verloren, {amount} sind weg</translation>
    </message>
    <message>
        <source>The bank says the card never reached its owner.</source>
        <translation>Die Karte kam laut Bank nie bei ihrem Besitzer an.</translation>
    </message>
    <message>
        <source>The bank says the card was obtained in a false name.</source>
        <translation>Die Karte wurde laut Bank unter falschem Namen beantragt.</translation>
    </message>
    <message>
        <source>The bank says the card is counterfeit.</source>
        <translation>Die Karte ist laut Bank gefälscht.</translation>
    </message>
    <message>
        <source>The bank says the card was lost.</source>
        <translation>Die Karte ging laut Bank verloren.</translation>
    </message>
    <message>
        <source>The bank says the card was stolen.</source>
        <translation>Die Karte wurde laut Bank gestohlen.</translation>
    </message>
    <message>
        <source>The bank says the cardholder did not make this payment.</source>
        <translation>Laut Bank hat nicht die Person bezahlt, der die Karte gehört.</translation>
    </message>
    <message>
        <source>{amount} is at stake: a refund now avoids a dispute and its fee. Send nothing until then.</source>
        <translation>Es geht um {amount}: Eine Erstattung jetzt vermeidet den Streitfall und seine Gebühr. Bis dahin nichts versenden.</translation>
    </message>
    <message>
        <source>fraudulent</source>
        <translation>Betrug</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>nicht erhalten</translation>
    </message>
    <message>
        <source>not as described</source>
        <translation>nicht wie beschrieben</translation>
    </message>
    <message>
        <source>paid twice</source>
        <translation>doppelt bezahlt</translation>
    </message>
    <message>
        <source>credit missing</source>
        <translation>Gutschrift fehlt</translation>
    </message>
    <message>
        <source>subscription cancelled</source>
        <translation>Abo gekündigt</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>nicht erkannt</translation>
    </message>
    <message>
        <source>another reason</source>
        <translation>anderer Grund</translation>
    </message>
    <message>
        <source>fee {amount}</source>
        <translation>Gebühr {amount}</translation>
    </message>
    <message>
        <source>Answer by {day}</source>
        <translation>Antwort bis {day}</translation>
    </message>
    <message>
        <source>No answer possible</source>
        <translation>Keine Antwort möglich</translation>
    </message>
    <message>
        <source>Last day was {day}</source>
        <translation>Letzter Tag war {day}</translation>
    </message>
    <message>
        <source>The bank takes no answer any more and may make a dispute of it. A refund usually still settles it.</source>
        <translation>Die Bank nimmt keine Antwort mehr an; daraus kann ein Streitfall werden. Eine Erstattung erledigt es meist noch.</translation>
    </message>
    <message>
        <source>Stripe takes nothing more; the bank decides on what was handed in.</source>
        <translation>Stripe nimmt nichts mehr an; die Bank entscheidet nach dem, was eingereicht wurde.</translation>
    </message>
    <message>
        <source>What is staged was not handed in. Stripe takes nothing more; the bank decides without it, usually for the customer.</source>
        <translation>Was bereitliegt, wurde nicht eingereicht. Stripe nimmt nichts mehr an; die Bank entscheidet ohne das, meist für die Kundschaft.</translation>
    </message>
    <message>
        <source>Nothing was handed in. Stripe takes nothing more; the bank decides without it, usually for the customer.</source>
        <translation>Es wurde nichts eingereicht. Stripe nimmt nichts mehr an; die Bank entscheidet ohne Antwort, meist für die Kundschaft.</translation>
    </message>
    <message>
        <source>{day}, today until {time}</source>
        <translation>{day}, heute bis {time}</translation>
    </message>
    <message>
        <source>Inquiry closed, nothing was taken</source>
        <translation>Bankanfrage geschlossen, nichts wurde abgebucht</translation>
    </message>
    <message>
        <source>Dispute settled before it began, the customer has {amount}</source>
        <translation>Streitfall vorab beigelegt, der Kunde hat {amount}</translation>
    </message>
    <message>
        <source>The bank suspects fraud.</source>
        <translation>Die Bank vermutet Betrug.</translation>
    </message>
    <message>
        <source>The bank had warned of fraud</source>
        <translation>Die Bank hatte vor Betrug gewarnt</translation>
    </message>
    <message>
        <source>The bank had warned of fraud on {day}</source>
        <translation>Die Bank hatte am {day} vor Betrug gewarnt</translation>
    </message>
</context>
<context>
    <name>Emoji</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>All others: Windows key and full stop</source>
        <translation>Alle anderen: Windows-Taste und Punkt</translation>
    </message>
    <message>
        <source>All others: Control, Command and Space</source>
        <translation>Alle anderen: Control, Befehl und Leertaste</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>The pages are being made …</source>
        <translation>Die Seiten werden erstellt …</translation>
    </message>
    <message>
        <source>The pages go to the hub …</source>
        <translation>Die Seiten gehen an den Hub …</translation>
    </message>
    <message>
        <source>There is no connection to the hub; what you have typed stays here.</source>
        <translation>Keine Verbindung zum Hub; das Getippte bleibt hier stehen.</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>Als PDF speichern …</translation>
    </message>
    <message>
        <source>{used} of {most} characters</source>
        <translation>{used} von {most} Zeichen</translation>
    </message>
    <message>
        <source>answer by {day}</source>
        <translation>Antwort bis {day}</translation>
    </message>
    <message>
        <source>What was sold</source>
        <translation>Was verkauft wurde</translation>
    </message>
    <message>
        <source>Customer&apos;s name</source>
        <translation>Name des Kunden</translation>
    </message>
    <message>
        <source>Customer&apos;s e-mail</source>
        <translation>E-Mail des Kunden</translation>
    </message>
    <message>
        <source>Billing address</source>
        <translation>Rechnungsadresse</translation>
    </message>
    <message>
        <source>Delivery address</source>
        <translation>Lieferadresse</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Versanddienst</translation>
    </message>
    <message>
        <source>Day of shipping</source>
        <translation>Versanddatum</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Sendungsnummer</translation>
    </message>
    <message>
        <source>Why nothing is given back</source>
        <translation>Warum nichts erstattet wird</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Stellungnahme</translation>
    </message>
    <message>
        <source>Pages with what was said</source>
        <translation>Seiten mit dem Gespräch</translation>
    </message>
    <message>
        <source>Pages with the evidence</source>
        <translation>Seiten mit den Belegen</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>Stripe</source>
        <translation>Stripe</translation>
    </message>
    <message>
        <source>Evidence for the dispute</source>
        <translation>Belege zum Streitfall</translation>
    </message>
    <message>
        <source>What the bank is told</source>
        <translation>Was die Bank erfährt</translation>
    </message>
    <message>
        <source>Language of the pages</source>
        <translation>Sprache der Seiten</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es bedeutet</translation>
    </message>
    <message>
        <source>What it means: {head}</source>
        <translation>Was es bedeutet: {head}</translation>
    </message>
    <message>
        <source>Evidence {dispute}.pdf</source>
        <translation>Belege {dispute}.pdf</translation>
    </message>
    <message>
        <source>These are {pages}, and the customer&apos;s bank reads {most} at most: leave some lines out.</source>
        <translation>Das sind {pages}, und die Bank des Kunden liest höchstens {most}: Lassen Sie einige Zeilen weg.</translation>
    </message>
    <message>
        <source>The pages have {size}, and Stripe takes {most} at most: leave some lines out.</source>
        <translation>Die Seiten haben {size}, und Stripe nimmt höchstens {most}: Lassen Sie einige Zeilen weg.</translation>
    </message>
    <message>
        <source>Look at the pages</source>
        <translation>Seiten ansehen</translation>
    </message>
    <message>
        <source>There are no messages around this payment.</source>
        <translation>Um diese Zahlung herum gibt es keine Nachrichten.</translation>
    </message>
    <message>
        <source>{count} messages from {first} to {last} were looked through.</source>
        <translation>{count} Nachrichten vom {first} bis {last} wurden durchgesehen.</translation>
    </message>
    <message>
        <source>Messages of {first} that were looked through: {count}.</source>
        <translation>Durchgesehene Nachrichten vom {first}: {count}.</translation>
    </message>
    <message>
        <source>Between {first} and {last} there are more than can be looked through.</source>
        <translation>Zwischen dem {first} und dem {last} gibt es mehr, als durchgesehen werden kann.</translation>
    </message>
    <message>
        <source>This computer is still fetching older messages from the hub.</source>
        <translation>Dieser Computer holt gerade noch ältere Nachrichten.</translation>
    </message>
    <message>
        <source>Look through the whole chat</source>
        <translation>Ganzen Chat durchsehen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>listened to</source>
        <translation>angehört</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>nicht zugestellt</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 Seite</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} Seiten</translation>
    </message>
    <message>
        <source>Terms for returns</source>
        <translation>Rückgabebedingungen</translation>
    </message>
    <message>
        <source>Terms for cancelling</source>
        <translation>Kündigungsbedingungen</translation>
    </message>
    <message>
        <source>Why it was not cancelled</source>
        <translation>Warum nicht gekündigt wurde</translation>
    </message>
    <message>
        <source>No font on this computer has {count} of the signs; on the pages words in brackets stand for them.</source>
        <translation>Für {count} Zeichen gibt es auf diesem Computer keine Schrift; auf den Seiten stehen dafür Wörter in Klammern.</translation>
    </message>
    <message>
        <source>{count} that seem to say less of the order are left out.</source>
        <translation>{count}, die weniger über die Bestellung zu sagen scheinen, sind weggelassen.</translation>
    </message>
    <message>
        <source>Stage in Stripe</source>
        <translation>Bei Stripe bereitlegen</translation>
    </message>
    <message>
        <source>In order of time: {taken} of {count} included</source>
        <translation>Der Reihe nach: {taken} von {count} ausgewählt</translation>
    </message>
    <message>
        <source>Staging hands nothing in: a second person reads it first. The bank sees only what is written here.</source>
        <translation>Bereitlegen reicht noch nichts ein: Erst liest es eine zweite Person. Die Bank liest nur, was hier steht.</translation>
    </message>
    <message>
        <source>Missing, and it matters for this reason: {names}.</source>
        <translation>Fehlt und zählt bei diesem Grund: {names}.</translation>
    </message>
    <message>
        <source>The team&apos;s notes are never included.</source>
        <translation>Notizen des Teams sind nie dabei.</translation>
    </message>
    <message>
        <source>Staging hands nothing in: you read it once more first. The bank sees only what is written here.</source>
        <translation>Bereitlegen reicht noch nichts ein: Erst lesen Sie es noch einmal. Die Bank liest nur, was hier steht.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Das Bild ist kopiert.</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Gespeichert: {name}</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Stripe&apos;s number</source>
        <translation>Nummer bei Stripe</translation>
    </message>
    <message>
        <source>order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>last four digits</source>
        <translation>letzte vier Ziffern</translation>
    </message>
    <message>
        <source>order {number}</source>
        <translation>Bestellung {number}</translation>
    </message>
    <message>
        <source>card {digits}</source>
        <translation>Karte {digits}</translation>
    </message>
    <message>
        <source>belongs to {name}</source>
        <translation>gehört zu {name}</translation>
    </message>
    <message>
        <source>Only the amount fits</source>
        <translation>Nur der Betrag passt</translation>
    </message>
    <message>
        <source>Only the last four digits fit</source>
        <translation>Nur die letzten vier Ziffern passen</translation>
    </message>
    <message>
        <source>{what} fits</source>
        <translation>{what} passt</translation>
    </message>
    <message>
        <source>{what} and {last} fit</source>
        <translation>{what} und {last} passen</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>Welcome to the counter</source>
        <translation>Willkommen am Tresen</translation>
    </message>
    <message>
        <source>Chats on the left, the customer&apos;s money on the right: answer, send a link, refund.</source>
        <translation>Links die Chats, rechts das Geld der Kundschaft: antworten, Link senden, erstatten.</translation>
    </message>
    <message>
        <source>Try the demo shop</source>
        <translation>Den Demo-Laden ausprobieren</translation>
    </message>
    <message>
        <source>A coffee roaster whose customers write, pay and complain. Nothing is real.</source>
        <translation>Eine Kaffeerösterei, deren Kundschaft schreibt, zahlt und reklamiert. Nichts ist echt.</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Connect my accounts</source>
        <translation>Eigene Konten verbinden</translation>
    </message>
    <message>
        <source>Stripe first, in five minutes, then WhatsApp. Keys stay in this computer&apos;s keyring.</source>
        <translation>Erst Stripe, in fünf Minuten, dann WhatsApp. Schlüssel bleiben im Schlüsselbund dieses Rechners.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Join my team</source>
        <translation>Zum Team dazukommen</translation>
    </message>
    <message>
        <source>Your shop already has a hub: you need its address and a one-time code.</source>
        <translation>Der Laden hat schon einen Hub: Nötig sind seine Adresse und ein Einmalcode.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Dazukommen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Stripe</source>
        <translation>Stripe</translation>
    </message>
    <message>
        <source>Make a restricted key in Stripe under Developers, API keys. It is kept in this computer&apos;s keyring only.</source>
        <translation>Bei Stripe unter Entwickler, API-Schlüssel einen eingeschränkten Schlüssel anlegen. Er liegt nur im Schlüsselbund dieses Rechners.</translation>
    </message>
    <message>
        <source>Restricted key</source>
        <translation>Eingeschränkter Schlüssel</translation>
    </message>
    <message>
        <source>Check the key</source>
        <translation>Schlüssel prüfen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>From your app at Meta, under WhatsApp, API setup. The number stops working in the WhatsApp app on a phone.</source>
        <translation>Aus der eigenen App bei Meta, unter WhatsApp, API-Einrichtung. In der WhatsApp-App auf dem Telefon geht die Nummer dann nicht mehr.</translation>
    </message>
    <message>
        <source>Phone number id</source>
        <translation>Phone number ID</translation>
    </message>
    <message>
        <source>WhatsApp business account id</source>
        <translation>WhatsApp Business Account ID</translation>
    </message>
    <message>
        <source>Access token of a system user</source>
        <translation>Zugriffstoken eines Systemnutzers</translation>
    </message>
    <message>
        <source>App secret</source>
        <translation>App-Geheimcode</translation>
    </message>
    <message>
        <source>Check and connect</source>
        <translation>Prüfen und verbinden</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Adresse des Hubs</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Einmalcode</translation>
    </message>
    <message>
        <source>is being checked</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Name of your shop, as customers read it</source>
        <translation>Name des Ladens, wie Kunden ihn lesen</translation>
    </message>
    <message>
        <source>Verify token: any word, the same as at Meta under Webhooks</source>
        <translation>Verifizierungstoken: ein beliebiges Wort, wie bei Meta unter Webhooks</translation>
    </message>
    <message>
        <source>Public address of this computer (may stay empty)</source>
        <translation>Öffentliche Adresse dieses Computers (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Meta delivers messages to a public address only, one that leads to port 8610 of this computer. Without it you can write, but nothing arrives here.</source>
        <translation>Meta liefert Nachrichten nur an eine öffentliche Adresse, die zu Port 8610 dieses Computers führt. Ohne sie lässt sich schreiben, aber hier kommt nichts an.</translation>
    </message>
    <message>
        <source>good, with a note</source>
        <translation>gut, mit Hinweis</translation>
    </message>
    <message>
        <source>This key could do anything with your account if it ever leaked. Make a restricted key (rk_live_…) and use that.</source>
        <translation>Mit diesem Schlüssel ließe sich alles mit dem Konto machen, wenn er in falsche Hände käme. Bitte einen eingeschränkten anlegen (rk_live_…) und den nehmen.</translation>
    </message>
    <message>
        <source>This is the public key. The restricted one begins with rk_live_ or rk_test_.</source>
        <translation>Das ist der öffentliche Schlüssel. Der eingeschränkte beginnt mit rk_live_ oder rk_test_.</translation>
    </message>
    <message>
        <source>This is not a key of Stripe. A restricted one begins with rk_live_ or rk_test_.</source>
        <translation>Das ist kein Schlüssel von Stripe. Ein eingeschränkter beginnt mit rk_live_ oder rk_test_.</translation>
    </message>
    <message>
        <source>Test key without restrictions</source>
        <translation>Testschlüssel ohne Einschränkungen</translation>
    </message>
    <message>
        <source>Clock of this computer</source>
        <translation>Uhr dieses Computers</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugriffstoken</translation>
    </message>
    <message>
        <source>Permissions of the token</source>
        <translation>Rechte des Tokens</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Number: {name}</source>
        <translation>Nummer: {name}</translation>
    </message>
    <message>
        <source>Catalog: {name}</source>
        <translation>Katalog: {name}</translation>
    </message>
    <message>
        <source>Stripe is being asked …</source>
        <translation>Stripe wird gefragt …</translation>
    </message>
    <message>
        <source>WhatsApp is being asked …</source>
        <translation>WhatsApp wird gefragt …</translation>
    </message>
    <message>
        <source>The keys are being put into the keyring …</source>
        <translation>Die Schlüssel kommen in den Schlüsselbund …</translation>
    </message>
    <message>
        <source>The hub is being asked …</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>This computer has no keyring to keep keys in: unlock or install one (on Linux gnome-keyring or KeePassXC), or set the keys as TRESEN_… environment variables.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund für die Schlüssel: Bitte einen entsperren oder installieren (unter Linux gnome-keyring oder KeePassXC), oder sie als Umgebungsvariablen TRESEN_… setzen.</translation>
    </message>
    <message>
        <source>Stripe does not know this key: copy it once more from Developers, API keys.</source>
        <translation>Stripe kennt diesen Schlüssel nicht: Bitte noch einmal unter Entwickler, API-Schlüssel kopieren.</translation>
    </message>
    <message>
        <source>Stripe cannot be reached: check the internet connection and try again. ({reason})</source>
        <translation>Stripe ist nicht zu erreichen: Bitte die Internetverbindung prüfen und noch einmal versuchen. ({reason})</translation>
    </message>
    <message>
        <source>“{reason}” is not an id, which has digits only: copy it from API setup, not the phone number.</source>
        <translation>„{reason}“ ist keine ID, die hat nur Ziffern: Bitte aus dem API-Setup kopieren, nicht die Telefonnummer.</translation>
    </message>
    <message>
        <source>Meta does not accept this: check ids and token, or make a new token for the system user. ({reason})</source>
        <translation>Meta nimmt das nicht an: Bitte IDs und Token prüfen oder für den Systemnutzer ein neues Token anlegen. ({reason})</translation>
    </message>
    <message>
        <source>WhatsApp cannot be reached: check the internet connection and try again. ({reason})</source>
        <translation>WhatsApp ist nicht zu erreichen: Bitte die Internetverbindung prüfen und noch einmal versuchen. ({reason})</translation>
    </message>
    <message>
        <source>The public address must begin with https://, or stay empty: Meta delivers to no other.</source>
        <translation>Die öffentliche Adresse muss mit https:// beginnen oder leer bleiben: an andere liefert Meta nicht.</translation>
    </message>
    <message>
        <source>This is not an address of a hub: write it like https://hub.example.com.</source>
        <translation>Das ist keine Adresse eines Hubs: Bitte so schreiben: https://hub.example.com.</translation>
    </message>
    <message>
        <source>This address is not encrypted, so the desk&apos;s key could be read on the way: use the https address.</source>
        <translation>Diese Adresse ist nicht verschlüsselt, der Schlüssel dieses Platzes ließe sich unterwegs lesen: Bitte die https-Adresse nehmen.</translation>
    </message>
    <message>
        <source>No hub answers there: check the address, and ask whether the hub runs. The code is not used up.</source>
        <translation>Dort antwortet kein Hub: Bitte die Adresse prüfen und fragen, ob der Hub läuft. Der Code ist nicht verbraucht.</translation>
    </message>
    <message>
        <source>The hub did not answer in time, and the code may be used up: try once more, else ask for a new code.</source>
        <translation>Der Hub hat nicht rechtzeitig geantwortet, der Code kann verbraucht sein: Bitte noch einmal versuchen, sonst nach einem neuen fragen.</translation>
    </message>
    <message>
        <source>What answers there is not a hub of Tresen: check the address.</source>
        <translation>Was dort antwortet, ist kein Hub von Tresen: Bitte die Adresse prüfen.</translation>
    </message>
    <message>
        <source>This code is wrong, used or older than ten minutes: ask for a new one.</source>
        <translation>Dieser Code ist falsch, verbraucht oder älter als zehn Minuten: Bitte nach einem neuen fragen.</translation>
    </message>
    <message>
        <source>{resource}: write</source>
        <translation>{resource}: schreiben</translation>
    </message>
    <message>
        <source>{resource}: read</source>
        <translation>{resource}: lesen</translation>
    </message>
    <message>
        <source>{lost} In Stripe, edit the key: at {resource} choose Write.</source>
        <translation>{lost} Bei Stripe den Schlüssel bearbeiten: bei {resource} „Schreiben“ wählen.</translation>
    </message>
    <message>
        <source>{lost} In Stripe, edit the key: at {resource} choose Read.</source>
        <translation>{lost} Bei Stripe den Schlüssel bearbeiten: bei {resource} „Lesen“ wählen.</translation>
    </message>
    <message>
        <source>No payments are shown.</source>
        <translation>Zahlungen sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>Nobody is matched to payments.</source>
        <translation>Zahlungen werden niemandem zugeordnet.</translation>
    </message>
    <message>
        <source>Disputes are not seen.</source>
        <translation>Streitfälle bleiben unbemerkt.</translation>
    </message>
    <message>
        <source>What is paid is noticed late.</source>
        <translation>Bezahltes wird spät bemerkt.</translation>
    </message>
    <message>
        <source>Nothing can be refunded.</source>
        <translation>Nichts lässt sich erstatten.</translation>
    </message>
    <message>
        <source>No payment links.</source>
        <translation>Keine Zahlungslinks.</translation>
    </message>
    <message>
        <source>Give the system user at Meta: {names}.</source>
        <translation>Bitte dem Systemnutzer bei Meta geben: {names}.</translation>
    </message>
    <message>
        <source>It differs from Stripe&apos;s. Let it be set by the network.</source>
        <translation>Sie weicht von der bei Stripe ab. Bitte vom Netz stellen lassen.</translation>
    </message>
    <message>
        <source>Meta names the reasons in WhatsApp Manager under Account quality.</source>
        <translation>Meta nennt die Gründe im WhatsApp Manager unter Kontoqualität.</translation>
    </message>
    <message>
        <source>Its quality has suffered: write to fewer people unasked.</source>
        <translation>Ihre Qualität hat gelitten: Bitte weniger Leute ungefragt anschreiben.</translation>
    </message>
    <message>
        <source>None is connected in Commerce Manager; products are sent as picture, price and link.</source>
        <translation>Im Commerce Manager ist keiner verbunden; Artikel gehen als Bild, Preis und Link hinaus.</translation>
    </message>
    <message>
        <source>Prices are not compared with the catalog.</source>
        <translation>Preise werden nicht mit dem Katalog verglichen.</translation>
    </message>
    <message>
        <source>There is no money journal, and Stripe&apos;s fee is not shown.</source>
        <translation>Es gibt kein Geldjournal, und die Gebühr von Stripe fehlt.</translation>
    </message>
    <message>
        <source>Disputes cannot be answered.</source>
        <translation>Streitfälle können nicht beantwortet werden.</translation>
    </message>
    <message>
        <source>No file can be handed in with an answer to a dispute.</source>
        <translation>Zur Antwort auf einen Streitfall kann keine Datei eingereicht werden.</translation>
    </message>
    <message>
        <source>Subscriptions are not shown.</source>
        <translation>Abos werden nicht angezeigt.</translation>
    </message>
    <message>
        <source>No subscription can be skipped, paused or ended.</source>
        <translation>Kein Abo kann ausgesetzt, pausiert oder beendet werden.</translation>
    </message>
    <message>
        <source>Invoices are neither shown nor sent.</source>
        <translation>Rechnungen werden weder gezeigt noch verschickt.</translation>
    </message>
    <message>
        <source>A refund leaves its Stripe invoice as it is.</source>
        <translation>Eine Erstattung lässt ihre Stripe-Rechnung, wie sie ist.</translation>
    </message>
    <message>
        <source>Payment links are not filled in for known customers.</source>
        <translation>Zahlungslinks sind für bekannte Kunden nicht ausgefüllt.</translation>
    </message>
    <message>
        <source>Whoever runs the hub gives you both. The code works once; this desk then has its own key.</source>
        <translation>Beides kommt von der Person, die den Hub betreibt. Der Code gilt einmal; danach hat dieser Platz einen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>Fine for trying out. Only a restricted key shows missing permissions in time.</source>
        <translation>Gut für einen Versuch. Fehlende Rechte zeigt rechtzeitig nur ein eingeschränkter Schlüssel.</translation>
    </message>
    <message>
        <source>Own metadata key of order numbers (may stay empty)</source>
        <translation>Eigener Metadaten-Schlüssel der Bestellnummer (darf leer bleiben)</translation>
    </message>
    <message>
        <source>This is no metadata key: write it as it stands at a payment in Stripe, like order_id; several with commas between.</source>
        <translation>Das ist kein Metadaten-Schlüssel: Schreiben Sie ihn so, wie er bei Stripe in einer Zahlung steht, etwa order_id; mehrere mit Komma dazwischen.</translation>
    </message>
</context>
<context>
    <name>GoToDate</name>
    <message>
        <source>Go to a date</source>
        <translation>Zu einem Datum gehen</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Days of the month</source>
        <translation>Tage des Monats</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Date, for example 24.12.2025</source>
        <translation>Tag, zum Beispiel 24.12.2025</translation>
    </message>
    <message>
        <source>This is not a date; write it like 24.12.2025.</source>
        <translation>Das ist kein Tag. Bitte so schreiben: 24.12.2025.</translation>
    </message>
    <message>
        <source>Date, for example 24.12.</source>
        <translation>Tag, zum Beispiel 24.12.</translation>
    </message>
</context>
<context>
    <name>GoingPlaces</name>
    <message>
        <source>Nothing was unread in this chat when it was opened.</source>
        <translation>Beim Öffnen war in diesem Chat nichts ungelesen.</translation>
    </message>
    <message>
        <source>That message is not on this computer.</source>
        <translation>Diese Nachricht ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>This payment has no place in this chat: it was made elsewhere.</source>
        <translation>Diese Zahlung steht nicht in diesem Chat, sie entstand anderswo.</translation>
    </message>
</context>
<context>
    <name>HoldCard</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Failed refund</source>
        <translation>Gescheiterte Erstattung</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Streitfall</translation>
    </message>
    <message>
        <source>Dispute won</source>
        <translation>Streitfall gewonnen</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Steuer</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Stripe object</source>
        <translation>Stripe-Objekt</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Buchung</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Bearbeitet von</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Freigegeben von</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>{name}, alone</source>
        <translation>{name}, allein</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>The journal could not be read.</source>
        <translation>Das Journal konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing moved.</source>
        <translation>Keine Geldbewegungen.</translation>
    </message>
    <message>
        <source>Stripe and Tresen agree to the cent.</source>
        <translation>Stripe und Tresen stimmen auf den Cent überein.</translation>
    </message>
    <message>
        <source>Stripe and Tresen differ in {count}:</source>
        <translation>Abweichungen zwischen Stripe und Tresen: {count}</translation>
    </message>
    <message>
        <source>{day} {kind} {hub}: known to Tresen, not in Stripe&apos;s balance ({id})</source>
        <translation>{day} {kind} {hub}: in Tresen bekannt, im Stripe-Saldo nicht gebucht ({id})</translation>
    </message>
    <message>
        <source>The Stripe key may not read the balance.</source>
        <translation>Der Stripe-Schlüssel darf den Saldo nicht lesen.</translation>
    </message>
    <message>
        <source>Balance now: {available} available, {pending} on its way</source>
        <translation>Saldo jetzt: {available} verfügbar, {pending} unterwegs</translation>
    </message>
    <message>
        <source>Money journal</source>
        <translation>Geldjournal</translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation>Als CSV speichern …</translation>
    </message>
    <message>
        <source>Month: {name}</source>
        <translation>Monat: {name}</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Geldbewegungen</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>Gutschrift</translation>
    </message>
    <message>
        <source>The journal was not read.</source>
        <translation>Das Journal wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Stripe is being read: {count} movements so far</source>
        <translation>Stripe wird gelesen: bisher {count} Bewegungen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Read from Stripe: {time}</source>
        <translation>Bei Stripe gelesen: {time}</translation>
    </message>
    <message>
        <source>{day} {kind} {stripe}: moved in Stripe, Tresen was not told of it ({id})</source>
        <translation>{day} {kind} {stripe}: bei Stripe gebucht, Tresen wurde nichts davon gemeldet ({id})</translation>
    </message>
    <message>
        <source>{day} {kind}: {stripe} in Stripe, {hub} in Tresen ({id})</source>
        <translation>{day} {kind}: {stripe} bei Stripe, {hub} in Tresen ({id})</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>LaterForm</name>
    <message>
        <source>Only if there is no reply until then</source>
        <translation>Nur wenn bis dahin keine Antwort kommt</translation>
    </message>
    <message>
        <source>Choose a time</source>
        <translation>Zeit wählen</translation>
    </message>
    <message>
        <source>Send {time}</source>
        <translation>{time} senden</translation>
    </message>
    <message>
        <source>Change the planned message</source>
        <translation>Geplante Nachricht ändern</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>tomorrow 9:00, Friday 14:30, in 2 h</source>
        <translation>morgen 9:00, Freitag 14:30, in 2 h</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Später senden</translation>
    </message>
    <message>
        <source>The 24 hours will be over by then: unless the customer writes, you will be asked.</source>
        <translation>Bis dahin sind die 24 Stunden vorbei: Kommt vorher keine Nachricht, werden Sie gefragt.</translation>
    </message>
    <message>
        <source>This is not a time: write it like tomorrow 9:00 or 24.11. 14:30.</source>
        <translation>Das ist keine Zeit: zum Beispiel morgen 9:00 oder 24.11. 14:30.</translation>
    </message>
</context>
<context>
    <name>Lightbox</name>
    <message>
        <source>Picture {place} of {count}</source>
        <translation>Bild {place} von {count}</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>This file cannot be shown here. It can still be saved.</source>
        <translation>Diese Datei lässt sich hier nicht zeigen. Speichern geht trotzdem.</translation>
    </message>
    <message>
        <source>{percent} % of its size</source>
        <translation>{percent} % der Größe</translation>
    </message>
</context>
<context>
    <name>LinkForm</name>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>49.90</source>
        <translation>49,90</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Shipping: {name}</source>
        <translation>Versand: {name}</translation>
    </message>
    <message>
        <source>Send link</source>
        <translation>Link senden</translation>
    </message>
    <message>
        <source>This is not an amount.</source>
        <translation>Das ist kein Betrag.</translation>
    </message>
    <message>
        <source>No shipping</source>
        <translation>Kein Versand</translation>
    </message>
    <message>
        <source>Template: {name}</source>
        <translation>Vorlage: {name}</translation>
    </message>
    <message>
        <source>Only make the link</source>
        <translation>Link nur erstellen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>The window is closed, and no approved template can carry this link. Make the link and copy it, or submit the template “{name}” to Meta.</source>
        <translation>Das Fenster ist zu, und keine freigegebene Vorlage kann diesen Link tragen. Link erstellen und kopieren oder die Vorlage „{name}“ bei Meta einreichen.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>[payment link]</source>
        <translation>[Zahlungslink]</translation>
    </message>
    <message>
        <source>Replace link</source>
        <translation>Link ersetzen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>The discount ends: {end}</source>
        <translation>Der Rabatt endet: {end}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>Open: {life}</source>
        <translation>Offen: {life}</translation>
    </message>
    <message>
        <source>The link stays open: {life}</source>
        <translation>Der Link bleibt offen: {life}</translation>
    </message>
    <message>
        <source>The window is closed, and no approved template can carry a link of 24 hours. Choose a longer time, or submit the template “{name}” to Meta.</source>
        <translation>Das Fenster ist zu, und keine freigegebene Vorlage kann einen Link über 24 Stunden tragen. Eine längere Zeit wählen oder die Vorlage „{name}“ bei Meta einreichen.</translation>
    </message>
    <message>
        <source>{name}&apos;s details are filled in. After 24 hours the link closes; it can be sent again.</source>
        <translation>Die Angaben von {name} stehen schon da. Nach 24 Stunden schließt der Link; er lässt sich erneut senden.</translation>
    </message>
    <message>
        <source>After 24 hours the link closes; it can be sent again.</source>
        <translation>Nach 24 Stunden schließt der Link; er lässt sich erneut senden.</translation>
    </message>
    <message>
        <source>The link can be paid once. It stays open until it is paid or closed.</source>
        <translation>Der Link lässt sich einmal bezahlen. Er bleibt offen, bis er bezahlt oder geschlossen wird.</translation>
    </message>
    <message>
        <source>The link can be paid once, until {time}.</source>
        <translation>Der Link lässt sich einmal bezahlen, bis {time}.</translation>
    </message>
    <message>
        <source>until paid</source>
        <translation>bis bezahlt</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} Tage</translation>
    </message>
    <message>
        <source>filled in for {name}</source>
        <translation>ausgefüllt für {name}</translation>
    </message>
    <message>
        <source>Submit the template “{name}” to Meta; once it is approved, it does the job.</source>
        <translation>Die Vorlage „{name}“ bei Meta einreichen; nach der Genehmigung geht es damit.</translation>
    </message>
    <message>
        <source>The template “{name}” is in review at Meta; once it is approved, it does the job.</source>
        <translation>Die Vorlage „{name}“ ist bei Meta in Prüfung; nach der Genehmigung geht es damit.</translation>
    </message>
    <message>
        <source>This is not a discount; write 10 % or an amount.</source>
        <translation>Das ist kein Rabatt, bitte 10 % oder einen Betrag eintragen.</translation>
    </message>
</context>
<context>
    <name>MessageForm</name>
    <message>
        <source>“{text}” has {count} characters; WhatsApp takes {most} there.</source>
        <translation>„{text}“ hat {count} Zeichen; WhatsApp nimmt dort {most}.</translation>
    </message>
    <message>
        <source>{count} choices are too many; WhatsApp takes {most}.</source>
        <translation>{count} Einträge sind zu viele; WhatsApp nimmt {most}.</translation>
    </message>
    <message>
        <source>Two choices are the same; give each its own words.</source>
        <translation>Zwei Einträge sind gleich; jeder braucht eigene Worte.</translation>
    </message>
    <message>
        <source>A group has no choices; add some below its name.</source>
        <translation>Eine Gruppe ist leer; unter ihren Namen gehören Einträge.</translation>
    </message>
    <message>
        <source>Give the first choices a group too, since others have one.</source>
        <translation>Auch die ersten Einträge brauchen eine Gruppe, weil andere eine haben.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Question with answers</source>
        <translation>Frage mit Antworten</translation>
    </message>
    <message>
        <source>Question with a list</source>
        <translation>Frage mit Liste</translation>
    </message>
    <message>
        <source>Button with a link</source>
        <translation>Knopf mit Link</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Whole catalog</source>
        <translation>Ganzer Katalog</translation>
    </message>
    <message>
        <source>Several products</source>
        <translation>Mehrere Artikel</translation>
    </message>
    <message>
        <source>Ask for the phone number</source>
        <translation>Nach der Telefonnummer fragen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>“{field}” is too long for WhatsApp: {counter} characters.</source>
        <translation>„{field}“ ist zu lang für WhatsApp: {counter} Zeichen.</translation>
    </message>
    <message>
        <source>Fill in first: {names}</source>
        <translation>Erst ausfüllen: {names}</translation>
    </message>
    <message>
        <source>Answer {number}</source>
        <translation>Antwort {number}</translation>
    </message>
    <message>
        <source>Small print</source>
        <translation>Kleingedrucktes</translation>
    </message>
    <message>
        <source>Two answers are the same; give each its own words.</source>
        <translation>Zwei Antworten sind gleich; jede braucht eigene Worte.</translation>
    </message>
    <message>
        <source>Button that opens the list</source>
        <translation>Knopf, der die Liste öffnet</translation>
    </message>
    <message>
        <source>Choices, one on each line (“Group:” begins a group)</source>
        <translation>Auswahl, eine je Zeile („Gruppe:“ beginnt eine Gruppe)</translation>
    </message>
    <message>
        <source>Choice | what is said about it</source>
        <translation>Auswahl | was dazu gesagt wird</translation>
    </message>
    <message>
        <source>Words on the button</source>
        <translation>Worte auf dem Knopf</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>The address does not begin with https://</source>
        <translation>Die Adresse beginnt nicht mit https://</translation>
    </message>
    <message>
        <source>Coordinates or the link of a map</source>
        <translation>Koordinaten oder Link einer Karte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>There is no place in this; paste “52.52, 13.40” or the long link of a map.</source>
        <translation>Darin steht kein Ort; „52.52, 13.40“ oder den langen Link einer Karte einfügen.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Phone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ready-made</source>
        <translation>Bereitliegend</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Später senden</translation>
    </message>
    <message>
        <source>“{number}” is not a phone number.</source>
        <translation>„{number}“ ist keine Telefonnummer.</translation>
    </message>
    <message>
        <source>“{text}” is not an e-mail address.</source>
        <translation>„{text}“ ist keine E-Mail-Adresse.</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>React with {emoji}</source>
        <translation>Mit {emoji} reagieren</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Before the edit: “{text}”</source>
        <translation>Vor der Änderung: „{text}“</translation>
    </message>
    <message>
        <source>Save the file as …</source>
        <translation>Datei speichern unter …</translation>
    </message>
</context>
<context>
    <name>MessageWords</name>
    <message>
        <source>{name} opened the chat for the first time</source>
        <translation>{name} hat den Chat zum ersten Mal geöffnet</translation>
    </message>
    <message>
        <source>{name} has a new number: {number}</source>
        <translation>{name} hat eine neue Nummer: {number}</translation>
    </message>
    <message>
        <source>{name} has a new number</source>
        <translation>{name} hat eine neue Nummer</translation>
    </message>
    <message>
        <source>{name} writes under a new id at WhatsApp</source>
        <translation>{name} schreibt unter einer neuen Kennung bei WhatsApp</translation>
    </message>
    <message>
        <source>{name}&apos;s WhatsApp was set up anew: make sure who it is before money moves</source>
        <translation>WhatsApp von {name} wurde neu eingerichtet: vor jeder Zahlung sicherstellen, wer es ist</translation>
    </message>
    <message>
        <source>You called, {duration}</source>
        <translation>Sie haben angerufen, {duration}</translation>
    </message>
    <message>
        <source>You called, nobody answered</source>
        <translation>Sie haben angerufen, niemand ging ran</translation>
    </message>
    <message>
        <source>You called</source>
        <translation>Sie haben angerufen</translation>
    </message>
    <message>
        <source>{name} reacted with {emoji} to a message that is not here</source>
        <translation>{name} hat mit {emoji} auf eine Nachricht reagiert, die nicht hier ist</translation>
    </message>
    <message>
        <source>{name} took a reaction back</source>
        <translation>{name} hat eine Reaktion zurückgenommen</translation>
    </message>
    <message>
        <source>{name} changed a message that is not here</source>
        <translation>{name} hat eine Nachricht geändert, die nicht hier ist</translation>
    </message>
    <message>
        <source>{name} changed a message that is not here to “{text}”</source>
        <translation>{name} hat eine Nachricht, die nicht hier ist, geändert in „{text}“</translation>
    </message>
    <message>
        <source>{name} deleted a message that is not here</source>
        <translation>{name} hat eine Nachricht gelöscht, die nicht hier ist</translation>
    </message>
    <message>
        <source>Answer “{answer}”</source>
        <translation>Antwort „{answer}“</translation>
    </message>
    <message>
        <source>An answer without words</source>
        <translation>Eine Antwort ohne Worte</translation>
    </message>
    <message>
        <source>An address without words</source>
        <translation>Eine Adresse ohne Worte</translation>
    </message>
    <message>
        <source>Filled in, with nothing that can be shown here</source>
        <translation>Ausgefüllt, aber nichts, was sich hier zeigen lässt</translation>
    </message>
    <message>
        <source>Does not want to be called</source>
        <translation>Möchte nicht angerufen werden</translation>
    </message>
    <message>
        <source>May be called until {time}</source>
        <translation>Darf angerufen werden bis {time}</translation>
    </message>
    <message>
        <source>May be called</source>
        <translation>Darf angerufen werden</translation>
    </message>
    <message>
        <source>Sent from the shop&apos;s phone; WhatsApp does not pass on this kind of message.</source>
        <translation>Vom Telefon des Shops gesendet; WhatsApp gibt diese Art Nachricht nicht weiter.</translation>
    </message>
    <message>
        <source>WhatsApp does not pass on this kind of message ({kind}); ask for it another way.</source>
        <translation>WhatsApp gibt diese Art Nachricht nicht weiter ({kind}); bitte anders schicken lassen.</translation>
    </message>
    <message>
        <source>WhatsApp does not pass on this kind of message; ask for it another way.</source>
        <translation>WhatsApp gibt diese Art Nachricht nicht weiter; bitte anders schicken lassen.</translation>
    </message>
    <message>
        <source>In a WhatsApp group</source>
        <translation>In einer WhatsApp-Gruppe</translation>
    </message>
    <message>
        <source>Forwarded many times</source>
        <translation>Häufig weitergeleitet</translation>
    </message>
    <message>
        <source>Answer to the question for the number</source>
        <translation>Antwort auf die Frage nach der Nummer</translation>
    </message>
    <message>
        <source>Filled-in form</source>
        <translation>Ausgefülltes Formular</translation>
    </message>
    <message>
        <source>Question for the phone number</source>
        <translation>Frage nach der Telefonnummer</translation>
    </message>
    <message>
        <source>Open the catalog</source>
        <translation>Katalog öffnen</translation>
    </message>
    <message>
        <source>Share the number</source>
        <translation>Nummer teilen</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>A message without words</source>
        <translation>Eine Nachricht ohne Worte</translation>
    </message>
    <message>
        <source>Notice from WhatsApp: {text}</source>
        <translation>Hinweis von WhatsApp: {text}</translation>
    </message>
    <message>
        <source>WhatsApp call, {duration}</source>
        <translation>Anruf über WhatsApp, {duration}</translation>
    </message>
    <message>
        <source>Missed WhatsApp call</source>
        <translation>Verpasster Anruf über WhatsApp</translation>
    </message>
    <message>
        <source>WhatsApp call</source>
        <translation>Anruf über WhatsApp</translation>
    </message>
    <message>
        <source>Came from the ad “{headline}”</source>
        <translation>Kam über die Anzeige „{headline}“</translation>
    </message>
    <message>
        <source>Came from an ad</source>
        <translation>Kam über eine Anzeige</translation>
    </message>
    <message>
        <source>Came from the post “{headline}”</source>
        <translation>Kam über den Beitrag „{headline}“</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>morgen {time}</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>noch {hours} h</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>noch {minutes} min</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} T</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
</context>
<context>
    <name>MoneyBrief</name>
    <message>
        <source>First refund for this person.</source>
        <translation>Erste Erstattung für diese Person.</translation>
    </message>
    <message>
        <source>{count} refunds before.</source>
        <translation>Bisher {count} Erstattungen.</translation>
    </message>
    <message>
        <source>One refund before, {amount}.</source>
        <translation>Bisher eine Erstattung: {amount}.</translation>
    </message>
    <message>
        <source>paid today</source>
        <translation>heute bezahlt</translation>
    </message>
    <message>
        <source>paid yesterday</source>
        <translation>gestern bezahlt</translation>
    </message>
    <message>
        <source>paid {count} days ago</source>
        <translation>vor {count} Tagen bezahlt</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>Streitfall</translation>
    </message>
    <message>
        <source>no dispute</source>
        <translation>kein Streitfall</translation>
    </message>
    <message>
        <source>{amount} already refunded</source>
        <translation>{amount} schon erstattet</translation>
    </message>
    <message>
        <source>fee not returned {amount}</source>
        <translation>Gebühr {amount} kommt nicht zurück</translation>
    </message>
    <message>
        <source>the bank has asked about it</source>
        <translation>die Bank hat nachgefragt</translation>
    </message>
    <message>
        <source>the bank has asked about it, too late for an answer</source>
        <translation>die Bank hat nachgefragt, zu spät für eine Antwort</translation>
    </message>
    <message>
        <source>the bank has asked about it, answer by {day}</source>
        <translation>die Bank hat nachgefragt, Antwort bis {day}</translation>
    </message>
    <message>
        <source>arrives in 5 to 10 days</source>
        <translation>kommt in 5 bis 10 Tagen an</translation>
    </message>
    <message>
        <source>when it arrives depends on the bank</source>
        <translation>wann es ankommt, hängt von der Bank ab</translation>
    </message>
    <message>
        <source>{count} refunds before, {amount} in total.</source>
        <translation>Bisher {count} Erstattungen, zusammen {amount}.</translation>
    </message>
    <message>
        <source>the bank can return the SEPA debit until {day}, then it would be paid back twice</source>
        <translation>SEPA-Rückgabe bis {day} möglich, dann wäre doppelt erstattet</translation>
    </message>
    <message>
        <source>paid as {amount}</source>
        <translation>gezahlt als {amount}</translation>
    </message>
</context>
<context>
    <name>MoneyLine</name>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>sent by {name} {time}</source>
        <translation>von {name} {time}</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Streitfall</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Close link</source>
        <translation>Link schließen</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>Streitfall</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Erstattet</translation>
    </message>
    <message>
        <source>Refunded {amount}</source>
        <translation>{amount} erstattet</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Being paid</source>
        <translation>Wird bezahlt</translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>Gewonnen</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>Bankanfrage</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Fraud warning</source>
        <translation>Betrugswarnung</translation>
    </message>
    <message>
        <source>The customer&apos;s bank warns of fraud {time}</source>
        <translation>Die Bank des Kunden warnt vor Betrug {time}</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Settled before</source>
        <translation>Vorab beigelegt</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unbezahlt</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Abgeschrieben</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Credited</source>
        <translation>Gutgeschrieben</translation>
    </message>
    <message>
        <source>Invoice {number}</source>
        <translation>Rechnung {number}</translation>
    </message>
    <message>
        <source>Dispute lost</source>
        <translation>Streitfall verloren</translation>
    </message>
    <message>
        <source>Dispute won</source>
        <translation>Streitfall gewonnen</translation>
    </message>
    <message>
        <source>open until {time}</source>
        <translation>offen bis {time}</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Nicht bezahlt</translation>
    </message>
    <message>
        <source>Waiting for the bank</source>
        <translation>Wartet auf die Bank</translation>
    </message>
    <message>
        <source>Paid twice?</source>
        <translation>Doppelt bezahlt?</translation>
    </message>
</context>
<context>
    <name>NumberHealth</name>
    <message>
        <source>WhatsApp lets this shop send nothing at the moment.</source>
        <translation>WhatsApp lässt diesen Shop zurzeit nichts senden.</translation>
    </message>
    <message>
        <source>WhatsApp limits what this shop may send at the moment.</source>
        <translation>WhatsApp beschränkt zurzeit, was dieser Shop senden darf.</translation>
    </message>
    <message>
        <source>WhatsApp rates this number low, because customers have blocked or reported it. Send only what they wait for.</source>
        <translation>WhatsApp bewertet diese Nummer niedrig, weil Kunden sie blockiert oder gemeldet haben. Senden Sie nur, worauf jemand wartet.</translation>
    </message>
    <message>
        <source>{what} Meta says: {reasons}</source>
        <translation>{what} Meta sagt: {reasons}</translation>
    </message>
    <message>
        <source>WhatsApp Manager names the way out under Account quality.</source>
        <translation>Den Ausweg nennt der WhatsApp Manager unter „Kontoqualität“.</translation>
    </message>
</context>
<context>
    <name>Older</name>
    <message>
        <source>Older payments</source>
        <translation>Ältere Zahlungen</translation>
    </message>
    <message>
        <source>Stripe tells of the last 30 days by itself. What is older is fetched here once, with refunds and disputes.</source>
        <translation>Die letzten 30 Tage meldet Stripe von selbst. Was älter ist, wird hier einmal geholt, mit Erstattungen und Streitfällen.</translation>
    </message>
    <message>
        <source>From Stripe</source>
        <translation>Von Stripe</translation>
    </message>
    <message>
        <source>Being fetched</source>
        <translation>Wird geholt</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Stripe could not be read. What was fetched stays; begin again to go on.</source>
        <translation>Stripe war nicht lesbar. Was geholt wurde, bleibt; beginnen Sie noch einmal, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>Zurück bis</translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>Geholt</translation>
    </message>
    <message>
        <source>{what}, back to {day}</source>
        <translation>{what}, zurück bis {day}</translation>
    </message>
    <message>
        <source>{what} ({step} of {steps})</source>
        <translation>{what} ({step} von {steps})</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Gerade</translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} von {most}</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Es gibt keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 Monate</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3 Jahre</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kundschaft</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Erstattungen</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>Streitfälle</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>Rechnungen</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abos</translation>
    </message>
    <message>
        <source>The Stripe key may not read everything: {names}. Tick these for the key in Stripe.</source>
        <translation>Der Stripe-Schlüssel darf nicht alles lesen: {names}. Kreuzen Sie das beim Schlüssel bei Stripe an.</translation>
    </message>
    <message>
        <source>Reads this month from Stripe</source>
        <translation>Abfragen bei Stripe in diesem Monat</translation>
    </message>
    <message>
        <source>Nearly all of this month&apos;s reads in Stripe are used, so it goes on slowly.</source>
        <translation>Fast alle Lesezugriffe dieses Monats bei Stripe sind verbraucht, deshalb geht es langsam weiter.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Seite {page} von {pages}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a command or a person</source>
        <translation>Befehl oder Person finden</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Customer and payments</source>
        <translation>Kundschaft und Zahlungen</translation>
    </message>
    <message>
        <source>Open a chat to see what the person has paid.</source>
        <translation>Chat öffnen, um zu sehen, was die Person bezahlt hat.</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>bezahlt</translation>
    </message>
    <message>
        <source>refunded</source>
        <translation>erstattet</translation>
    </message>
    <message>
        <source>held by the bank</source>
        <translation>von der Bank einbehalten</translation>
    </message>
    <message>
        <source>lost to the bank</source>
        <translation>an die Bank verloren</translation>
    </message>
    <message>
        <source>linked by the team</source>
        <translation>vom Team zugeordnet</translation>
    </message>
    <message>
        <source>matched by a payment link</source>
        <translation>über einen Zahlungslink zugeordnet</translation>
    </message>
    <message>
        <source>matched by phone</source>
        <translation>über die Telefonnummer zugeordnet</translation>
    </message>
    <message>
        <source>matched by e-mail</source>
        <translation>über E-Mail zugeordnet</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>It is not certain that these payments are {name}&apos;s.</source>
        <translation>Es ist nicht sicher, ob diese Zahlungen zu {name} gehören.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>All {count} ›</source>
        <translation>Alle {count} ›</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>The window is closed.</source>
        <translation>Das Fenster ist zu.</translation>
    </message>
    <message>
        <source>This person is blocked.</source>
        <translation>Diese Person ist blockiert.</translation>
    </message>
    <message>
        <source>Send a product</source>
        <translation>Artikel senden</translation>
    </message>
    <message>
        <source>Customer since {month}</source>
        <translation>Kauft hier seit {month}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{amount} linked to {name}</source>
        <translation>{amount} gehört jetzt zu {name}</translation>
    </message>
    <message>
        <source>Stopped in WhatsApp on {day}. Nobody can send any until the customer resumes it.</source>
        <translation>Am {day} in WhatsApp abbestellt. Niemand kann welche senden, bis die Kundin oder der Kunde sie wieder zulässt.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Abbestellt</translation>
    </message>
    <message>
        <source>Marketing messages</source>
        <translation>Werbenachrichten</translation>
    </message>
    <message>
        <source>Linked. Move the pointer away and back to click.</source>
        <translation>Zugeordnet. Zum Klicken den Zeiger einmal wegbewegen.</translation>
    </message>
    <message>
        <source>This is settled.</source>
        <translation>Das ist erledigt.</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>matched by customer account</source>
        <translation>über das Kundenkonto zugeordnet</translation>
    </message>
    <message>
        <source>only the name matches</source>
        <translation>nur der Name passt</translation>
    </message>
    <message>
        <source>on its way back</source>
        <translation>auf dem Rückweg</translation>
    </message>
    <message>
        <source>matched by a link written into the chat</source>
        <translation>über einen Link im Chat zugeordnet</translation>
    </message>
</context>
<context>
    <name>PanelWiring</name>
    <message>
        <source>Pause until</source>
        <translation>Pause bis</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Edge between two panes</source>
        <translation>Kante zwischen zwei Bereichen</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Send receipt</source>
        <translation>Beleg senden</translation>
    </message>
    <message>
        <source>Send invoice</source>
        <translation>Rechnung senden</translation>
    </message>
    <message>
        <source>Invoice {number}</source>
        <translation>Rechnung {number}</translation>
    </message>
    <message>
        <source>{invoice} · credit note {notes}</source>
        <translation>{invoice} · Gutschrift {notes}</translation>
    </message>
    <message>
        <source>The credit note for {amount} is being made.</source>
        <translation>Die Gutschrift über {amount} wird erstellt.</translation>
    </message>
    <message>
        <source>{amount} refunded, but the credit note is missing.</source>
        <translation>{amount} erstattet, aber die Gutschrift fehlt.</translation>
    </message>
    <message>
        <source>Make credit note</source>
        <translation>Gutschrift erstellen</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>All {count} ›</source>
        <translation>Alle {count} ›</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>Rechnungen</translation>
    </message>
    <message>
        <source>Send as PDF</source>
        <translation>Als PDF senden</translation>
    </message>
    <message>
        <source>Send as link</source>
        <translation>Als Link senden</translation>
    </message>
    <message>
        <source>This person is blocked.</source>
        <translation>Diese Person ist blockiert.</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Without a connection nothing can be sent.</source>
        <translation>Ohne Verbindung lässt sich nichts senden.</translation>
    </message>
    <message>
        <source>As link</source>
        <translation>Als Link</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Send template</source>
        <translation>Vorlage senden</translation>
    </message>
    <message>
        <source>The window is closed, so this template goes out: {words}. {text}</source>
        <translation>Das Fenster ist zu, also geht diese Vorlage raus: {words}. {text}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>The window is closed, and no approved template can carry this. {way}</source>
        <translation>Das Fenster ist zu, und keine genehmigte Vorlage kann das übermitteln. {way}</translation>
    </message>
    <message>
        <source>Stripe has not given this invoice a number yet; open the chat again in a moment.</source>
        <translation>Stripe hat die Nummer dieser Rechnung noch nicht mitgeteilt; den Chat gleich noch einmal öffnen.</translation>
    </message>
</context>
<context>
    <name>Payments</name>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>Erstatten {amount}</translation>
    </message>
    <message>
        <source>Ask to refund {amount}</source>
        <translation>Erstattung anfragen {amount}</translation>
    </message>
    <message>
        <source>Being refunded</source>
        <translation>Wird erstattet</translation>
    </message>
    <message>
        <source>Refunding {amount} in {seconds} s · {left} left</source>
        <translation>Erstatte {amount} in {seconds} s · {left} übrig</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Keep as is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>No money was moved.</source>
        <translation>Es wurde kein Geld bewegt.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Jemand aus dem Team</translation>
    </message>
    <message>
        <source>{name} is refunding {amount}</source>
        <translation>{name} erstattet gerade {amount}</translation>
    </message>
    <message>
        <source>{name} has the refund form open</source>
        <translation>{name} hat das Erstattungsformular offen</translation>
    </message>
    <message>
        <source>{name} has a refund of {amount} on hold</source>
        <translation>{name} erstattet in wenigen Sekunden {amount}</translation>
    </message>
    <message>
        <source>order {number}</source>
        <translation>Bestellung {number}</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} Artikel</translation>
    </message>
    <message>
        <source>Show in the chat</source>
        <translation>Im Chat zeigen</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>Bankanfrage</translation>
    </message>
    <message>
        <source>Paid twice?</source>
        <translation>Doppelt bezahlt?</translation>
    </message>
    <message>
        <source>Fraud warning</source>
        <translation>Betrugswarnung</translation>
    </message>
    <message>
        <source>Asking in {seconds} s to refund {amount}</source>
        <translation>Anfrage in {seconds} s: {amount} erstatten</translation>
    </message>
    <message>
        <source>Refund {amount} …</source>
        <translation>Erstatten {amount} …</translation>
    </message>
    <message>
        <source>Refund failed</source>
        <translation>Erstattung gescheitert</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>Nicht freigegeben</translation>
    </message>
    <message>
        <source>The same amount was already paid at {time}.</source>
        <translation>Derselbe Betrag wurde schon um {time} bezahlt.</translation>
    </message>
    <message>
        <source>{name}&apos;s refund of {amount} has been waiting for approval since {time}</source>
        <translation>Erstattung von {name} über {amount} wartet seit {time} auf Freigabe</translation>
    </message>
    <message>
        <source>Your refund of {amount} has been waiting for approval since {time}</source>
        <translation>Ihre Erstattung über {amount} wartet seit {time} auf Freigabe</translation>
    </message>
    <message>
        <source>Your refund of {amount} has been waiting since {time} for you to read it once more</source>
        <translation>Ihre Erstattung über {amount} wartet seit {time} darauf, dass Sie sie noch einmal lesen</translation>
    </message>
    <message>
        <source>Refund {amount}: to be read once more in {seconds} s</source>
        <translation>{amount} erstatten: in {seconds} s noch einmal zu lesen</translation>
    </message>
    <message>
        <source>Your refund of {amount} was not carried out.</source>
        <translation>Ihre Erstattung über {amount} wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Es gibt keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Refund {amount} anyway</source>
        <translation>Trotzdem {amount} erstatten</translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>Erledigt</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search products, numbers, prices</source>
        <translation>Artikel, Nummern, Preise</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>Vorlagen durchsuchen</translation>
    </message>
    <message>
        <source>Ask Meta and Stripe for the products again</source>
        <translation>Artikel bei Meta und Stripe neu abfragen</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>Mehrere auswählen</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>Only one</source>
        <translation>Nur eins</translation>
    </message>
    <message>
        <source>{count} of {most} chosen</source>
        <translation>{count} von {most} ausgewählt</translation>
    </message>
    <message>
        <source>WhatsApp takes {most} products in one list.</source>
        <translation>WhatsApp nimmt {most} Artikel in einer Liste.</translation>
    </message>
    <message>
        <source>Send list</source>
        <translation>Liste senden</translation>
    </message>
    <message>
        <source>Send product</source>
        <translation>Artikel senden</translation>
    </message>
    <message>
        <source>Choose the products first.</source>
        <translation>Erst die Artikel auswählen.</translation>
    </message>
    <message>
        <source>Compare with Stripe</source>
        <translation>Mit Stripe vergleichen</translation>
    </message>
    <message>
        <source>Groups of the list: {name}</source>
        <translation>Gruppen der Liste: {name}</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Another group</source>
        <translation>Weitere Gruppe</translation>
    </message>
    <message>
        <source>A group for each category</source>
        <translation>Eine Gruppe je Kategorie</translation>
    </message>
    <message>
        <source>Without groups</source>
        <translation>Ohne Gruppen</translation>
    </message>
    <message>
        <source>Group {number}</source>
        <translation>Gruppe {number}</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Name of group {number}</source>
        <translation>Name von Gruppe {number}</translation>
    </message>
    <message>
        <source>Give each group a name: WhatsApp shows it over its products.</source>
        <translation>Jede Gruppe braucht einen Namen: WhatsApp zeigt ihn über den Produkten.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>The products were asked for again; what has changed appears by itself.</source>
        <translation>Die Artikel werden neu abgefragt; was sich geändert hat, erscheint von selbst.</translation>
    </message>
</context>
<context>
    <name>PillBar</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Sorted: {way}</source>
        <translation>Sortiert: {way}</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>This person has not written to the shop yet.</source>
        <translation>Diese Person hat dem Shop noch nicht geschrieben.</translation>
    </message>
    <message>
        <source>{count} contacts</source>
        <translation>{count} Kontakte</translation>
    </message>
    <message>
        <source>Open the map</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>Nummer kopieren</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Nummern kopieren</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>An {name} schreiben</translation>
    </message>
</context>
<context>
    <name>Planned</name>
    <message>
        <source>Not sent. {reason}</source>
        <translation>Nicht gesendet. {reason}</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>was planned for {time}</source>
        <translation>war für {time} geplant</translation>
    </message>
    <message>
        <source>goes out {time}, unless there is a reply</source>
        <translation>geht {time} raus, wenn keine Antwort kommt</translation>
    </message>
    <message>
        <source>goes out {time}</source>
        <translation>geht {time} raus</translation>
    </message>
    <message>
        <source>Send a template</source>
        <translation>Vorlage senden</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The 24 hours to write freely are over; send a template instead.</source>
        <translation>Die 24 Stunden zum freien Schreiben sind vorbei; bitte stattdessen eine Vorlage senden.</translation>
    </message>
    <message>
        <source>This person is blocked; unblock them first.</source>
        <translation>Diese Person ist blockiert; bitte zuerst die Blockierung aufheben.</translation>
    </message>
    <message>
        <source>Your role can read but not act; ask an owner for another role.</source>
        <translation>Ihre Rolle darf lesen, aber nicht handeln; eine Inhaberin oder ein Inhaber kann eine andere geben.</translation>
    </message>
    <message>
        <source>This was clicked too long ago to be carried out; click again.</source>
        <translation>Der Klick ist zu lange her, um noch zu gelten; bitte noch einmal klicken.</translation>
    </message>
    <message>
        <source>The text contains a card number; remove it, card data is never sent.</source>
        <translation>Der Text enthält eine Kartennummer; bitte entfernen, Kartendaten werden nie gesendet.</translation>
    </message>
    <message>
        <source>Stripe does not know this payment; look at the payments again.</source>
        <translation>Stripe kennt diese Zahlung nicht; bitte noch einmal in die Zahlungen sehen.</translation>
    </message>
    <message>
        <source>Another refund of this payment has no certain outcome yet; wait for it or resolve it first.</source>
        <translation>Eine andere Erstattung dieser Zahlung ist noch offen; bitte abwarten oder zuerst klären.</translation>
    </message>
    <message>
        <source>The payment has changed since you looked: {refunded} is refunded by now. Check, then click again.</source>
        <translation>Die Zahlung hat sich geändert: {refunded} sind inzwischen erstattet. Bitte prüfen und dann noch einmal klicken.</translation>
    </message>
    <message>
        <source>The payment is only authorised; cancel it instead of refunding.</source>
        <translation>Die Zahlung ist nur vorgemerkt; bitte abbrechen statt erstatten.</translation>
    </message>
    <message>
        <source>The payment has not succeeded, so there is nothing to refund.</source>
        <translation>Die Zahlung ist nicht gelungen, es gibt nichts zu erstatten.</translation>
    </message>
    <message>
        <source>The payment is disputed; answer the dispute, a refund would pay twice.</source>
        <translation>Zu dieser Zahlung läuft ein Streitfall; bitte diesen beantworten, mit einer Erstattung wäre doppelt gezahlt.</translation>
    </message>
    <message>
        <source>The Stripe balance does not cover the refund; top it up and click again.</source>
        <translation>Das Stripe-Guthaben deckt die Erstattung nicht. Bitte auffüllen und noch einmal klicken.</translation>
    </message>
    <message>
        <source>Stripe&apos;s answer was lost and its list shows no such refund; look in Stripe and say what happened.</source>
        <translation>Die Antwort von Stripe ging verloren und in der Liste steht keine solche Erstattung. Bitte bei Stripe nachsehen und angeben, was geschehen ist.</translation>
    </message>
    <message>
        <source>Stripe was too busy and its list shows no such refund; try again, or say what happened.</source>
        <translation>Stripe war überlastet und in der Liste steht keine solche Erstattung. Noch einmal versuchen oder angeben, was geschehen ist.</translation>
    </message>
    <message>
        <source>Stripe gave no usable answer, so no money moved; try again in a moment.</source>
        <translation>Stripe hat nicht brauchbar geantwortet, es ist kein Geld geflossen. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Stripe refused it, so no money moved; look at the payment in Stripe.</source>
        <translation>Stripe hat abgelehnt, es ist kein Geld geflossen. Bitte die Zahlung bei Stripe ansehen.</translation>
    </message>
    <message>
        <source>This was asked for too long ago to be repeated safely; look in Stripe and say what happened.</source>
        <translation>Das ist zu lange her, um es sicher zu wiederholen. Bitte bei Stripe nachsehen und angeben, was geschehen ist.</translation>
    </message>
    <message>
        <source>The Stripe key is of another account or mode now; look in the old one and say what happened.</source>
        <translation>Der Stripe-Schlüssel gehört jetzt zu einem anderen Konto oder Modus. Bitte im alten nachsehen und angeben, was geschehen ist.</translation>
    </message>
    <message>
        <source>The hub was restored from a backup; look whether this was carried out, and say so.</source>
        <translation>Der Hub wurde aus einer Sicherung wiederhergestellt. Bitte nachsehen, ob das ausgeführt wurde, und es angeben.</translation>
    </message>
    <message>
        <source>The payment is already refunded in full.</source>
        <translation>Die Zahlung ist schon ganz erstattet.</translation>
    </message>
    <message>
        <source>The amount is more than what is left of the payment.</source>
        <translation>Der Betrag ist höher als der Rest der Zahlung.</translation>
    </message>
    <message>
        <source>Stripe cannot refund this payment; pay the customer another way.</source>
        <translation>Stripe kann diese Zahlung nicht erstatten. Bitte auf anderem Weg auszahlen.</translation>
    </message>
    <message>
        <source>This currency is charged in larger steps; change the amount.</source>
        <translation>In dieser Währung geht es nur in größeren Schritten. Bitte den Betrag ändern.</translation>
    </message>
    <message>
        <source>A payment is refunded in the currency it was made in.</source>
        <translation>Erstattet wird in der Währung, in der bezahlt wurde.</translation>
    </message>
    <message>
        <source>The customer is paying this right now; wait for the bank, then refund if it was wrong.</source>
        <translation>Das wird gerade bezahlt. Bitte die Bank abwarten und bei Bedarf danach erstatten.</translation>
    </message>
    <message>
        <source>Stripe did not answer, so this may still be open; try again in a moment.</source>
        <translation>Stripe hat nicht geantwortet, der Link kann noch offen sein. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Stripe still shows this as open; try again in a moment.</source>
        <translation>Bei Stripe ist das noch offen. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Stripe does not know this payment link; open the chat again.</source>
        <translation>Stripe kennt diesen Zahlungslink nicht. Bitte den Chat neu öffnen.</translation>
    </message>
    <message>
        <source>There is no link and nothing was sent; try again in a moment.</source>
        <translation>Es gibt keinen Link und nichts wurde gesendet. Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Stripe knows no such customer or payment in this account; check the number.</source>
        <translation>Stripe kennt in diesem Konto weder so einen Kunden noch so eine Zahlung. Bitte die Nummer prüfen.</translation>
    </message>
    <message>
        <source>Stripe does not list its prices, so they cannot be compared.</source>
        <translation>Stripe nennt seine Preise nicht, sie lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>WhatsApp&apos;s answer was lost, so this may have been sent; look at the chat before you send it again.</source>
        <translation>Die Antwort von WhatsApp ging verloren, das wurde vielleicht gesendet. Bitte vor dem nächsten Senden im Chat nachsehen.</translation>
    </message>
    <message>
        <source>WhatsApp could not deliver this and gave no reason; try another way.</source>
        <translation>WhatsApp konnte das nicht zustellen und nennt keinen Grund. Bitte einen anderen Weg versuchen.</translation>
    </message>
    <message>
        <source>WhatsApp did not answer, so it is not certain whether this was done.</source>
        <translation>WhatsApp hat nicht geantwortet, es ist nicht sicher, ob das geschehen ist.</translation>
    </message>
    <message>
        <source>Marketing needs the customer&apos;s recorded consent, and there is none; send another template.</source>
        <translation>Für Werbung braucht es eine festgehaltene Einwilligung, und die fehlt. Bitte eine andere Vorlage senden.</translation>
    </message>
    <message>
        <source>WhatsApp has no such template in this language; choose another one.</source>
        <translation>WhatsApp hat keine solche Vorlage in dieser Sprache. Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>WhatsApp has not approved this template; choose another one.</source>
        <translation>WhatsApp hat diese Vorlage nicht freigegeben. Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>The template has nothing for {missing}; fill it in.</source>
        <translation>In der Vorlage fehlt noch: {missing}.</translation>
    </message>
    <message>
        <source>The filled template is {over} characters too long; shorten what you filled in.</source>
        <translation>Die ausgefüllte Vorlage ist {over} Zeichen zu lang. Bitte das Eingefüllte kürzen.</translation>
    </message>
    <message>
        <source>{values} has a line break, a tab, many blanks or braces; write it on one line.</source>
        <translation>{values} enthält einen Zeilenumbruch, einen Tabulator, viele Leerzeichen oder Klammern. Bitte in einer Zeile schreiben.</translation>
    </message>
    <message>
        <source>The account has a template of this name in this language already; give it another name.</source>
        <translation>Das Konto hat schon eine Vorlage dieses Namens in dieser Sprache; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Meta would reject this template; change it first.</source>
        <translation>Meta würde diese Vorlage ablehnen. Bitte erst ändern.</translation>
    </message>
    <message>
        <source>Only a supervisor or an owner may do this; ask one of them.</source>
        <translation>Das dürfen nur Teamleitung oder Inhaber; bitte dort nachfragen.</translation>
    </message>
    <message>
        <source>The hub is not connected to the platform this needs; an owner can set it up.</source>
        <translation>Der Hub ist mit der nötigen Plattform nicht verbunden. Inhaber können das einrichten.</translation>
    </message>
    <message>
        <source>There is no such chat any more; choose it from the list again.</source>
        <translation>Diesen Chat gibt es nicht mehr. Bitte aus der Liste neu wählen.</translation>
    </message>
    <message>
        <source>There is no such message in this chat; open it again.</source>
        <translation>Diese Nachricht gibt es in dem Chat nicht. Bitte den Chat neu öffnen.</translation>
    </message>
    <message>
        <source>There is no such colleague any more; choose another one.</source>
        <translation>Diese Person gehört nicht mehr zum Team. Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>These two chats are separate already.</source>
        <translation>Die beiden Chats sind schon getrennt.</translation>
    </message>
    <message>
        <source>The hub has never heard of this; look at the chat and click again.</source>
        <translation>Der Hub weiß davon nichts. Bitte im Chat nachsehen und noch einmal klicken.</translation>
    </message>
    <message>
        <source>This was written more than 12 hours ago; read it again before it goes out.</source>
        <translation>Das wurde vor mehr als 12 Stunden geschrieben. Bitte noch einmal lesen, bevor es hinausgeht.</translation>
    </message>
    <message>
        <source>This needs a second look; check it and confirm.</source>
        <translation>Das braucht einen zweiten Blick. Bitte prüfen und bestätigen.</translation>
    </message>
    <message>
        <source>Only {left} of the payment is left to refund.</source>
        <translation>Von der Zahlung sind nur {left} übrig.</translation>
    </message>
    <message>
        <source>Read it once more; you can confirm it alone in a moment.</source>
        <translation>Lesen Sie es noch einmal; gleich können Sie es allein bestätigen.</translation>
    </message>
    <message>
        <source>There is no such colleague any more.</source>
        <translation>Im Team gibt es niemanden dieses Namens mehr.</translation>
    </message>
    <message>
        <source>Nobody is their own deputy; choose a colleague.</source>
        <translation>Niemand vertritt sich selbst; wählen Sie jemand anderen aus dem Team.</translation>
    </message>
    <message>
        <source>Only somebody who may answer customers can be a deputy.</source>
        <translation>Vertreten kann nur, wer Kundinnen und Kunden antworten darf.</translation>
    </message>
    <message>
        <source>{agent} did not approve this.</source>
        <translation>{agent} hat das nicht freigegeben.</translation>
    </message>
    <message>
        <source>The customer has paid this already; refund it if it was wrong.</source>
        <translation>Das ist schon bezahlt; bitte erstatten, wenn es falsch war.</translation>
    </message>
    <message>
        <source>Stripe does not take amounts this small.</source>
        <translation>So kleine Beträge nimmt Stripe nicht.</translation>
    </message>
    <message>
        <source>There is nothing to pay; check the lines.</source>
        <translation>Es gibt nichts zu bezahlen; bitte die Zeilen prüfen.</translation>
    </message>
    <message>
        <source>Taken back before it was sent.</source>
        <translation>Vor dem Senden zurückgenommen.</translation>
    </message>
    <message>
        <source>The hub was lost during the hold, so it was not sent.</source>
        <translation>Die Verbindung zum Hub brach in der Wartezeit ab, es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Tresen was closed during the hold, so it was not sent.</source>
        <translation>Tresen wurde in der Wartezeit geschlossen, es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The desk was locked during the hold, so it was not sent.</source>
        <translation>Der Rechner wurde in der Wartezeit gesperrt, es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The machine slept during the hold, so it was not sent.</source>
        <translation>Der Rechner war in der Wartezeit im Ruhezustand, es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The file could not be fetched from WhatsApp; ask for it again.</source>
        <translation>Die Datei war bei WhatsApp nicht zu bekommen; bitte noch einmal darum bitten.</translation>
    </message>
    <message>
        <source>The file is no longer there; ask for it again in the chat.</source>
        <translation>Die Datei gibt es nicht mehr; bitte im Chat noch einmal darum bitten.</translation>
    </message>
    <message>
        <source>The file is too large to be kept; ask for a smaller one.</source>
        <translation>Die Datei ist zu groß zum Aufbewahren; bitte um eine kleinere bitten.</translation>
    </message>
    <message>
        <source>The file keeps arriving damaged.</source>
        <translation>Die Datei kommt immer wieder beschädigt an.</translation>
    </message>
    <message>
        <source>The file&apos;s address is not WhatsApp&apos;s, so it was not opened.</source>
        <translation>Die Adresse der Datei gehört nicht zu WhatsApp, deshalb wurde sie nicht geöffnet.</translation>
    </message>
    <message>
        <source>The hub did not answer, so the file is not here.</source>
        <translation>Der Hub hat nicht geantwortet, deshalb ist die Datei nicht da.</translation>
    </message>
    <message>
        <source>There is no room left on this computer for the file.</source>
        <translation>Auf diesem Rechner ist kein Platz mehr für die Datei.</translation>
    </message>
    <message>
        <source>WhatsApp could not load the file; it may be larger than 100 MB.</source>
        <translation>WhatsApp konnte die Datei nicht laden; vielleicht ist sie größer als 100 MB.</translation>
    </message>
    <message>
        <source>No catalog is connected to the WhatsApp account; connect one in Meta&apos;s Commerce Manager.</source>
        <translation>Mit dem WhatsApp-Konto ist kein Katalog verbunden; bitte einen in Metas Commerce Manager verbinden.</translation>
    </message>
    <message>
        <source>The WhatsApp token may not read the catalog: in Meta&apos;s business settings give its System User the catalog and the permission catalog_management.</source>
        <translation>Das WhatsApp-Token darf den Katalog nicht lesen: Bitte seinem System User in Metas Unternehmenseinstellungen den Katalog und die Berechtigung catalog_management geben.</translation>
    </message>
    <message>
        <source>WhatsApp does not list the catalog: {details}</source>
        <translation>WhatsApp gibt den Katalog nicht heraus: {details}</translation>
    </message>
    <message>
        <source>Somebody else has to approve this; ask a colleague.</source>
        <translation>Das muss jemand anderes freigeben; bitte im Team fragen.</translation>
    </message>
    <message>
        <source>This is above your own limit too; an owner can approve it.</source>
        <translation>Das liegt auch über Ihrer Grenze; eine Inhaberin oder ein Inhaber kann es freigeben.</translation>
    </message>
    <message>
        <source>There is no connection to the hub, so nothing was decided.</source>
        <translation>Keine Verbindung zum Hub, deshalb wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>This cannot be repeated safely; look whether it happened and say so instead.</source>
        <translation>Das lässt sich nicht sicher wiederholen; bitte nachsehen, ob es passiert ist, und es hier angeben.</translation>
    </message>
    <message>
        <source>The bank did not take the refund and the money came back; pay the customer another way.</source>
        <translation>Die Bank hat die Erstattung nicht angenommen, das Geld ist zurück; bitte auf anderem Weg auszahlen.</translation>
    </message>
    <message>
        <source>Stripe could not be reached, so no money moved; check the connection and click again.</source>
        <translation>Stripe war nicht erreichbar, es wurde kein Geld bewegt; bitte die Verbindung prüfen und noch einmal klicken.</translation>
    </message>
    <message>
        <source>The hub was cut off when this was to go out, so no money moved; click again.</source>
        <translation>Der Hub hatte keine Verbindung, als das hinausgehen sollte, es wurde kein Geld bewegt; bitte noch einmal klicken.</translation>
    </message>
    <message>
        <source>Stripe does not take the shop&apos;s key any more, so no money moved; an owner must enter a new one.</source>
        <translation>Stripe nimmt den Schlüssel des Ladens nicht mehr an, es wurde kein Geld bewegt; eine Inhaberin oder ein Inhaber muss einen neuen eintragen.</translation>
    </message>
    <message>
        <source>The Stripe key lacks a permission ({permission}), so no money moved; an owner can add it in Stripe.</source>
        <translation>Dem Stripe-Schlüssel fehlt eine Berechtigung ({permission}), es ist kein Geld geflossen. Inhaber können sie bei Stripe ergänzen.</translation>
    </message>
    <message>
        <source>No connection: nothing was refunded. Click again when the connection is back.</source>
        <translation>Keine Verbindung: Es wurde nichts erstattet. Bitte noch einmal klicken, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>No connection: no link was made or sent. Click again when the connection is back.</source>
        <translation>Keine Verbindung: Es wurde kein Link erstellt oder gesendet. Bitte noch einmal klicken, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>No connection: nothing was sent or changed. Click again when the connection is back.</source>
        <translation>Keine Verbindung: Es wurde nichts gesendet oder geändert. Bitte noch einmal klicken, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>The hub did not answer; look here again before you click again.</source>
        <translation>Der Hub hat nicht geantwortet; vor dem nächsten Klick hier noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>Something is already on its way for this payment; wait for it, or undo it.</source>
        <translation>Für diese Zahlung ist schon etwas unterwegs; bitte abwarten oder rückgängig machen.</translation>
    </message>
    <message>
        <source>Tresen has stopped working in the background; start it again.</source>
        <translation>Tresen arbeitet im Hintergrund nicht mehr; bitte neu starten.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full or does not work, so nothing was kept; make room and click again.</source>
        <translation>Der Datenträger dieses Computers ist voll oder defekt, deshalb wurde nichts festgehalten; bitte Platz schaffen und noch einmal klicken.</translation>
    </message>
    <message>
        <source>The hub does not let this desk in any more; ask the shop&apos;s owner for a new code.</source>
        <translation>Der Hub lässt diesen Arbeitsplatz nicht mehr hinein; bitte die Leitung des Ladens um einen neuen Code.</translation>
    </message>
    <message>
        <source>Desk and hub do not speak the same version; update the older of the two.</source>
        <translation>Arbeitsplatz und Hub haben verschiedene Versionen; bitte den älteren von beiden aktualisieren.</translation>
    </message>
    <message>
        <source>Money moves again with a connection.</source>
        <translation>Geld geht erst wieder mit Verbindung hinaus.</translation>
    </message>
    <message>
        <source>Prices are not compared with Stripe&apos;s: its key lacks a permission ({permission}); an owner can add it.</source>
        <translation>Preise werden nicht mit Stripe verglichen: Dem Schlüssel fehlt eine Berechtigung ({permission}); eine Inhaberin oder ein Inhaber kann sie ergänzen.</translation>
    </message>
    <message>
        <source>There is no connection to the hub, and the file is not on this computer.</source>
        <translation>Der Hub ist nicht erreichbar, und die Datei ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{name} could not be saved; choose another folder or name.</source>
        <translation>{name} ließ sich nicht speichern; bitte einen anderen Ordner oder Namen wählen.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} ist leer.</translation>
    </message>
    <message>
        <source>WhatsApp does not take this file; pictures go as JPEG or PNG, the rest as PDF or Office.</source>
        <translation>WhatsApp nimmt diese Datei nicht; Bilder gehen als JPEG oder PNG, anderes als PDF oder Office-Dokument.</translation>
    </message>
    <message>
        <source>{name} cannot be read; choose another file.</source>
        <translation>{name} lässt sich nicht lesen; bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>The file is no longer on this computer; attach it again.</source>
        <translation>Die Datei ist nicht mehr auf diesem Rechner; bitte neu anhängen.</translation>
    </message>
    <message>
        <source>{most} files at once are the most; send these first.</source>
        <translation>Mehr als {most} Dateien auf einmal gehen nicht; bitte erst diese senden.</translation>
    </message>
    <message>
        <source>Stopped. The next time the file goes on from there.</source>
        <translation>Angehalten. Beim nächsten Mal geht es von dort weiter.</translation>
    </message>
    <message>
        <source>This person has stopped marketing messages in WhatsApp; nobody can send any until they resume.</source>
        <translation>Diese Person hat Werbenachrichten in WhatsApp abbestellt; niemand kann welche senden, bis sie sie wieder zulässt.</translation>
    </message>
    <message>
        <source>The hub was off when this was to go out. Send it now, choose another time or delete it.</source>
        <translation>Der Hub war aus, als das gesendet werden sollte. Jetzt senden, eine andere Zeit wählen oder löschen.</translation>
    </message>
    <message>
        <source>The hub was restored from a backup, so this may have gone out already. Look before you send it.</source>
        <translation>Der Hub wurde aus einer Sicherung wiederhergestellt, vielleicht ist das schon gesendet. Vor dem Senden nachsehen.</translation>
    </message>
    <message>
        <source>This message has gone out or was taken back meanwhile; look at the chat.</source>
        <translation>Diese Nachricht wurde inzwischen gesendet oder zurückgenommen; sehen Sie im Chat nach.</translation>
    </message>
    <message>
        <source>That time is over; choose a later one, or send it now.</source>
        <translation>Diese Zeit ist vorbei; wählen Sie eine spätere oder senden Sie jetzt.</translation>
    </message>
    <message>
        <source>That is more than 90 days away; choose an earlier time.</source>
        <translation>Das ist mehr als 90 Tage hin; wählen Sie eine frühere Zeit.</translation>
    </message>
    <message>
        <source>What this message asks for has been paid meanwhile.</source>
        <translation>Worum diese Nachricht bittet, ist inzwischen bezahlt.</translation>
    </message>
    <message>
        <source>The payment link in this message can no longer be paid; make a new one.</source>
        <translation>Der Zahlungslink in dieser Nachricht kann nicht mehr bezahlt werden; erstellen Sie einen neuen.</translation>
    </message>
    <message>
        <source>WhatsApp blocks only people who wrote within the last 24 hours; resolve the chat instead.</source>
        <translation>WhatsApp blockiert nur Personen, die in den letzten 24 Stunden geschrieben haben; erledigen Sie stattdessen den Chat.</translation>
    </message>
    <message>
        <source>The template&apos;s heading or a button of it needs what cannot be given here; choose another one.</source>
        <translation>Überschrift oder ein Knopf der Vorlage braucht etwas, das hier nicht angegeben werden kann; bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>The payment link does not fit into the template&apos;s button; copy the link, or choose another template.</source>
        <translation>Der Zahlungslink passt nicht zur Schaltfläche der Vorlage. Link kopieren oder eine andere Vorlage wählen.</translation>
    </message>
    <message>
        <source>Stripe does not know this dispute; look at the payments again.</source>
        <translation>Stripe kennt diesen Streitfall nicht; sehen Sie sich die Zahlungen noch einmal an.</translation>
    </message>
    <message>
        <source>Stripe did not answer, so it is not certain whether it took this; look again in a moment.</source>
        <translation>Stripe hat nicht geantwortet, daher ist unklar, ob es ankam; bitte gleich noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>The dispute is closed already; nothing more can be done.</source>
        <translation>Der Streitfall ist schon geschlossen; es lässt sich nichts mehr tun.</translation>
    </message>
    <message>
        <source>The dispute is about another sum by now; look at it again.</source>
        <translation>Im Streitfall geht es inzwischen um eine andere Summe; sehen Sie ihn sich noch einmal an.</translation>
    </message>
    <message>
        <source>The answer was handed in already and cannot be changed; the bank decides now.</source>
        <translation>Die Antwort ist schon eingereicht und nicht mehr zu ändern; jetzt entscheidet die Bank.</translation>
    </message>
    <message>
        <source>There is nothing in the answer; fill in a field or tick something.</source>
        <translation>Die Antwort ist leer; bitte ein Feld ausfüllen oder etwas anhaken.</translation>
    </message>
    <message>
        <source>The answer is too long: {most} characters are the most there; shorten it.</source>
        <translation>Die Antwort ist zu lang: Mehr als {most} Zeichen gehen dort nicht; bitte kürzen.</translation>
    </message>
    <message>
        <source>The file of the evidence is not there any more; prepare it again.</source>
        <translation>Die Datei mit den Belegen ist nicht mehr da; bitte neu zusammenstellen.</translation>
    </message>
    <message>
        <source>The pages are larger than Stripe takes; leave some lines out and stage them again.</source>
        <translation>Die Seiten sind größer, als Stripe sie nimmt; lassen Sie einige Zeilen weg und legen Sie sie neu bereit.</translation>
    </message>
    <message>
        <source>What is handed in is final, so a second person reads it first.</source>
        <translation>Was eingereicht ist, bleibt; darum liest es erst eine zweite Person.</translation>
    </message>
    <message>
        <source>Only a pause has an end; click again.</source>
        <translation>Nur eine Pause hat ein Ende; bitte noch einmal klicken.</translation>
    </message>
    <message>
        <source>That day is over already; choose a day ahead.</source>
        <translation>Dieser Tag ist schon vorbei; bitte einen späteren wählen.</translation>
    </message>
    <message>
        <source>A pause lasts two years at most; choose an earlier day.</source>
        <translation>Eine Pause dauert höchstens zwei Jahre; bitte einen früheren Tag wählen.</translation>
    </message>
    <message>
        <source>No charge falls before that day; choose a later one.</source>
        <translation>Vor diesem Tag wird nichts abgebucht; bitte einen späteren wählen.</translation>
    </message>
    <message>
        <source>This subscription has ended; a new one is needed.</source>
        <translation>Dieses Abo ist beendet; es braucht ein neues.</translation>
    </message>
    <message>
        <source>This subscription belongs to somebody else; link the customer to this chat first.</source>
        <translation>Dieses Abo gehört jemand anderem; ordnen Sie den Kunden zuerst diesem Chat zu.</translation>
    </message>
    <message>
        <source>The subscription was changed meanwhile, so nothing was done; look at it again and click anew.</source>
        <translation>Das Abo wurde inzwischen geändert, deshalb ist nichts geschehen; sehen Sie es noch einmal an und klicken Sie neu.</translation>
    </message>
    <message>
        <source>The subscription is paused already; nothing is charged anyway.</source>
        <translation>Das Abo pausiert schon; es wird ohnehin nichts abgebucht.</translation>
    </message>
    <message>
        <source>The subscription ends with its period; nothing more is charged anyway.</source>
        <translation>Das Abo endet mit seinem Zeitraum; es wird ohnehin nichts mehr abgebucht.</translation>
    </message>
    <message>
        <source>Nothing is charged for this subscription as it stands.</source>
        <translation>Für dieses Abo wird zurzeit nichts abgebucht.</translation>
    </message>
    <message>
        <source>The subscription is not paused.</source>
        <translation>Das Abo pausiert nicht.</translation>
    </message>
    <message>
        <source>The subscription does not end with its period.</source>
        <translation>Das Abo endet nicht mit seinem Zeitraum.</translation>
    </message>
    <message>
        <source>Stripe&apos;s answer was lost, so it is not known whether the subscription was changed; it is looked at soon.</source>
        <translation>Die Antwort von Stripe ging verloren; ob das Abo geändert wurde, ist nicht bekannt und wird bald nachgesehen.</translation>
    </message>
    <message>
        <source>Stripe did not answer and the subscription is as it was; nothing was changed, try again.</source>
        <translation>Stripe hat nicht geantwortet und das Abo ist, wie es war; es wurde nichts geändert, bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Stripe does not know this subscription; open the chat again.</source>
        <translation>Stripe kennt dieses Abo nicht; öffnen Sie den Chat noch einmal.</translation>
    </message>
    <message>
        <source>A colleague is just changing this subscription; look at it again.</source>
        <translation>Dieses Abo wird gerade von jemand anderem geändert; sehen Sie es noch einmal an.</translation>
    </message>
    <message>
        <source>The money is back, but Stripe did not make the credit note: {said}</source>
        <translation>Das Geld ist erstattet, aber Stripe hat die Gutschrift nicht erstellt: {said}</translation>
    </message>
    <message>
        <source>The money is back, but the credit note is missing: the Stripe key lacks a permission ({permission}); an owner can add it in Stripe.</source>
        <translation>Das Geld ist erstattet, aber die Gutschrift fehlt: Dem Stripe-Schlüssel fehlt ein Recht ({permission}); ein Inhaber kann es bei Stripe ergänzen.</translation>
    </message>
    <message>
        <source>The money is back, but Stripe did not answer about the credit note; trying again looks first whether it is there.</source>
        <translation>Das Geld ist erstattet, aber zur Gutschrift hat Stripe nicht geantwortet; beim nächsten Versuch wird zuerst nachgesehen, ob sie da ist.</translation>
    </message>
    <message>
        <source>Stripe knows no invoice for this payment, so there is none to correct.</source>
        <translation>Stripe kennt keine Rechnung zu dieser Zahlung, also ist keine zu berichtigen.</translation>
    </message>
    <message>
        <source>Stripe has not finished this invoice; there is nothing to send yet.</source>
        <translation>Stripe hat diese Rechnung noch nicht fertiggestellt; es gibt noch nichts zu senden.</translation>
    </message>
    <message>
        <source>This invoice was voided in Stripe, so it is not sent.</source>
        <translation>Diese Rechnung wurde bei Stripe storniert und wird deshalb nicht gesendet.</translation>
    </message>
    <message>
        <source>Stripe does not know this invoice; look at the payments again.</source>
        <translation>Stripe kennt diese Rechnung nicht; bitte die Zahlungen noch einmal ansehen.</translation>
    </message>
    <message>
        <source>The invoice could not be fetched from Stripe; nothing was sent.</source>
        <translation>Die Rechnung war bei Stripe nicht zu bekommen; gesendet wurde nichts.</translation>
    </message>
    <message>
        <source>The Stripe key may not read invoices ({permission}), so nothing was sent; an owner can add that in Stripe.</source>
        <translation>Der Stripe-Schlüssel darf keine Rechnungen lesen ({permission}), gesendet wurde nichts; ein Inhaber kann das bei Stripe ergänzen.</translation>
    </message>
    <message>
        <source>Stripe does not take the shop&apos;s key any more, so nothing was sent; an owner must enter a new one.</source>
        <translation>Stripe nimmt den Schlüssel des Ladens nicht mehr an, gesendet wurde nichts; ein Inhaber muss einen neuen eintragen.</translation>
    </message>
    <message>
        <source>An offer must end between 35 minutes and 90 days from now; choose another end.</source>
        <translation>Ein Angebot muss in 35 Minuten bis 90 Tagen enden. Bitte ein anderes Ende wählen.</translation>
    </message>
    <message>
        <source>The discount leaves nothing to pay; make it smaller.</source>
        <translation>Der Rabatt lässt nichts mehr zu zahlen übrig. Bitte kleiner wählen.</translation>
    </message>
    <message>
        <source>Nobody approved this in time, so nothing was done; ask again if it is still wanted.</source>
        <translation>Das hat niemand rechtzeitig freigegeben, es ist also nichts passiert. Bei Bedarf neu anfragen.</translation>
    </message>
    <message>
        <source>This is above the limit for one person; somebody else has to approve it.</source>
        <translation>Das liegt über dem, was man allein entscheiden darf; jemand anderes muss es freigeben.</translation>
    </message>
    <message>
        <source>This reply cannot be kept; change it first.</source>
        <translation>Diese Antwort kann so nicht gespeichert werden; ändern Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The file of this reply is not at the hub any more; add it to the reply again.</source>
        <translation>Die Datei dieser Antwort ist nicht mehr beim Hub; fügen Sie sie der Antwort wieder hinzu.</translation>
    </message>
    <message>
        <source>{name} has more than the {most} MB that go with a reply. Make it smaller.</source>
        <translation>{name} hat mehr als die {most} MB, die mit einer Antwort gehen. Machen Sie die Datei kleiner.</translation>
    </message>
    <message>
        <source>These two chats already belong to one person.</source>
        <translation>Die beiden Chats gehören schon zu einer Person.</translation>
    </message>
    <message>
        <source>{given} MB is too much: WhatsApp takes {most} MB at most.</source>
        <translation>{given} MB sind zu viel: WhatsApp nimmt höchstens {most} MB.</translation>
    </message>
    <message>
        <source>The bank&apos;s deadline has passed; Stripe takes no answer any more.</source>
        <translation>Die Frist der Bank ist vorbei; Stripe nimmt keine Antwort mehr an.</translation>
    </message>
    <message>
        <source>What is staged in Stripe is not what was read; read it again.</source>
        <translation>Was bei Stripe bereitliegt, ist nicht das Gelesene; bitte noch einmal lesen.</translation>
    </message>
    <message>
        <source>This was decided already, or it waited for too long; nothing was done just now.</source>
        <translation>Darüber ist schon entschieden, oder es hat zu lange gewartet; eben ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The hub was restored from a backup and knows nothing of this; look in Stripe before clicking again.</source>
        <translation>Der Hub kam aus einer Sicherung zurück und weiß davon nichts; bitte vor dem nächsten Klick bei Stripe nachsehen.</translation>
    </message>
    <message>
        <source>Somebody looked in Stripe and found that this was not refunded.</source>
        <translation>Jemand hat bei Stripe nachgesehen: Das wurde nicht erstattet.</translation>
    </message>
</context>
<context>
    <name>Products</name>
    <message>
        <source>Prices differ: {products}</source>
        <translation>Preise weichen ab: {products}</translation>
    </message>
    <message>
        <source>Not on sale any more.</source>
        <translation>Nicht mehr im Verkauf.</translation>
    </message>
    <message>
        <source>Price: customers see {here}, Stripe charges {there}</source>
        <translation>Preis: Kunden sehen {here}, Stripe berechnet {there}</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>Stripe charges {there}</source>
        <translation>Stripe berechnet {there}</translation>
    </message>
    <message>
        <source>Everything costs the same in both, and nothing is missing from either.</source>
        <translation>Alles kostet auf beiden Seiten gleich viel, und auf keiner fehlt etwas.</translation>
    </message>
    <message>
        <source>Customers pay the price Stripe has. Correct what differs in Commerce Manager or in Stripe.</source>
        <translation>Berechnet wird, was Stripe sagt. Abweichungen bitte im Commerce Manager oder bei Stripe beheben.</translation>
    </message>
    <message>
        <source>{name} {here}, in Stripe {there}</source>
        <translation>{name} {here}, bei Stripe {there}</translation>
    </message>
    <message>
        <source>Not in Stripe: a cart with it is asked for at {here}</source>
        <translation>Nicht bei Stripe: ein Warenkorb damit wird zu {here} berechnet</translation>
    </message>
    <message>
        <source>Not in Stripe, and the price can be read in two ways: {here}</source>
        <translation>Nicht bei Stripe, und der Preis ist nicht eindeutig: {here}</translation>
    </message>
    <message>
        <source>Not in the catalog: {there} in Stripe, to be sold by a payment link</source>
        <translation>Nicht im Katalog: {there} bei Stripe, per Zahlungslink zu verkaufen</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} warten</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
</context>
<context>
    <name>Refund</name>
    <message>
        <source>It is not certain that this payment is {name}&apos;s.</source>
        <translation>Es ist nicht sicher, ob diese Zahlung zu {name} gehört.</translation>
    </message>
    <message>
        <source>The bank has asked about this payment; a refund usually settles it.</source>
        <translation>Die Bank hat wegen dieser Zahlung nachgefragt; eine Erstattung erledigt das meist.</translation>
    </message>
    <message>
        <source>Please look again before you click.</source>
        <translation>Bitte vor dem Klick noch einmal hinsehen.</translation>
    </message>
    <message>
        <source>Damaged item</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Wrong item</source>
        <translation>Falscher Artikel</translation>
    </message>
    <message>
        <source>Did not arrive</source>
        <translation>Nicht angekommen</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>Zu spät</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Widerruf</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Kulanz</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Paid twice</source>
        <translation>Doppelt bezahlt</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Part of this payment was already refunded today.</source>
        <translation>Von dieser Zahlung wurde heute schon ein Teil erstattet.</translation>
    </message>
    <message>
        <source>{amount} of this payment was already refunded at {time}.</source>
        <translation>Von dieser Zahlung wurden um {time} schon {amount} erstattet.</translation>
    </message>
</context>
<context>
    <name>RefundForm</name>
    <message>
        <source>Refund a part</source>
        <translation>Teil erstatten</translation>
    </message>
    <message>
        <source>Amount to refund</source>
        <translation>Betrag der Erstattung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Grund: {reason}</translation>
    </message>
    <message>
        <source>Tell {name}</source>
        <translation>{name} Bescheid geben</translation>
    </message>
    <message>
        <source>The window is closed, so {name} cannot be told here.</source>
        <translation>Das Fenster ist zu; {name} kann hier nicht Bescheid bekommen.</translation>
    </message>
    <message>
        <source>of {amount}</source>
        <translation>von {amount}</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstatten</translation>
    </message>
    <message>
        <source>This is not an amount.</source>
        <translation>Das ist kein Betrag.</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>Erstatten {amount}</translation>
    </message>
    <message>
        <source>Ask to refund {amount}</source>
        <translation>Erstattung anfragen {amount}</translation>
    </message>
    <message>
        <source>All that is left {amount}</source>
        <translation>Alles übrige {amount}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Shipping, {label}</source>
        <translation>Versand, {label}</translation>
    </message>
    <message>
        <source>{amount} · refunded</source>
        <translation>{amount} · erstattet</translation>
    </message>
    <message>
        <source>Once Meta has approved the template “{name}”, that can say so.</source>
        <translation>Sobald Meta die Vorlage „{name}“ freigegeben hat, kann sie das sagen.</translation>
    </message>
    <message>
        <source>Template {words}: “{text}”</source>
        <translation>Vorlage {words}: „{text}“</translation>
    </message>
    <message>
        <source>If the window is closed by then, template {words}: “{text}”</source>
        <translation>Falls das Fenster bis dahin zu ist, Vorlage {words}: „{text}“</translation>
    </message>
    <message>
        <source>No Stripe invoice: the invoice is corrected elsewhere.</source>
        <translation>Keine Stripe-Rechnung: Die Rechnung wird anderswo berichtigt.</translation>
    </message>
    <message>
        <source>The credit note for the invoice is made with it.</source>
        <translation>Die Gutschrift zur Rechnung entsteht dabei mit.</translation>
    </message>
    <message>
        <source>The credit note for invoice {number} is made with it.</source>
        <translation>Die Gutschrift zu Rechnung {number} entsteht dabei mit.</translation>
    </message>
    <message>
        <source>Refund {amount} …</source>
        <translation>Erstatten {amount} …</translation>
    </message>
</context>
<context>
    <name>RefundState</name>
    <message>
        <source>{amount} on its way since {day}</source>
        <translation>{amount} unterwegs seit {day}</translation>
    </message>
    <message>
        <source>{amount} refunded {day}</source>
        <translation>{amount} erstattet am {day}</translation>
    </message>
    <message>
        <source>bank reference {number}</source>
        <translation>Bankreferenz {number}</translation>
    </message>
    <message>
        <source>Refund late</source>
        <translation>Erstattung hängt</translation>
    </message>
    <message>
        <source>Refund on its way</source>
        <translation>Erstattung unterwegs</translation>
    </message>
    <message>
        <source>{amount} has not arrived after ten days: check whether the Stripe balance covers it.</source>
        <translation>{amount} sind nach zehn Tagen noch nicht angekommen: Bitte prüfen, ob das Stripe-Guthaben reicht.</translation>
    </message>
</context>
<context>
    <name>Refunds</name>
    <message>
        <source>Failed refund of the payment of {amount}: dealt with.</source>
        <translation>Fehlgeschlagene Erstattung der Zahlung über {amount}: erledigt.</translation>
    </message>
</context>
<context>
    <name>Replies</name>
    <message>
        <source>Replies kept ready</source>
        <translation>Vorbereitete Antworten</translation>
    </message>
    <message>
        <source>{count} replies · ↑ ↓ choose · Enter takes one · Esc closes</source>
        <translation>{count} Antworten · ↑ ↓ wählen · Enter übernimmt · Esc schließt</translation>
    </message>
    <message>
        <source>Write and change ›</source>
        <translation>Schreiben und ändern ›</translation>
    </message>
    <message>
        <source>One reply · Enter takes it · Esc closes</source>
        <translation>Eine Antwort · Enter übernimmt sie · Esc schließt</translation>
    </message>
</context>
<context>
    <name>ReplyPage</name>
    <message>
        <source>No reply fits.</source>
        <translation>Keine Antwort passt.</translation>
    </message>
    <message>
        <source>New reply</source>
        <translation>Neue Antwort</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Not offered</source>
        <translation>Nicht angeboten</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Es besteht keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Being saved</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Save for the team</source>
        <translation>Für das Team speichern</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Offer again</source>
        <translation>Wieder anbieten</translation>
    </message>
    <message>
        <source>Offer no longer</source>
        <translation>Nicht mehr anbieten</translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>Zurück zum Original</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>Bezahlen</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Lieferung</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Reklamation</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abo</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>Abschied</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>Title in German</source>
        <translation>Titel auf Deutsch</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>Titel auf Englisch</translation>
    </message>
    <message>
        <source>German, Sie</source>
        <translation>Deutsch, Sie</translation>
    </message>
    <message>
        <source>German, du</source>
        <translation>Deutsch, du</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Amount of the last payment</source>
        <translation>Betrag der letzten Zahlung</translation>
    </message>
    <message>
        <source>Amount refunded</source>
        <translation>Erstatteter Betrag</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Name des Shops</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>Datum von heute</translation>
    </message>
    <message>
        <source>Something I fill in each time</source>
        <translation>Etwas, das ich jedes Mal ausfülle</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Only a supervisor or an owner may change replies.</source>
        <translation>Antworten ändern dürfen nur Leitung und Inhaber.</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>Geben Sie ihr einen Titel.</translation>
    </message>
    <message>
        <source>Write it in one language at least.</source>
        <translation>Schreiben Sie sie in mindestens einer Sprache.</translation>
    </message>
    <message>
        <source>WhatsApp takes 4,096 characters; shorten it.</source>
        <translation>WhatsApp nimmt 4.096 Zeichen; kürzen Sie sie.</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Find a reply</source>
        <translation>Antwort suchen</translation>
    </message>
    <message>
        <source>Category: {name}</source>
        <translation>Kategorie: {name}</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Insert what fills itself</source>
        <translation>Einfügen, was sich von selbst füllt</translation>
    </message>
    <message>
        <source>{name} goes to the hub …</source>
        <translation>{name} geht zum Hub …</translation>
    </message>
    <message>
        <source>Without the file</source>
        <translation>Ohne die Datei</translation>
    </message>
    <message>
        <source>Add a file …</source>
        <translation>Datei hinzufügen …</translation>
    </message>
    <message>
        <source>A file that goes with the reply</source>
        <translation>Eine Datei, die mit der Antwort geht</translation>
    </message>
    <message>
        <source>Nothing fills “{gap}” by itself. Double-click it to have it filled in each time, or delete it.</source>
        <translation>„{gap}“ füllt sich nicht von selbst. Per Doppelklick wird es jedes Mal von Hand ausgefüllt; sonst löschen.</translation>
    </message>
    <message>
        <source>What belongs here?</source>
        <translation>Was gehört hierher?</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>Card declined</source>
        <translation>Karte abgelehnt</translation>
    </message>
    <message>
        <source>Payment declined</source>
        <translation>Zahlung abgelehnt</translation>
    </message>
    <message>
        <source>Open payment link</source>
        <translation>Offener Zahlungslink</translation>
    </message>
    <message>
        <source>Open payment links</source>
        <translation>Offene Zahlungslinks</translation>
    </message>
    <message>
        <source>Link being closed</source>
        <translation>Link wird geschlossen</translation>
    </message>
    <message>
        <source>Send same link again</source>
        <translation>Gleichen Link nochmal senden</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Close link</source>
        <translation>Link schließen</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unbezahlt</translation>
    </message>
    <message>
        <source>made {time}</source>
        <translation>erstellt {time}</translation>
    </message>
    <message>
        <source>link still open</source>
        <translation>Link noch offen</translation>
    </message>
    <message>
        <source>link open until {time}</source>
        <translation>Link offen bis {time}</translation>
    </message>
    <message>
        <source>The card had insufficient funds.</source>
        <translation>Die Karte war nicht gedeckt.</translation>
    </message>
    <message>
        <source>The card has expired.</source>
        <translation>Die Karte ist abgelaufen.</translation>
    </message>
    <message>
        <source>The card details were not right.</source>
        <translation>Die Kartendaten stimmten nicht.</translation>
    </message>
    <message>
        <source>The card&apos;s limit is reached.</source>
        <translation>Das Limit der Karte ist erreicht.</translation>
    </message>
    <message>
        <source>The payment was not confirmed with the bank.</source>
        <translation>Die Zahlung wurde bei der Bank nicht bestätigt.</translation>
    </message>
    <message>
        <source>The bank could not be reached; later it may work.</source>
        <translation>Die Bank war nicht erreichbar; später klappt es vielleicht.</translation>
    </message>
    <message>
        <source>The bank said no without a reason.</source>
        <translation>Die Bank hat ohne Grund abgelehnt.</translation>
    </message>
    <message>
        <source>This person is blocked.</source>
        <translation>Diese Person ist blockiert.</translation>
    </message>
    <message>
        <source>The window is closed, and no approved template can carry this link; copy it instead.</source>
        <translation>Das Fenster ist zu, und keine freigegebene Vorlage kann diesen Link tragen. Bitte den Link kopieren.</translation>
    </message>
    <message>
        <source>Remind, with the same link</source>
        <translation>Erinnern, mit demselben Link</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>expired {time} · can be opened again</source>
        <translation>abgelaufen {time} · lässt sich wieder öffnen</translation>
    </message>
    <message>
        <source>Goes out by the template {words}: “{text}”</source>
        <translation>Geht mit der Vorlage {words} raus: „{text}“</translation>
    </message>
    <message>
        <source>Expired payment link</source>
        <translation>Abgelaufener Zahlungslink</translation>
    </message>
    <message>
        <source>Send link again</source>
        <translation>Link erneut senden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>others can pay it too</source>
        <translation>auch andere können ihn bezahlen</translation>
    </message>
</context>
<context>
    <name>Reread</name>
    <message>
        <source>Read once more</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Already refunded</source>
        <translation>Schon erstattet</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>{amount} erstatten</translation>
    </message>
    <message>
        <source>Refund {amount} alone</source>
        <translation>{amount} allein erstatten</translation>
    </message>
    <message>
        <source>Possible in {count} s</source>
        <translation>Möglich in {count} s</translation>
    </message>
    <message>
        <source>Your decision is on its way.</source>
        <translation>Ihre Entscheidung ist unterwegs.</translation>
    </message>
    <message>
        <source>{what} · in {count} s</source>
        <translation>{what} · in {count} s</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Nobody else can approve this. Read it once more; that you decided alone is kept in the log.</source>
        <translation>Niemand sonst kann das freigeben. Lesen Sie es noch einmal; dass Sie allein entschieden haben, steht danach im Protokoll.</translation>
    </message>
    <message>
        <source>Look at the pages</source>
        <translation>Seiten ansehen</translation>
    </message>
</context>
<context>
    <name>SamePerson</name>
    <message>
        <source>Same person as …</source>
        <translation>Dieselbe Person wie …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Nobody found.</source>
        <translation>Niemand gefunden.</translation>
    </message>
    <message>
        <source>Name, number, e-mail, order number</source>
        <translation>Name, Nummer, E-Mail, Bestellnummer</translation>
    </message>
    <message>
        <source>Both have paid here. Bring them together only if you are certain.</source>
        <translation>Beide haben hier bezahlt. Bitte nur zusammenführen, wenn es sicher dieselbe Person ist.</translation>
    </message>
    <message>
        <source>They are one person</source>
        <translation>Es ist dieselbe Person</translation>
    </message>
    <message>
        <source>Leave apart</source>
        <translation>Getrennt lassen</translation>
    </message>
    <message>
        <source>Bring together</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Open chat</source>
        <translation>Chat öffnen</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>Wieder trennen</translation>
    </message>
    <message>
        <source>Brought together with this chat</source>
        <translation>Mit diesem Chat zusammengeführt</translation>
    </message>
    <message>
        <source>Two chats become one</source>
        <translation>Zwei Chats werden einer</translation>
    </message>
    <message>
        <source>Same number: {what}</source>
        <translation>Gleiche Nummer: {what}</translation>
    </message>
    <message>
        <source>Same e-mail: {what}</source>
        <translation>Gleiche E-Mail: {what}</translation>
    </message>
    <message>
        <source>Same id at WhatsApp</source>
        <translation>Gleiche Kennung bei WhatsApp</translation>
    </message>
    <message>
        <source>Same customer in Stripe: {what}</source>
        <translation>Gleiches Kundenkonto bei Stripe: {what}</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Order number, e-mail, amount, last four digits</source>
        <translation>Bestellnummer, E-Mail, Betrag, letzte vier</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>Play: {what}</source>
        <translation>Abspielen: {what}</translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation>Stelle in der Aufnahme</translation>
    </message>
    <message>
        <source>Speed of recordings</source>
        <translation>Tempo von Aufnahmen</translation>
    </message>
    <message>
        <source>Pause: {what}</source>
        <translation>Anhalten: {what}</translation>
    </message>
    <message>
        <source>Being fetched, press to stop: {what}</source>
        <translation>Wird geholt, drücken zum Abbrechen: {what}</translation>
    </message>
    <message>
        <source>Save: {what}</source>
        <translation>Speichern: {what}</translation>
    </message>
    <message>
        <source>Place in the recording: {at} of {whole}</source>
        <translation>Stelle in der Aufnahme: {at} von {whole}</translation>
    </message>
    <message>
        <source>1.5×</source>
        <translation>1,5×</translation>
    </message>
    <message>
        <source>This computer cannot play recordings here; save the file to hear it.</source>
        <translation>Aufnahmen lassen sich auf diesem Rechner hier nicht abspielen; zum Anhören die Datei speichern.</translation>
    </message>
    <message>
        <source>There is no loudspeaker or headphone; connect one and try again.</source>
        <translation>Es ist kein Lautsprecher oder Kopfhörer da; einen anschließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This recording cannot be played here; save the file to hear it.</source>
        <translation>Diese Aufnahme lässt sich hier nicht abspielen; zum Anhören die Datei speichern.</translation>
    </message>
</context>
<context>
    <name>SplitButton</name>
    <message>
        <source>More choices: {text}</source>
        <translation>Weitere Möglichkeiten: {text}</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Weitere Möglichkeiten</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>{count} unread</source>
        <translation>{count} ungelesen</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Note by {author}, only the team sees this</source>
        <translation>Notiz von {author}, nur das Team sieht sie</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet auf Versand</translation>
    </message>
    <message>
        <source>accepted by WhatsApp</source>
        <translation>von WhatsApp angenommen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>played</source>
        <translation>abgespielt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>may have been sent</source>
        <translation>vielleicht gesendet</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>in answer to {author}: {text}</source>
        <translation>als Antwort auf {author}: {text}</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>deleted by its sender</source>
        <translation>vom Absender gelöscht</translation>
    </message>
    <message>
        <source>to tap: {labels}</source>
        <translation>zum Antippen: {labels}</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>reactions {emoji}</source>
        <translation>Reaktionen {emoji}</translation>
    </message>
    <message>
        <source>stays on top</source>
        <translation>bleibt oben</translation>
    </message>
</context>
<context>
    <name>Subscription</name>
    <message>
        <source>Subscription</source>
        <translation>Abo</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abos</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>{what} in {seconds} s</source>
        <translation>{what} in {seconds} s</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Outcome not known</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>Being changed</source>
        <translation>Wird geändert</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Until when? Nothing is charged before that day.</source>
        <translation>Bis wann? Vor diesem Tag wird nichts abgebucht.</translation>
    </message>
    <message>
        <source>Another day …</source>
        <translation>Anderer Tag …</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 Monat</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 Monate</translation>
    </message>
    <message>
        <source>Choose a day …</source>
        <translation>Tag wählen …</translation>
    </message>
    <message>
        <source>Until told</source>
        <translation>Bis auf Weiteres</translation>
    </message>
    <message>
        <source>The window is closed, so {name} cannot be told here.</source>
        <translation>Das Fenster ist zu, {name} kann hier nicht benachrichtigt werden.</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>Tell {name}</source>
        <translation>{name} Bescheid geben</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Do not skip</source>
        <translation>Nicht aussetzen</translation>
    </message>
    <message>
        <source>Skip next</source>
        <translation>Aussetzen</translation>
    </message>
    <message>
        <source>Pause …</source>
        <translation>Pause …</translation>
    </message>
    <message>
        <source>End …</source>
        <translation>Kündigen …</translation>
    </message>
    <message>
        <source>End now …</source>
        <translation>Sofort beenden …</translation>
    </message>
    <message>
        <source>Send the bill&apos;s page</source>
        <translation>Rechnungsseite senden</translation>
    </message>
    <message>
        <source>{count} things</source>
        <translation>{count} Artikel</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>am Tag</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>in der Woche</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>im Monat</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>im Jahr</translation>
    </message>
    <message>
        <source>every {count} days</source>
        <translation>alle {count} Tage</translation>
    </message>
    <message>
        <source>every {count} weeks</source>
        <translation>alle {count} Wochen</translation>
    </message>
    <message>
        <source>every {count} months</source>
        <translation>alle {count} Monate</translation>
    </message>
    <message>
        <source>every {count} years</source>
        <translation>alle {count} Jahre</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Nicht bezahlt</translation>
    </message>
    <message>
        <source>First payment missing</source>
        <translation>Erste Zahlung fehlt</translation>
    </message>
    <message>
        <source>Skips once</source>
        <translation>Setzt einmal aus</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Probezeit</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Ended on {day}</source>
        <translation>Beendet am {day}</translation>
    </message>
    <message>
        <source>Ends on {day}; nothing more is charged</source>
        <translation>Endet am {day}; es wird nichts mehr abgebucht</translation>
    </message>
    <message>
        <source>The charge on {day} is skipped</source>
        <translation>Die Abbuchung am {day} entfällt</translation>
    </message>
    <message>
        <source>Nothing is charged until {day}</source>
        <translation>Bis {day} wird nichts abgebucht</translation>
    </message>
    <message>
        <source>Nothing is charged until it is resumed</source>
        <translation>Nichts wird abgebucht, bis es fortgesetzt wird</translation>
    </message>
    <message>
        <source>next try {day}</source>
        <translation>nächster Versuch {day}</translation>
    </message>
    <message>
        <source>The charge of {amount} on {first} and its delivery are skipped. Next charge {next}.</source>
        <translation>Die Abbuchung über {amount} am {first} und die Lieferung dazu entfallen. Nächste Abbuchung {next}.</translation>
    </message>
    <message>
        <source>It ends on {ends}. Nothing more is charged; what is paid until then stays.</source>
        <translation>Es endet am {ends}. Es wird nichts mehr abgebucht; was bis dahin bezahlt ist, bleibt.</translation>
    </message>
    <message>
        <source>It ends at once. Nothing is refunded by itself: {days} days are paid and unused, {unused}.</source>
        <translation>Es endet sofort. Von selbst wird nichts erstattet: {days} Tage sind bezahlt und ungenutzt, {unused}.</translation>
    </message>
    <message>
        <source>It ends at once. Nothing more is charged, and nothing is refunded.</source>
        <translation>Es endet sofort. Es wird nichts mehr abgebucht und nichts erstattet.</translation>
    </message>
    <message>
        <source>The open bill of {amount} stays open.</source>
        <translation>Die offene Rechnung über {amount} bleibt offen.</translation>
    </message>
    <message>
        <source>Skip {amount}</source>
        <translation>{amount} aussetzen</translation>
    </message>
    <message>
        <source>Pause until {day}</source>
        <translation>Bis {day} pausieren</translation>
    </message>
    <message>
        <source>Pause until told</source>
        <translation>Bis auf Weiteres pausieren</translation>
    </message>
    <message>
        <source>End with the period</source>
        <translation>Zum Ende kündigen</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Keep the subscription</source>
        <translation>Abo behalten</translation>
    </message>
    <message>
        <source>{name} skipped the next charge of the subscription</source>
        <translation>{name} hat die nächste Abbuchung des Abos ausgesetzt</translation>
    </message>
    <message>
        <source>{name} paused the subscription</source>
        <translation>{name} hat das Abo pausiert</translation>
    </message>
    <message>
        <source>{name} resumed the subscription</source>
        <translation>{name} hat das Abo fortgesetzt</translation>
    </message>
    <message>
        <source>{name} ended the subscription with its period</source>
        <translation>{name} hat das Abo zum Ende des Zeitraums gekündigt</translation>
    </message>
    <message>
        <source>{name} ended the subscription at once</source>
        <translation>{name} hat das Abo sofort beendet</translation>
    </message>
    <message>
        <source>{name} kept the subscription: it does not end</source>
        <translation>{name} hat das Abo behalten: Es endet nicht</translation>
    </message>
    <message>
        <source>{name} changed the subscription</source>
        <translation>{name} hat das Abo geändert</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>next charge {day}</source>
        <translation>nächste Abbuchung {day}</translation>
    </message>
    <message>
        <source>{amount} unpaid</source>
        <translation>{amount} offen</translation>
    </message>
    <message>
        <source>Nothing is charged until somebody resumes it. The charge of {amount} on {first} and its delivery are skipped.</source>
        <translation>Nichts wird abgebucht, bis jemand es fortsetzt. Die Abbuchung über {amount} am {first} und die Lieferung dazu entfallen.</translation>
    </message>
    <message>
        <source>{amount} will be charged at once, and a new period begins.</source>
        <translation>{amount} werden sofort abgebucht, und ein neuer Zeitraum beginnt.</translation>
    </message>
    <message>
        <source>Nothing is skipped: {amount} will be charged on {next}.</source>
        <translation>Nichts entfällt: {amount} werden am {next} abgebucht.</translation>
    </message>
    <message>
        <source>It goes on: {amount} will be charged on {next}.</source>
        <translation>Es läuft weiter: {amount} werden am {next} abgebucht.</translation>
    </message>
    <message>
        <source>Nothing is charged until {until}: the charge of {amount} on {first} and its delivery are skipped. Next charge {next}.</source>
        <translation>Bis {until} wird nichts abgebucht: Die Abbuchung über {amount} am {first} und die Lieferung dazu entfallen. Nächste Abbuchung {next}.</translation>
    </message>
    <message>
        <source>Nothing is charged until {until}: {count} charges from {first} on, {sum} in total, and their deliveries are skipped. Next charge {next}.</source>
        <translation>Bis {until} wird nichts abgebucht: {count} Abbuchungen ab {first}, zusammen {sum}, und ihre Lieferungen entfallen. Nächste Abbuchung {next}.</translation>
    </message>
    <message>
        <source>ends {day}</source>
        <translation>endet {day}</translation>
    </message>
    <message>
        <source>Stripe&apos;s answer to what {name} asked for was lost; until it is known how the subscription stands, nothing can be changed.</source>
        <translation>Stripes Antwort auf den Auftrag von {name} ging verloren; bis feststeht, wie das Abo steht, lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>{name} is changing this subscription …</source>
        <translation>{name} ändert dieses Abo gerade …</translation>
    </message>
    <message>
        <source>{name} is skipping the next charge …</source>
        <translation>{name} setzt die nächste Abbuchung gerade aus …</translation>
    </message>
    <message>
        <source>{name} is pausing this subscription …</source>
        <translation>{name} pausiert dieses Abo gerade …</translation>
    </message>
    <message>
        <source>{name} is resuming this subscription …</source>
        <translation>{name} setzt dieses Abo gerade fort …</translation>
    </message>
    <message>
        <source>{name} is ending this subscription with its period …</source>
        <translation>{name} kündigt dieses Abo gerade zum Ende des Zeitraums …</translation>
    </message>
    <message>
        <source>{name} is ending this subscription …</source>
        <translation>{name} beendet dieses Abo gerade …</translation>
    </message>
    <message>
        <source>{name} is taking the end of this subscription back …</source>
        <translation>{name} nimmt das Ende dieses Abos gerade zurück …</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>Jemand aus dem Team</translation>
    </message>
    <message>
        <source>Template {words}: “{text}”</source>
        <translation>Vorlage {words}: „{text}“</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>This person is blocked, so nobody can be told.</source>
        <translation>Diese Person ist blockiert und kann nicht benachrichtigt werden.</translation>
    </message>
    <message>
        <source>Card expires</source>
        <translation>Karte läuft ab</translation>
    </message>
    <message>
        <source>{card}, charged last, expires at the end of {month}</source>
        <translation>{card}, zuletzt belastet, läuft Ende {month} ab</translation>
    </message>
    <message>
        <source>{card}, charged last, expired at the end of {month}</source>
        <translation>{card}, zuletzt belastet, ist Ende {month} abgelaufen</translation>
    </message>
    <message>
        <source>{card}, charged last, expires at the end of {month}, before the next charge</source>
        <translation>{card}, zuletzt belastet, läuft Ende {month} ab, vor der nächsten Abbuchung</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that the next charge is skipped.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass die nächste Abbuchung entfällt.</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that the subscription is paused.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass das Abo pausiert.</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that the subscription ends.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass das Abo endet.</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that the subscription has ended.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass das Abo beendet ist.</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that the subscription goes on.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass das Abo weiterläuft.</translation>
    </message>
    <message>
        <source>Please use another way.</source>
        <translation>Bitte einen anderen Weg wählen.</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <source>Fill in the template</source>
        <translation>Vorlage ausfüllen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The customer reads: {text}</source>
        <translation>So liest es der Kunde: {text}</translation>
    </message>
</context>
<context>
    <name>TemplatePage</name>
    <message>
        <source>Meta reviews each one, which takes minutes as a rule and 24 hours at most. What was submitted cannot be taken back here.</source>
        <translation>Meta prüft jede Vorlage; das dauert meist Minuten, höchstens 24 Stunden. Was eingereicht ist, lässt sich hier nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>German, Sie</source>
        <translation>Deutsch, Sie</translation>
    </message>
    <message>
        <source>German, du</source>
        <translation>Deutsch, du</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Meta moved it to {category}.</source>
        <translation>Meta hat sie in „{category}“ verschoben.</translation>
    </message>
    <message>
        <source>Being submitted</source>
        <translation>Wird eingereicht</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Einreichen</translation>
    </message>
    <message>
        <source>Submit all {count}</source>
        <translation>Alle {count} einreichen</translation>
    </message>
    <message>
        <source>Only a supervisor or an owner may submit templates.</source>
        <translation>Vorlagen einreichen dürfen nur Teamleitung oder Inhaber.</translation>
    </message>
    <message>
        <source>There is no connection to the hub.</source>
        <translation>Keine Verbindung zum Hub.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>This template needs a file for its heading.</source>
        <translation>Diese Vorlage braucht eine Datei für den Kopf.</translation>
    </message>
    <message>
        <source>Link of “{name}”</source>
        <translation>Link von „{name}“</translation>
    </message>
    <message>
        <source>Gap {number}</source>
        <translation>Lücke {number}</translation>
    </message>
    <message>
        <source>Utility</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>Werbung</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>No approved template fits.</source>
        <translation>Keine genehmigte Vorlage passt.</translation>
    </message>
    <message>
        <source>Only an approved template can be sent now, and there is none yet.</source>
        <translation>Jetzt kann nur eine genehmigte Vorlage gesendet werden, und es gibt noch keine.</translation>
    </message>
    <message>
        <source>All templates</source>
        <translation>Alle Vorlagen</translation>
    </message>
    <message>
        <source>Submit the starter set</source>
        <translation>Grundausstattung einreichen</translation>
    </message>
    <message>
        <source>Not submitted</source>
        <translation>Nicht eingereicht</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>Appeal in review</source>
        <translation>Einspruch in Prüfung</translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation>Über dem Limit</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>charged at Meta&apos;s utility rate, per message delivered</source>
        <translation>nach Metas Tarif für Service, je zugestellter Nachricht</translation>
    </message>
    <message>
        <source>charged at Meta&apos;s marketing rate, the highest; needs the customer&apos;s consent</source>
        <translation>nach Metas Werbetarif, dem höchsten; braucht die Einwilligung der Person</translation>
    </message>
    <message>
        <source>charged at Meta&apos;s authentication rate</source>
        <translation>nach Metas Tarif für Anmeldecodes</translation>
    </message>
    <message>
        <source>Meta reads it as abusive.</source>
        <translation>Meta liest sie als beleidigend.</translation>
    </message>
    <message>
        <source>The account may not use this category.</source>
        <translation>Das Konto darf diese Kategorie nicht nutzen.</translation>
    </message>
    <message>
        <source>It is in the wrong category.</source>
        <translation>Sie steht in der falschen Kategorie.</translation>
    </message>
    <message>
        <source>Its form is not allowed.</source>
        <translation>Ihre Form ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>Meta reads it as advertising.</source>
        <translation>Meta liest sie als Werbung.</translation>
    </message>
    <message>
        <source>It asks for something that frauds ask for.</source>
        <translation>Sie fragt nach etwas, wonach Betrüger fragen.</translation>
    </message>
    <message>
        <source>Language or category do not fit the text.</source>
        <translation>Sprache oder Kategorie passen nicht zum Text.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Place on the map</source>
        <translation>Ort auf der Karte</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Share the phone number</source>
        <translation>Telefonnummer teilen</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>The name may have small letters, digits and _ only.</source>
        <translation>Der Name darf nur kleine Buchstaben, Ziffern und _ haben.</translation>
    </message>
    <message>
        <source>Only Utility and Marketing can be submitted here.</source>
        <translation>Einreichen lassen sich hier nur Service und Werbung.</translation>
    </message>
    <message>
        <source>There is no text.</source>
        <translation>Es gibt keinen Text.</translation>
    </message>
    <message>
        <source>The text is longer than 1,024 characters.</source>
        <translation>Der Text ist länger als 1.024 Zeichen.</translation>
    </message>
    <message>
        <source>The heading is longer than 60 characters.</source>
        <translation>Die Überschrift ist länger als 60 Zeichen.</translation>
    </message>
    <message>
        <source>The small print is longer than 60 characters.</source>
        <translation>Die Fußzeile ist länger als 60 Zeichen.</translation>
    </message>
    <message>
        <source>The small print may have no gaps.</source>
        <translation>Die Fußzeile darf keine Lücken haben.</translation>
    </message>
    <message>
        <source>The heading may have one gap.</source>
        <translation>Die Überschrift darf eine Lücke haben.</translation>
    </message>
    <message>
        <source>The text may neither begin nor end with a gap.</source>
        <translation>Der Text darf mit keiner Lücke beginnen oder enden.</translation>
    </message>
    <message>
        <source>Gaps are named with small letters and _ only.</source>
        <translation>Lücken heißen nur mit kleinen Buchstaben und _.</translation>
    </message>
    <message>
        <source>There are too few words for so many gaps.</source>
        <translation>Es sind zu wenige Wörter für so viele Lücken.</translation>
    </message>
    <message>
        <source>Two gaps stand side by side.</source>
        <translation>Zwei Lücken stehen direkt nebeneinander.</translation>
    </message>
    <message>
        <source>The gaps are not numbered from 1 on.</source>
        <translation>Die Lücken sind nicht ab 1 durchnummeriert.</translation>
    </message>
    <message>
        <source>Gaps have either names or numbers.</source>
        <translation>Lücken haben entweder Namen oder Nummern.</translation>
    </message>
    <message>
        <source>There are too many buttons, or too many of one kind.</source>
        <translation>Es sind zu viele Knöpfe, oder zu viele einer Art.</translation>
    </message>
    <message>
        <source>Two buttons say the same.</source>
        <translation>Zwei Knöpfe heißen gleich.</translation>
    </message>
    <message>
        <source>Quick replies must stand together.</source>
        <translation>Antwortknöpfe müssen beieinander stehen.</translation>
    </message>
    <message>
        <source>A button is of a kind that cannot be used here.</source>
        <translation>Ein Knopf ist von einer Art, die hier nicht geht.</translation>
    </message>
    <message>
        <source>A button&apos;s label is missing or longer than 25 characters.</source>
        <translation>Die Aufschrift eines Knopfs fehlt oder ist länger als 25 Zeichen.</translation>
    </message>
    <message>
        <source>A button&apos;s address is not complete, or its gap is not at the end.</source>
        <translation>Die Adresse eines Knopfs ist nicht vollständig, oder ihre Lücke steht nicht am Ende.</translation>
    </message>
    <message>
        <source>A gap has no example.</source>
        <translation>Eine Lücke hat kein Beispiel.</translation>
    </message>
    <message>
        <source>Shortened addresses are rejected; use the full one.</source>
        <translation>Gekürzte Adressen werden abgelehnt; die ganze nehmen.</translation>
    </message>
    <message>
        <source>It reads like advertising; Meta would make it Marketing.</source>
        <translation>Das liest sich wie Werbung; Meta würde daraus eine Werbevorlage machen.</translation>
    </message>
    <message>
        <source>Code that is copied</source>
        <translation>Code, der kopiert wird</translation>
    </message>
    <message>
        <source>A picture is wanted, JPEG or PNG, 5 MB at most.</source>
        <translation>Es braucht ein Bild: JPEG oder PNG, höchstens 5 MB.</translation>
    </message>
    <message>
        <source>A video is wanted, MP4, 16 MB at most.</source>
        <translation>Es braucht ein Video: MP4, höchstens 16 MB.</translation>
    </message>
    <message>
        <source>A document is wanted, PDF or Office, 100 MB at most.</source>
        <translation>Es braucht ein Dokument: PDF oder Office, höchstens 100 MB.</translation>
    </message>
    <message>
        <source>Another file …</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Answer ready</source>
        <translation>Antwort liegt bereit</translation>
    </message>
    <message>
        <source>Ask for the order number</source>
        <translation>Nach der Bestellnummer fragen</translation>
    </message>
    <message>
        <source>Ask for the phone number</source>
        <translation>Nach der Telefonnummer fragen</translation>
    </message>
    <message>
        <source>Complaint received</source>
        <translation>Reklamation eingegangen</translation>
    </message>
    <message>
        <source>Complaint solved</source>
        <translation>Reklamation gelöst</translation>
    </message>
    <message>
        <source>Delivery delayed</source>
        <translation>Lieferung verzögert</translation>
    </message>
    <message>
        <source>Order ready</source>
        <translation>Bestellung abholbereit</translation>
    </message>
    <message>
        <source>Order shipped</source>
        <translation>Bestellung verschickt</translation>
    </message>
    <message>
        <source>Order shipped with DHL</source>
        <translation>Bestellung verschickt mit DHL</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Payment page</source>
        <translation>Zahlungsseite</translation>
    </message>
    <message>
        <source>Payment received</source>
        <translation>Zahlung eingegangen</translation>
    </message>
    <message>
        <source>Payment reminder</source>
        <translation>Zahlungserinnerung</translation>
    </message>
    <message>
        <source>Refund failed</source>
        <translation>Erstattung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refund sent</source>
        <translation>Erstattung gesendet</translation>
    </message>
    <message>
        <source>Renewal failed</source>
        <translation>Verlängerung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Subscription renewal</source>
        <translation>Abo-Verlängerung</translation>
    </message>
    <message>
        <source>Withdrawal received</source>
        <translation>Widerruf eingegangen</translation>
    </message>
    <message>
        <source>This template needs a place for its heading: coordinates, name and address.</source>
        <translation>Diese Vorlage braucht einen Ort für den Kopf: Koordinaten, Name und Adresse.</translation>
    </message>
    <message>
        <source>Refund started</source>
        <translation>Erstattung gestartet</translation>
    </message>
    <message>
        <source>Send later …</source>
        <translation>Später senden …</translation>
    </message>
    <message>
        <source>Without a time</source>
        <translation>Ohne Zeitpunkt</translation>
    </message>
    <message>
        <source>Pay back</source>
        <translation>Zurückzahlen</translation>
    </message>
    <message>
        <source>Invoice as a file</source>
        <translation>Rechnung als Datei</translation>
    </message>
    <message>
        <source>Invoice as a page</source>
        <translation>Rechnung als Seite</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Page of an unpaid renewal</source>
        <translation>Seite einer offenen Verlängerung</translation>
    </message>
    <message>
        <source>Subscription continues</source>
        <translation>Abo läuft weiter</translation>
    </message>
    <message>
        <source>Subscription has ended</source>
        <translation>Abo ist beendet</translation>
    </message>
    <message>
        <source>Subscription ends</source>
        <translation>Abo endet</translation>
    </message>
    <message>
        <source>Subscription paused until a day</source>
        <translation>Abo pausiert bis zu einem Tag</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Rechnungsnummer</translation>
    </message>
    <message>
        <source>Refunded amount</source>
        <translation>Erstatteter Betrag</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>Versanddienst</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Sendungsnummer</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>What was declared</source>
        <translation>Was erklärt wurde</translation>
    </message>
    <message>
        <source>Received on</source>
        <translation>Eingegangen am</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abo</translation>
    </message>
    <message>
        <source>Price of the subscription</source>
        <translation>Preis des Abos</translation>
    </message>
    <message>
        <source>Next charge</source>
        <translation>Nächste Abbuchung</translation>
    </message>
    <message>
        <source>Skipped charge</source>
        <translation>Entfallene Abbuchung</translation>
    </message>
    <message>
        <source>Paused until</source>
        <translation>Pausiert bis</translation>
    </message>
    <message>
        <source>Ends on</source>
        <translation>Endet am</translation>
    </message>
    <message>
        <source>The language is not a code such as de or en_US.</source>
        <translation>Die Sprache ist kein Kürzel wie de oder en_US.</translation>
    </message>
    <message>
        <source>A button&apos;s phone number is not a number.</source>
        <translation>Die Telefonnummer eines Knopfs ist keine Nummer.</translation>
    </message>
    <message>
        <source>Subscription paused until further notice</source>
        <translation>Abo pausiert bis auf Weiteres</translation>
    </message>
    <message>
        <source>Subscription charge skipped</source>
        <translation>Abbuchung eines Abos ausgesetzt</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Send {product}, {price}</source>
        <translation>{product} senden, {price}</translation>
    </message>
    <message>
        <source>Choose {product}, {price}</source>
        <translation>{product}, {price}, auswählen</translation>
    </message>
    <message>
        <source>Take {product}, {price} out again</source>
        <translation>{product}, {price}, wieder herausnehmen</translation>
    </message>
    <message>
        <source>Ask for {product}, {price}, by a payment link</source>
        <translation>{product} für {price} per Zahlungslink anbieten</translation>
    </message>
    <message>
        <source>{words} (group {number})</source>
        <translation>{words} (Gruppe {number})</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>edited {time}</source>
        <translation>bearbeitet {time}</translation>
    </message>
    <message>
        <source>Forwarded</source>
        <translation>Weitergeleitet</translation>
    </message>
    <message>
        <source>You deleted this message</source>
        <translation>Sie haben diese Nachricht gelöscht</translation>
    </message>
    <message>
        <source>Deleted by the customer</source>
        <translation>Vom Kunden gelöscht</translation>
    </message>
    <message>
        <source>Show the message of {author}</source>
        <translation>Nachricht von {author} zeigen</translation>
    </message>
    <message>
        <source>Open: {what}</source>
        <translation>Öffnen: {what}</translation>
    </message>
    <message>
        <source>Note by {author} · only the team sees this</source>
        <translation>Notiz von {author} · nur das Team sieht sie</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} neu</translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Not delivered. {reason}</source>
        <translation>Nicht zugestellt. {reason}</translation>
    </message>
    <message>
        <source>About a product</source>
        <translation>Zu einem Artikel</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Closing of a payment link</source>
        <translation>Schließen eines Zahlungslinks</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Not delivered.</source>
        <translation>Nicht zugestellt.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Back to the draft</source>
        <translation>Zurück in den Entwurf</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>{name} blocked this person</source>
        <translation>{name} hat diese Person blockiert</translation>
    </message>
    <message>
        <source>{name} unblocked this person</source>
        <translation>{name} hat die Blockierung aufgehoben</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Question with answers</source>
        <translation>Frage mit Antworten</translation>
    </message>
    <message>
        <source>Question with a list</source>
        <translation>Frage mit Liste</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Question for the phone number</source>
        <translation>Frage nach der Telefonnummer</translation>
    </message>
    <message>
        <source>Try again: {what}</source>
        <translation>Noch einmal laden: {what}</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save: {what}</source>
        <translation>Speichern: {what}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal laden</translation>
    </message>
    <message>
        <source>waits for the file before it</source>
        <translation>wartet auf die Datei davor</translation>
    </message>
    <message>
        <source>waits for the connection</source>
        <translation>wartet auf die Verbindung</translation>
    </message>
    <message>
        <source>{name} brought this chat together with another one of the same person</source>
        <translation>{name} hat diesen Chat mit einem anderen derselben Person zusammengeführt</translation>
    </message>
    <message>
        <source>{name} took another chat out of this one again</source>
        <translation>{name} hat einen anderen Chat wieder herausgelöst</translation>
    </message>
    <message>
        <source>Fetch no further: {what}</source>
        <translation>Nicht weiter holen: {what}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The customer has written, so the planned message was not sent</source>
        <translation>Die Kundin oder der Kunde hat geschrieben, deshalb wurde die geplante Nachricht nicht gesendet</translation>
    </message>
    <message>
        <source>Snoozed until now</source>
        <translation>War bis jetzt zurückgestellt</translation>
    </message>
    <message>
        <source>The customer stopped marketing messages in WhatsApp</source>
        <translation>Werbenachrichten in WhatsApp abbestellt</translation>
    </message>
    <message>
        <source>The customer resumed marketing messages in WhatsApp</source>
        <translation>Werbenachrichten in WhatsApp wieder zugelassen</translation>
    </message>
    <message>
        <source>Go to a date</source>
        <translation>Zu einem Datum gehen</translation>
    </message>
    <message>
        <source>Evidence for the dispute</source>
        <translation>Belege zum Streitfall</translation>
    </message>
    <message>
        <source>Answer to the dispute</source>
        <translation>Antwort auf den Streitfall</translation>
    </message>
    <message>
        <source>Acceptance of the dispute</source>
        <translation>Akzeptieren des Streitfalls</translation>
    </message>
    <message>
        <source>Stripe has no e-mail address for this payment, so please use another way.</source>
        <translation>Stripe hat zu dieser Zahlung keine E-Mail-Adresse, bitte auf anderem Weg Bescheid geben.</translation>
    </message>
    <message>
        <source>Stripe writes an e-mail only to a customer with an address it knows.</source>
        <translation>Stripe schreibt nur dann eine E-Mail, wenn dort eine Adresse bekannt ist.</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht informiert</translation>
    </message>
    <message>
        <source>Stripe has an e-mail address and writes there if mails about refunds are switched on.</source>
        <translation>Stripe hat eine E-Mail-Adresse und schreibt dorthin, falls Mails zu Erstattungen eingeschaltet sind.</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>The refund failed, but its credit note {number} stands. Correct the books.</source>
        <translation>Die Erstattung ist gescheitert, ihre Gutschrift {number} besteht aber weiter. Bitte die Buchhaltung berichtigen.</translation>
    </message>
    <message>
        <source>To be corrected</source>
        <translation>Zu berichtigen</translation>
    </message>
    <message>
        <source>Credit note</source>
        <translation>Gutschrift</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>A change of the subscription was on hold and was not made: {name}&apos;s desk went away.</source>
        <translation>Eine Änderung des Abos war zurückgehalten und wurde nicht gemacht: Der Arbeitsplatz von {name} war weg.</translation>
    </message>
    <message>
        <source>Change of the subscription</source>
        <translation>Änderung des Abos</translation>
    </message>
    <message>
        <source>{amount} was on hold and was not sent: {name}&apos;s desk went away.</source>
        <translation>{amount} wurden in der Wartezeit abgebrochen und nicht gesendet: Der Arbeitsplatz von {name} war weg.</translation>
    </message>
    <message>
        <source>The refund of {amount} has not arrived after ten days: check whether the Stripe balance covers it.</source>
        <translation>Die Erstattung von {amount} ist nach zehn Tagen noch nicht angekommen: Bitte prüfen, ob das Stripe-Guthaben reicht.</translation>
    </message>
    <message>
        <source>{name} could not be told in WhatsApp that {amount} is being refunded.</source>
        <translation>{name} hat in WhatsApp nicht erfahren, dass {amount} zurückgehen.</translation>
    </message>
</context>
<context>
    <name>Unanswered</name>
    <message>
        <source>{name} has waited {time} for your answer: refund {amount}</source>
        <translation>{name} wartet seit {time} auf Ihre Antwort: {amount} erstatten</translation>
    </message>
    <message>
        <source>{count} refunds wait for your answer, the first for {time}</source>
        <translation>{count} Erstattungen warten auf Ihre Antwort, die erste seit {time}</translation>
    </message>
    <message>
        <source>Nobody has answered your refund of {amount} for {time}.</source>
        <translation>Auf Ihre Erstattung von {amount} hat seit {time} niemand geantwortet.</translation>
    </message>
    <message>
        <source>{names} may approve it.</source>
        <translation>Freigeben können: {names}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>Kann rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Separate chats</source>
        <translation>Chats trennen</translation>
    </message>
    <message>
        <source>Bring chats together</source>
        <translation>Chats zusammenführen</translation>
    </message>
    <message>
        <source>{count} products</source>
        <translation>{count} Artikel</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Accept dispute</source>
        <translation>Streitfall akzeptieren</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abo</translation>
    </message>
    <message>
        <source>Ask to refund</source>
        <translation>Anfrage: Erstattung</translation>
    </message>
    <message>
        <source>as link</source>
        <translation>als Link</translation>
    </message>
    <message>
        <source>{what}, in {seconds} seconds. Undo: {keys}</source>
        <translation>{what}, in {seconds} Sekunden. Rückgängig: {keys}</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Jetzt anfragen</translation>
    </message>
    <message>
        <source>Refund now</source>
        <translation>Jetzt erstatten</translation>
    </message>
    <message>
        <source>Accept now</source>
        <translation>Jetzt akzeptieren</translation>
    </message>
    <message>
        <source>Skip now</source>
        <translation>Jetzt aussetzen</translation>
    </message>
    <message>
        <source>Pause now</source>
        <translation>Jetzt pausieren</translation>
    </message>
    <message>
        <source>Resume now</source>
        <translation>Jetzt fortsetzen</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Do it now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Block now</source>
        <translation>Jetzt blockieren</translation>
    </message>
    <message>
        <source>Unblock now</source>
        <translation>Jetzt aufheben</translation>
    </message>
    <message>
        <source>Separate now</source>
        <translation>Jetzt trennen</translation>
    </message>
    <message>
        <source>Bring together now</source>
        <translation>Jetzt zusammenführen</translation>
    </message>
    <message>
        <source>Nothing to take back.</source>
        <translation>Nichts zum Zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Nicht zugewiesen</translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <translation>Wartet auf Antwort</translation>
    </message>
    <message>
        <source>Waiting for money</source>
        <translation>Wartet auf Geld</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>To approve</source>
        <translation>Zur Freigabe</translation>
    </message>
    <message>
        <source>Refund problems</source>
        <translation>Erstattungsprobleme</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>Streitfälle</translation>
    </message>
    <message>
        <source>Closing soon</source>
        <translation>Schließt bald</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Longest waiting</source>
        <translation>Wartet am längsten</translation>
    </message>
    <message>
        <source>Window closes first</source>
        <translation>Fenster schließt zuerst</translation>
    </message>
    <message>
        <source>Most money at risk</source>
        <translation>Meistes Geld zuerst</translation>
    </message>
    <message>
        <source>Answer due first</source>
        <translation>Nächste Frist zuerst</translation>
    </message>
</context>
<context>
    <name>Visits</name>
    <message>
        <source>This link leads to no chat of this desk.</source>
        <translation>Dieser Link führt zu keinem Chat an diesem Platz.</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>Ask to pay back {amount}</source>
        <translation>{amount} zurückerbitten</translation>
    </message>
    <message>
        <source>Order again</source>
        <translation>Erneut bestellen</translation>
    </message>
    <message>
        <source>Pays back a refund that was sent by mistake</source>
        <translation>Zahlt eine versehentliche Erstattung zurück</translation>
    </message>
    <message>
        <source>Pays back the refund of {day} that was sent by mistake</source>
        <translation>Zahlt die versehentliche Erstattung vom {day} zurück</translation>
    </message>
    <message>
        <source>{name}: no price of today, so the old one.</source>
        <translation>{name}: kein heutiger Preis, deshalb der alte.</translation>
    </message>
    <message>
        <source>{name}: {now} now, {then} then.</source>
        <translation>{name}: jetzt {now}, damals {then}.</translation>
    </message>
    <message>
        <source>{name} is not available now.</source>
        <translation>{name} ist zurzeit nicht lieferbar.</translation>
    </message>
    <message>
        <source>{amount} of the refund was paid back</source>
        <translation>{amount} der Erstattung wurden zurückgezahlt</translation>
    </message>
    <message>
        <source>{amount} of the refund was asked back, not paid yet</source>
        <translation>{amount} der Erstattung wurden zurückerbeten, noch nicht bezahlt</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Unknown person</source>
        <translation>Unbekannte Person</translation>
    </message>
    <message>
        <source>You: {words}</source>
        <translation>Sie: {words}</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Cart</source>
        <translation>Warenkorb</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>Zahlungslink</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Changed message</source>
        <translation>Geänderte Nachricht</translation>
    </message>
    <message>
        <source>Deleted message</source>
        <translation>Gelöschte Nachricht</translation>
    </message>
    <message>
        <source>Chat opened for the first time</source>
        <translation>Chat zum ersten Mal geöffnet</translation>
    </message>
    <message>
        <source>Message of a kind this program cannot show</source>
        <translation>Nachricht einer Art, die dieses Programm nicht zeigen kann</translation>
    </message>
    <message>
        <source>has not written yet</source>
        <translation>hat noch nicht geschrieben</translation>
    </message>
    <message>
        <source>you can write until {time}</source>
        <translation>Schreiben bis {time}</translation>
    </message>
    <message>
        <source>window closed since {time}</source>
        <translation>Fenster zu seit {time}</translation>
    </message>
    <message>
        <source>window closed</source>
        <translation>Fenster zu</translation>
    </message>
    <message>
        <source>Automatic: {words}</source>
        <translation>Automatisch: {words}</translation>
    </message>
    <message>
        <source>Phone: {words}</source>
        <translation>Handy: {words}</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Notice from WhatsApp</source>
        <translation>Hinweis von WhatsApp</translation>
    </message>
    <message>
        <source>First payment of a subscription</source>
        <translation>Erste Zahlung eines Abos</translation>
    </message>
    <message>
        <source>Subscription renewal</source>
        <translation>Abo-Verlängerung</translation>
    </message>
    <message>
        <source>{first} and {count} more</source>
        <translation>{first} und {count} weitere</translation>
    </message>
    <message>
        <source>Cart: 1 item</source>
        <translation>Warenkorb: 1 Artikel</translation>
    </message>
    <message>
        <source>Cart: {count} items</source>
        <translation>Warenkorb: {count} Artikel</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachricht</translation>
    </message>
</context>
</TS>
