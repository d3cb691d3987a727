Instance: hoibu-mark-unread
InstanceOf: OperationDefinition
Usage: #definition
Title: "Mark a message as unread"
Description: "Mark a message as unread. / Markér en besked som ulæst."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-mark-unread"
* name = "HoibuMarkUnread"
* title = "Mark a message as unread"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/Communication/[id]/$mark-unread, without a body, by the organisation that the message came to: notes that it has not read it. Again is no more than once. Needs the scope Communication.u. / Uden krop, af den organisation beskeden kom til: noterer at den ikke har læst den. Igen er ikke mere end én gang."
* code = #mark-unread
* resource[0] = #Communication
* system = false
* type = false
* instance = true
* insert Gives(return, 1, 1, Communication, [[The message, as it stands now.]])
* parameter[=].targetProfile[0] = "https://hoibu.dk/fhir/StructureDefinition/hoibu-communication"
