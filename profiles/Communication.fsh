Extension: HoibuSegmentMessage
Id: hoibu-segment-message
Title: "Message of a segment"
Description: "The message that a text or an attachment was first said in. / Den besked hvor en tekst eller et bilag blev sagt første gang."
Context: Communication.payload
* value[x] only Reference
* value[x] 1..1
* valueReference only Reference(Communication)

// MedCom's extensions lead to what is in the same Bundle; here it is contained.
Extension: HoibuAuthor
Id: hoibu-author
Title: "Author"
Description: "Who said it, or who in particular sent the message: a role, or a team, contained. / Hvem der sagde det, eller hvem der i særdeleshed sendte beskeden: en rolle eller et team, indlejret."
Context: Communication, Communication.payload
* value[x] only Reference
* value[x] 1..1
* valueReference only Reference(PractitionerRole or CareTeam)

// MedCom's own profile is for the message; this is how the facade tells of one that it has.
Profile: HoibuCommunication
Parent: Communication
Id: hoibu-communication
Title: "HOI BU Communication"
Description: "What a CareCommunication message says, or a whole thread: texts and attachments with their signatures, which are contained. Attachments by size; their content is in the message. / Hvad en korrespondance siger, eller en hel tråd: tekster og bilag med signaturer. Bilag med størrelse; indholdet er i selve beskeden."
* implicitRules 0..0
* modifierExtension 0..0
* obeys hoibu-no-version
* obeys hoibu-communication-patient
* meta 1..1 MS
* meta.tag MS
* insert Says(meta.tag, [[What kind of message it is, and how it stands]], [[Hvilken slags besked det er, og hvordan den står]])
* insert Means(meta.tag, [[MedCom's activity (new-message, reply-message, forward-message); hoibu-message-state: unread, urgent, incomplete; for its sender hoibu-delivery-state]], [[MedComs handling, og beskedens tilstand: ulæst, hastende, ufuldstændig; for afsenderen hvor langt den er nået]])
* identifier 1..1 MS
* identifier obeys hoibu-urn-uuid
* identifier.value 1..1
* insert Says(identifier, [[The thread]], [[Tråden]])
* partOf 1..* MS
* partOf only Reference(Bundle)
* insert Says(partOf, [[The message as it came; of a thread all of them]], [[Beskeden som den kom; for en tråd alle]])
* status = #unknown
* category 1..1 MS
* subject MS
* subject only Reference(HoibuPatient)
* insert Says(subject, [[The child; missing for who has no number that registers know]], [[Barnet; mangler for den der ikke har et nummer registrene kender]])
* topic MS
* sent 1..1 MS
* received MS
* sender MS
* insert Says(sender, [[The organisation that sent it, by SOR id]], [[Den organisation der sendte den, med SOR-id]])
* recipient MS
* insert Says(recipient, [[The organisation it was sent to, by SOR id; then whom in particular]], [[Den organisation den blev sendt til, med SOR-id; derefter hvem i særdeleshed]])
* payload 1..* MS
* extension contains HoibuAuthor named sender 0..1 MS
* insert Says(extension[sender], [[Who in particular sent it]], [[Hvem der i særdeleshed sendte den]])
* payload.extension contains HoibuSegmentMessage named message 0..1 MS and HoibuAuthor named author 0..1 MS
* insert Says(payload.extension[author], [[Who said it]], [[Hvem der sagde det]])
* insert Says(payload.extension[message], [[In a thread: the message it was first said in]], [[I en tråd: den besked hvor det blev sagt første gang]])
