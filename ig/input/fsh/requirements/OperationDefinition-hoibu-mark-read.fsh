Instance: hoibu-mark-read
InstanceOf: OperationDefinition
Usage: #definition
Title: "Mark a message as read"
Description: "Mark a message as read. / Markér en besked som læst."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-mark-read"
* name = "HoibuMarkRead"
* title = "Mark a message as read"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/Communication/[id]/$mark-read, without a body, by the organisation that the message came to: notes that it has read it. Again is no more than once. Needs the scope Communication.u. / Uden krop, af den organisation beskeden kom til: noterer at den har læst den. Igen er ikke mere end én gang."
* code = #mark-read
* resource[0] = #Communication
* system = false
* type = false
* instance = true
* insert Gives(return, 1, 1, Communication, [[The message, as it stands now.]])
* parameter[=].targetProfile[0] = "https://hoibu.dk/fhir/StructureDefinition/hoibu-communication"
