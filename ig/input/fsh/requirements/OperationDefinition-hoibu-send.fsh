Instance: hoibu-send
InstanceOf: OperationDefinition
Usage: #definition
Title: "Send a new message"
Description: "A draft in, the CareCommunication message that was built and sent out. / En kladde ind, den byggede og sendte korrespondance ud."
* url = "https://hoibu.dk/fhir/OperationDefinition/hoibu-send"
* name = "HoibuSend"
* title = "Send a new message"
* status = #active
* experimental = false
* date = "2026-11-22"
* kind = #operation
* affectsState = true
* description = "POST [base]/Communication/$send with a draft as the body: to whom, about whom, category, topic, texts and documents. The server builds the whole MedCom CareCommunication 5.0 message, the first of a new thread, and sends it. Needs the scope Communication.c, and an organisation with a SOR id in the token. 201 with the message that was built; 200 with the same message for a draft (identifier) that was sent before; 422 with an issue for each thing that is wrong with the draft, and nothing is kept. / Kroppen er en kladde: til hvem, om hvem, kategori, emne, tekster og dokumenter. Serveren bygger hele korrespondancen, den første i en ny tråd, og sender den. 201 med beskeden, der blev bygget; 200 med den samme besked for en kladde (identifier), der er sendt før; 422 med hver fejl i kladden, og intet gemmes."
* code = #send
* resource[0] = #Communication
* system = false
* type = true
* instance = false
* insert Takes(draft, 1, 1, Communication, [[The draft, as the body itself: recipient, subject, category, payload; sender is who signs.]])
* insert Takes(dryRun, 0, 1, boolean, [[In the URL. True: the message is built and held against the rules, and not sent. The standard is false.]])
* insert Gives(return, 1, 1, Bundle, [[The message as it was sent, or would be.]])
* parameter[=].targetProfile[0] = "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message"
