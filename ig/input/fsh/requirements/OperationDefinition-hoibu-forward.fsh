Instance: hoibu-forward
InstanceOf: OperationDefinition
Usage: #definition
Title: "Forward a message"
Description: "A draft in, the forwarded thread that was built and sent out. / En kladde ind, den byggede og videresendte tråd ud."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-forward"
* name = "HoibuForward"
* title = "Forward a message"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/Communication/[id]/$forward with a draft as the body: the first message of a new thread, with what was said in the old one and its documents, to another organisation. Only for who sent or received that message. Needs the scope Communication.c, and an organisation with a SOR id in the token. 201 with the message that was built; 200 with the same message for a draft (identifier) that was sent before; 422 with an issue for each thing that is wrong with the draft, and nothing is kept. / Kroppen er en kladde: den første besked i en ny tråd, med det der er sagt i den gamle og dens dokumenter, til en anden organisation. Kun for afsender og modtager. 201 med beskeden, der blev bygget; 200 med den samme besked for en kladde (identifier), der er sendt før; 422 med hver fejl i kladden, og intet gemmes."
* code = #forward
* resource[0] = #Communication
* system = false
* type = false
* instance = true
* insert Takes(draft, 1, 1, Communication, [[The draft, as the body itself: recipient, payload; what is left out is as in the message before.]])
* insert Takes(segment, 0, *, uri, [[In the URL: identifier of a text or document that goes along, urn:uuid:…; without any, all do.]])
* insert Takes(dryRun, 0, 1, boolean, [[In the URL. True: the message is built and held against the rules, and not sent. The standard is false.]])
* insert Gives(return, 1, 1, Bundle, [[The message as it was sent, or would be.]])
* parameter[=].targetProfile[0] = "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message"
